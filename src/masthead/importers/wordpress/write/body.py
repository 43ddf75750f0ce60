"""Mapped body blocks as rows of the site: pictures found or marked, every block with an id."""

import re
import uuid
from collections.abc import Callable
from html import escape
from typing import Any

from django.utils.translation import gettext

from masthead.addresses.paths import absolute

from ..map.make import Block, Picture
from ..map.work import file_key

_NAMES = uuid.UUID("8c1b1f0e-6f6c-5d0e-9f43-0e6d7a1c9a57")  # any fixed one: equal runs, equal ids

_BLOCK_END = re.compile(r"</(?:p|h\d|li|td|div|blockquote)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_NO_WORDS = frozenset({"url", "link", "source_url", "size", "alt", "type", "id", "language"})

FindPicture = Callable[[Picture], int | None]
FindFile = Callable[[str], int | None]


class Body:
    """The body of one story. `missing` are the pictures that could not be had."""

    def __init__(self, name: str, picture: FindPicture, file: FindFile) -> None:
        self.name = name
        self.picture = picture
        self.file = file
        self.missing: list[Picture] = []
        self.shown: set[int] = set()  # old ids of attachments
        self.number = 0

    def raw(self, blocks: list[Block]) -> list[dict[str, Any]]:
        """What a StreamField stores."""
        return [made for block in blocks for made in self._block(block)]

    def _block(self, block: Block) -> list[dict[str, Any]]:
        kind, value = block["type"], block["value"]
        if kind == "image":
            return [self._image(value)]
        if kind == "gallery":
            return self._gallery(value)
        if kind == "embed" and (document := self.file(file_key(value["url"]))):
            title = value["title"] or value["caption"]
            return [self._made("document", {"document": document, "title": title})]
        return [self._made(kind, value)]

    def _find(self, picture: Picture) -> int | None:
        self.shown.add(picture.id)
        return self.picture(picture)

    def _made(self, kind: str, value: Any) -> dict[str, Any]:
        return {"type": kind, "value": value, "id": self._id()}

    def _id(self) -> str:
        self.number += 1
        return str(uuid.uuid5(_NAMES, f"{self.name}/{self.number}"))

    def _image(self, value: dict[str, Any]) -> dict[str, Any]:
        found = self._find(value["image"])
        if found is None:
            return self._mark(value)
        link = absolute(value["link"]) if value["link"] else ""
        return self._made("image", value | {"image": found, "link": link})

    def _gallery(self, value: dict[str, Any]) -> list[dict[str, Any]]:
        """Runs of pictures that are there, between the marks of those that are not."""
        out: list[dict[str, Any]] = []
        run: list[dict[str, Any]] = []
        caption = value["caption"]

        def end_run(words: str = "") -> None:
            if run:
                out.append(self._made("gallery", {"images": list(run), "caption": words}))
                run.clear()

        for item in value["images"]:
            found = self._find(item["value"]["image"])
            if found is None:
                end_run()
                out.append(self._mark(item["value"]))
            else:
                run.append(
                    {"type": "item", "value": item["value"] | {"image": found}, "id": self._id()}
                )
        last_is_run = bool(run)
        end_run(caption)
        if caption and not last_is_run:
            out.append(self._made("text", f"<p>{escape(caption, quote=False)}</p>"))
        return out

    def _mark(self, value: dict[str, Any]) -> dict[str, Any]:
        """The place of a picture that is not here: its words, and where it was."""
        picture: Picture = value["image"]
        self.missing.append(picture)
        words = value["alt"] or picture.alt or picture.url.rpartition("/")[2].partition("?")[0]
        label = escape(gettext("Missing picture: %s") % words)
        address = picture.url if picture.url.startswith(("http://", "https://")) else ""
        linked = f'<a href="{escape(address)}">{label}</a>' if address else label
        caption = f"<figcaption>{value['caption']}</figcaption>" if value["caption"] else ""
        name = escape(str(picture.id or picture.url))
        start = f'<figure class="missing-picture" data-picture="{name}">'
        return self._made("html", f"{start}<p>{linked}</p>{caption}</figure>")


def words_in(blocks: list[Block]) -> int:
    """About how many words a reader has to read."""
    return sum(_count(block["value"]) for block in blocks)


def _count(value: Any) -> int:
    if isinstance(value, str):
        return len(_TAG.sub("", _BLOCK_END.sub(" ", value)).split())
    if isinstance(value, list):
        return sum(map(_count, value))
    if isinstance(value, dict):
        return sum(_count(part) for name, part in value.items() if name not in _NO_WORDS)
    return 0
