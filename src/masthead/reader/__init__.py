"""What a reader's request meets."""
