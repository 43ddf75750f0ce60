"""Moving out: to WordPress, or to plain files that any program can read."""
