"""How stylesheets, scripts and fonts are stored: under a name that changes with the content."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.compress import Compressor

OURS = "masthead/"


class StaticStorage(ManifestStaticFilesStorage):
    """Hashed names, so that browsers keep a file for good.

    What readers load is compressed once, here, at the highest level. The editor's
    files are not: it would take longer than the rest of a first start.
    """

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002 Django's signature
        **options: Any,
    ) -> Iterator[Any]:
        """Hash all files, then put a gzip and a Brotli copy beside each of ours."""
        compressor = Compressor(quiet=True)
        for original, stored, processed in super().post_process(paths, dry_run, **options):
            yield original, stored, processed
            if stored and stored.startswith(OURS) and compressor.should_compress(stored):
                for copy in compressor.compress(self.path(stored)):
                    yield original, copy, True
