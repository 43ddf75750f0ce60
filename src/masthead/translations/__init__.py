"""Stories in several languages: which belong together, and what the original got since."""
