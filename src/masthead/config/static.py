"""How stylesheets, scripts and fonts are stored: under a name that changes with the content."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class StaticStorage(ManifestStaticFilesStorage):
    """Hashed names, so that browsers keep a file for good."""
