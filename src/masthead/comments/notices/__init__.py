"""Mail to readers who asked to be told of new comments under a page."""
