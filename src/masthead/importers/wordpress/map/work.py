"""What the conversion of one text can ask, and where it tells what it noticed."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urljoin, urlsplit, urlunsplit

from masthead.importers.errors import Place, Tell

from .make import Block

_SIZED = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{9,})+(\.\w{2,5})$")


_TOKEN = secrets.token_hex(6) + "-"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the old site's media library."""

    id: int
    url: str
    title: str = ""
    alt: str = ""
    caption: str = ""  # HTML
    parent: int = 0
    page: str = ""  # path of its own page on the old site


class Library(Protocol):
    """What the rest of the export knows, asked while one text is converted."""

    def attachment(self, old_id: int) -> Attachment | None:
        """The attachment with this id."""

    def attachment_at(self, key: str) -> Attachment | None:
        """The attachment whose address has this `file_key`."""

    def attached_to(self, post: int) -> Iterable[Attachment]:
        """The attachments uploaded to a post, in the order WordPress shows them."""

    def pattern(self, old_id: int) -> str | None:
        """The content of a reusable block."""


def file_key(url: str) -> str:
    """What all addresses of one uploaded file share: any host, scheme, size and query."""
    parts = urlsplit(url)
    path = parts.path
    _, uploads, below = path.partition("/wp-content/uploads/")
    key = below if uploads else parts.netloc.removeprefix("www.") + path
    return _SIZED.sub(r"\1", key)


@dataclass(slots=True)
class Work:
    """The conversion of one text: its place, the site around it, and slots.

    A slot is an `img` that stands for blocks already made (of a shortcode, of an inner block)
    while the HTML around them is read. It has a part that no writer of a text can guess.
    """

    place: Place
    library: Library
    tell: Tell
    site: str = ""  # address of the old site, no final slash
    post: int = 0
    link: str = ""  # address of the post, which relative links start from
    footnotes: dict[str, str] = field(default_factory=dict)
    slots: list[list[Block]] = field(default_factory=list)
    patterns: tuple[int, ...] = ()  # reusable blocks open around this text
    dynamic: bool = False  # inside of a block that the site fills

    def note(self, words: str) -> None:
        """Something about this text was noticed."""
        self.tell(words, self.place)

    def slot(self, blocks: list[Block]) -> str:
        """HTML that stands for `blocks`."""
        self.slots.append(blocks)
        return f'<img data-slot="{_TOKEN}{len(self.slots) - 1}">'

    def in_slot(self, mark: str) -> list[Block]:
        """The blocks of a slot, by its `data-slot`; none for a mark we did not make."""
        number = mark.removeprefix(_TOKEN)
        known = mark.startswith(_TOKEN) and number.isdigit() and int(number) < len(self.slots)
        return self.slots[int(number)] if known else []

    def find(self, url: str, old_id: int = 0) -> Attachment | None:
        """The attachment a text means. The address decides: ids in old texts are often stale."""
        named = self.library.attachment(old_id) if old_id else None
        if named and named.url == url:  # nothing to decide, even if two names differ in size only
            return named
        found = self.library.attachment_at(file_key(urljoin(self.link, url))) if url else None
        return found or named

    def whole(self, url: str) -> str:
        """`url` with scheme and host; as it is where that cannot be."""
        try:
            return urljoin(self.link or f"{self.site}/", url)
        except ValueError:
            return url

    def address(self, href: str) -> str:
        """`href` as it will work here: a path for the old site's own addresses, "" for nonsense."""
        href = href.strip()
        if not href or href.startswith("#"):
            return href
        try:
            whole = urljoin(self.link or f"{self.site}/", href)
            parts = urlsplit(whole)
        except ValueError:
            return ""
        if parts.scheme in ("mailto", "tel"):
            return whole
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return ""
        if self.site and _host(parts.netloc) == _host(urlsplit(self.site).netloc):
            return urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, parts.fragment))
        return whole


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
