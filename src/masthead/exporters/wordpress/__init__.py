"""Writes the outlet as a WordPress export (WXR 1.2)."""
