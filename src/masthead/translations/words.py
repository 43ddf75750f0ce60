"""The words of a story, block by block, read from what is stored and not from what is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.functional import Promise
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from masthead.articles.models import ArticlePage
from masthead.core.html import visible_text
from masthead.core.text import collapse

from .quotations import QUOTE

HTML, PLAIN, VALUE = "html", "plain", "value"  # VALUE: no words, such as a picture's number
FIELDS = ("title", "standfirst", "kicker", "dateline", "lead_caption", "backstory")
_HTML_FIELDS = frozenset({"backstory"})

Visit = Callable[[str, str], str]


@dataclass(frozen=True)
class Passage:
    """One block, or one field outside of the body."""

    place: str  # the block's id, or the field's name
    label: str | Promise
    words: str
    rest: str  # all else that is stored: what differs though the words are the same
    kind: str = ""  # of the block; nothing for a field
    source: str = ""  # of a quotation: its address, which translations share

    @property
    def digest(self) -> str:
        """A short name of the words."""
        return sha256(self.words.encode()).hexdigest()


def passages(story: ArticlePage) -> list[Passage]:
    """Return the fields that hold words, then the blocks of the body, in order."""
    return [*_fields(story), *_blocks(story)]


def _fields(story: ArticlePage) -> Iterator[Passage]:
    for name in FIELDS:
        stored = getattr(story, name)
        label = ArticlePage._meta.get_field(name).verbose_name  # noqa: SLF001 - Django's name for it
        yield Passage(name, label, _words(kind_of(name), stored), stored)


def kind_of(name: str) -> str:
    """Return what a field outside of the body holds."""
    return HTML if name in _HTML_FIELDS else PLAIN


def _blocks(story: ArticlePage) -> Iterator[Passage]:
    stream = story.body.stream_block
    for at, raw in enumerate(story.body.raw_data):
        block = stream.child_blocks.get(raw["type"])
        if block is None:  # of a kind that this version does not know
            continue
        words: list[str] = []

        def read(kind: str, text: str, words: list[str] = words) -> str:
            words.append(_words(kind, text))
            return text

        walk(block, raw["value"], read)
        rest, source = raw["value"], ""
        if raw["type"] == QUOTE:
            source = rest.get("source_url") or ""
            rest = {name: part for name, part in rest.items() if name != "source_url"}
        yield Passage(
            place=place_of(raw, at),
            label=block.label,
            words="\n".join(part for part in words if part),
            rest=repr(rest),
            kind=raw["type"],
            source=source,
        )


def place_of(raw: Any, at: int) -> str:
    """Return a block's id; blocks that came in without one are told by their order."""
    return str(raw.get("id") or f"#{at}")


def walk(block: Any, value: Any, visit: Visit) -> Any:
    """Return a stored value with each text in it replaced by what ``visit(kind, text)`` returns."""
    if isinstance(block, blocks.StructBlock):
        return {
            name: walk(block.child_blocks[name], inner, visit)
            if name in block.child_blocks
            else inner
            for name, inner in (value or {}).items()
        }
    if isinstance(block, blocks.ListBlock):
        return [_item(block.child_block, one, visit) for one in value or []]
    if isinstance(block, TypedTableBlock):
        return _table(block, value, visit) if value else value
    if isinstance(block, (blocks.RichTextBlock, blocks.RawHTMLBlock)):
        return visit(HTML, value or "")
    if type(block) in {blocks.CharBlock, blocks.TextBlock}:
        return visit(PLAIN, value or "")
    if value not in (None, ""):
        visit(VALUE, str(value))
    return value


def _item(block: Any, item: Any, visit: Visit) -> Any:
    """One of a list; rows from old imports have no ids around their values."""
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return item | {"value": walk(block, item["value"], visit)}
    return walk(block, item, visit)


def _table(block: Any, table: dict[str, Any], visit: Visit) -> dict[str, Any]:
    columns = [
        column | {"heading": visit(PLAIN, column.get("heading") or "")}
        for column in table["columns"]
    ]
    kinds = [block.child_blocks.get(column["type"]) for column in columns]
    rows = [
        row
        | {
            "values": [
                walk(kind, value, visit) if kind else value
                for kind, value in zip(kinds, row["values"], strict=True)
            ]
        }
        for row in table["rows"]
    ]
    return table | {
        "columns": columns,
        "rows": rows,
        "caption": visit(PLAIN, table.get("caption") or ""),
    }


def _words(kind: str, text: str) -> str:
    if kind == VALUE:
        return ""
    if kind == HTML:
        return visible_text(text)
    return "\n".join(line for part in text.split("\n") if (line := collapse(part)))
