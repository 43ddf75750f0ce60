"""Converting short texts in tests."""

from collections.abc import Iterable
from typing import Any

from masthead.importers.errors import Place
from masthead.importers.wordpress.map.body import body
from masthead.importers.wordpress.map.work import Attachment, Work, file_key

UPLOADS = "https://old.example/wp-content/uploads/2024/03"


class Shelf:
    """A library of a few things."""

    def __init__(self, *attachments: Attachment, patterns: dict[int, str] | None = None) -> None:
        self.attachments = attachments
        self.patterns = patterns or {}

    def attachment(self, old_id: int) -> Attachment | None:
        return next((one for one in self.attachments if one.id == old_id), None)

    def attachment_at(self, key: str) -> Attachment | None:
        return next((one for one in self.attachments if file_key(one.url) == key), None)

    def attached_to(self, post: int) -> Iterable[Attachment]:
        return [one for one in self.attachments if one.parent == post]

    def pattern(self, old_id: int) -> str | None:
        return self.patterns.get(old_id)


BOAT = Attachment(5, f"{UPLOADS}/boat.jpg", "boat", "A boat", "The <em>Alma</em>", 1, "/boat/")
QUAY = Attachment(6, f"{UPLOADS}/quay.png", "quay", "", "", 1, "/quay/")
SONG = Attachment(7, f"{UPLOADS}/song.mp3", "Song", "", "", 1, "/song/")


class Converted(list[dict[str, Any]]):
    """Body blocks, with what was told."""

    notes: list[str]

    @property
    def kinds(self) -> list[str]:
        return [block["type"] for block in self]


def convert(
    content: str, *attachments: Attachment, patterns: dict[int, str] | None = None, **values: Any
) -> Converted:
    """The blocks of `content` in post 1 of https://old.example, which holds three files."""
    notes: list[str] = []
    work = Work(
        place=Place("export.xml", 1),
        library=Shelf(*(attachments or (BOAT, QUAY, SONG)), patterns=patterns),
        tell=lambda words, _: notes.append(words),
        site="https://old.example",
        post=1,
        link="https://old.example/2024/03/story/",
        **values,
    )
    found = Converted(body(content, work))
    found.notes = notes
    return found


def text(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html}
