"""A fictional outlet."""
