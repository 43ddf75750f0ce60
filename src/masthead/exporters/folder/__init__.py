"""Writes the outlet as JSON lines and files; docs/export-format.md describes the format."""
