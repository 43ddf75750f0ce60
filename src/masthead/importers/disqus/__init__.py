"""Moving comments in from Disqus: `read` keeps an export on disk, `map` makes our words of it."""
