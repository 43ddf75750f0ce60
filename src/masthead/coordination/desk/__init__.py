"""The screen "Comments that belong together"."""
