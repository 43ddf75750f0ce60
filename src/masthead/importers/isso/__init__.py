"""Moving comments in from Isso, whose database is read as it is."""
