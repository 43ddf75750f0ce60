"""Moving in from other systems."""
