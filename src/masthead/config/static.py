"""How stylesheets, scripts and fonts are stored: under a name that changes with the content."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from masthead.core import layout

OURS = "masthead/"
# Fonts and pictures are compressed already.
COMPRESSED = (".css", ".js", ".json", ".svg", ".txt", ".webmanifest")


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
        for original, stored, processed in super().post_process(paths, dry_run, **options):
            yield original, stored, processed
            if stored and stored.startswith(OURS) and stored.endswith(COMPRESSED):
                compress(Path(self.path(stored)))


def compress(file: Path) -> None:
    """Put a gzip and a Brotli copy beside ``file``; a copy that saves nothing is left out."""
    plain = file.read_bytes()
    copies = {"gzip": gzip.compress(plain, 9, mtime=0), "br": brotli.compress(plain)}
    for coding, data in copies.items():
        if len(data) < len(plain):
            file.with_name(file.name + layout.ENCODINGS[coding]).write_bytes(data)
