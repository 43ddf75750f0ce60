"""Tags of the body of a story."""
