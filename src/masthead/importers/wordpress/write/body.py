"""Mapped body blocks as rows of the site: pictures found or marked, every block with an id."""

import re
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.translation import gettext, override

from masthead.addresses.paths import absolute

from ..files import blocks as places
from ..map.make import Block, Picture, Topic
from ..map.work import file_key

_NAMES = uuid.UUID("8c1b1f0e-6f6c-5d0e-9f43-0e6d7a1c9a57")  # any fixed one: equal runs, equal ids

_BLOCK_END = re.compile(r"</(?:p|h\d|li|td|div|blockquote)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_LONGEST_NAME = 500  # a picture may stand in its own address
_NO_WORDS = frozenset({"url", "link", "source_url", "size", "alt", "type", "id", "language"})

FindPicture = Callable[[Picture], int | None]
FindFile = Callable[[str], int | None]
FindTopic = Callable[[Topic], int | None]


@dataclass
class Missing:
    """A picture that is not here: the block that marks its place, and what belongs there.

    `value` is as `files.blocks.with_picture` takes it.
    """

    picture: Picture
    block: str
    value: dict[str, Any]


class Body:
    """The body of one story.

    `missing` are the pictures that are not here, `played` the keys of what is played from where
    it is.
    """

    def __init__(
        self,
        name: str,
        picture: FindPicture,
        file: FindFile,
        topic: FindTopic = lambda _: None,
        language: str = "en",
    ) -> None:
        self.name = name
        self.picture = picture
        self.file = file
        self.topic = topic
        self.language = language  # of those who read it
        self.missing: list[Missing] = []
        self.played: set[str] = set()
        self.shown: set[int] = set()  # old ids of attachments
        self.names: set[str] = set()  # ids that blocks had already
        self.quoted: Counter[tuple[str, str]] = Counter()  # who said what, how often until now
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
        if kind == "timeline":
            events = [event | {"id": self._id()} for event in value["events"]]
            return [self._made(kind, value | {"events": events})]
        if kind == "background":
            page = self.topic(value["page"])
            return [self._made(kind, {"page": page})] if page else []
        if kind == "embed":
            key = file_key(value["url"])
            if found := self.file(key):
                return [places.document(self._id(), value, found)]
            self.played.add(key)
        made = self._made(kind, value)
        if kind == "quote":
            made["id"] = self._quotation(value, block.get("id", ""))
        return [made]

    def _find(self, picture: Picture) -> int | None:
        self.shown.add(picture.id)
        return self.picture(picture)

    def _made(self, kind: str, value: Any) -> dict[str, Any]:
        return {"type": kind, "value": value, "id": self._id()}

    def _id(self) -> str:
        self.number += 1
        return str(uuid.uuid5(_NAMES, f"{self.name}/{self.number}"))

    def _quotation(self, value: dict[str, Any], name: str) -> str:
        """The ``name`` from our own export, or an id that goes where the quotation goes.

        A translation has words and source of the quotation with the same id. Counted by their
        places, one that is put in before another would take its id, and stand under its words. The
        source is no part of it: corrected, it is that of the same quotation.
        """
        if name and name not in self.names:  # two of one name would be one in the form
            self.names.add(name)
            return name
        said = value["text"], value["attribution"]
        self.quoted[said] += 1
        told = "/".join((*said, str(self.quoted[said])))
        return str(uuid.uuid5(_NAMES, f"{self.name}/quote/{told}"))

    def _image(self, value: dict[str, Any]) -> dict[str, Any]:
        value |= {"link": absolute(value["link"]) if value["link"] else ""}
        found = self._find(value["image"])
        if found is None:
            return self._mark(value)
        return self._made("image", value | {"image": found})

    def _gallery(self, value: dict[str, Any]) -> list[dict[str, Any]]:
        """Runs of pictures that are there, between the marks of those that are not."""
        out: list[dict[str, Any]] = []
        run: list[dict[str, Any]] = []
        caption = value["caption"]
        missing = len(self.missing)

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
            out.append(self._made("text", places.paragraph(caption)))
        parts = [block["id"] for block in out]
        for one in self.missing[missing:]:
            one.value |= {"gallery": parts, "words": caption}
        return out

    def _mark(self, value: dict[str, Any]) -> dict[str, Any]:
        """The place of a picture that is not here: its words, and where it was."""
        picture: Picture = value["image"]
        file_name = picture.url.rpartition("/")[2].partition("?")[0][:_LONGEST_NAME]
        words = value["alt"] or picture.alt or file_name
        with override(self.language):
            label = escape(gettext("Missing picture: %s") % words)
        address = picture.url if picture.url.startswith(("http://", "https://")) else ""
        linked = f'<a href="{escape(address)}">{label}</a>' if address else label
        caption = f"<figcaption>{value['caption']}</figcaption>" if value["caption"] else ""
        name = escape(str(picture.id or picture.url[:_LONGEST_NAME]))
        start = f'{places.MARK} data-picture="{name}">'
        made = self._made("html", f"{start}<p>{linked}</p>{caption}</figure>")
        kept = {name: part for name, part in value.items() if name != "image"}
        self.missing.append(Missing(picture, made["id"], kept))
        return made


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
