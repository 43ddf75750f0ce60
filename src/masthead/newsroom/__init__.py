"""What editors work in."""
