"""What all parts of one export share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings

from masthead.addresses.paths import encoded
from masthead.exporters.around import Around
from masthead.media.models import Document, Image

from .ids import Ids
from .text import bare


@dataclass
class Export:
    """One run: the numbers, the names of people and terms, and where files are had from."""

    ids: Ids
    media_base: str  # no final slash
    now: datetime
    logins: dict[int, str] = field(default_factory=dict)  # of people, by their ids
    sections: dict[int, tuple[str, str]] = field(default_factory=dict)  # nicename and title
    topics: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # taxonomy before them

    def address(self, path: str) -> str:
        """A path of the site as a whole address."""
        return settings.SITE_URL + encoded(path)

    def file(self, thing: Image | Document) -> str:
        """Where the original of a picture or file is had."""
        return f"{self.media_base}/{quote(thing.file.name)}"

    def rich(self, html: str, around: Around) -> str:
        """Rich text that means the same anywhere: links are whole addresses."""
        return bare(
            around.rich(html, self.file).replace('<a href="/', f'<a href="{settings.SITE_URL}/')
        )


@dataclass
class Body:
    """The conversion of one body."""

    export: Export
    around: Around

    def rich(self, html: str) -> str:
        """See `Export.rich`."""
        return self.export.rich(html or "", self.around)

    def image(self, pk: Any) -> Image | None:
        """A picture of the body; None if it was deleted."""
        return self.around.images.get(pk) if isinstance(pk, int) else None
