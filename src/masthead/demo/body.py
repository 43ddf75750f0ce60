"""Texts of the demo's files as bodies: the raw form in which StreamField stores its blocks."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from masthead.demo.desk import Desk
from masthead.demo.files import html, pieces

NAMESPACE = uuid.UUID("6f1d2c1e-5a76-4f0a-9d57-2f2b8f2a9c11")
_LINK = re.compile(r'href="(story|topic|page):([^"]+)"')

Value = dict[str, Any]


def body(name: str, text: str, desk: Desk) -> list[dict[str, Any]]:
    """Return the blocks of a text; `name` makes their ids the same at each loading."""
    return [
        {
            "type": kind,
            "value": _BLOCKS[kind](value, desk),
            "id": str(uuid.uuid5(NAMESPACE, f"{name}/{place}")),
        }
        for place, (kind, value) in enumerate(pieces(text))
    ]


def rich(markdown: str, desk: Desk) -> str:
    """Return Markdown as rich text; `story:name` and `topic:name` become links to those pages."""

    def link(found: re.Match[str]) -> str:
        return f'linktype="page" id="{desk.find(found[1], found[2]).pk}"'

    return _LINK.sub(link, html(markdown))


def _items(values: list[Value]) -> list[Value]:
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def _picture(value: Value, desk: Desk) -> Value:
    return {
        "image": desk.find("picture", value["picture"]).pk,
        "alt": value.get("alt", ""),
        "caption": value.get("caption", ""),
    }


def _image(value: Value, desk: Desk) -> Value:
    return {**_picture(value, desk), "size": value.get("size", "column"), "link": ""}


def _gallery(value: Value, desk: Desk) -> Value:
    pictures = [_picture(picture, desk) for picture in value["images"]]
    return {"caption": value.get("caption", ""), "images": _items(pictures)}


def _table(value: Value, desk: Desk) -> Value:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in value["columns"]],
        "rows": [{"values": row} for row in value["rows"]],
        "caption": value.get("caption", ""),
    }


def _timeline(value: Value, desk: Desk) -> Value:
    return {"heading": value["heading"], "events": _items(value["events"])}


def _quote(value: Value, desk: Desk) -> Value:
    return {"source_url": "", **value}


def _background(value: Value, desk: Desk) -> Value:
    return {"page": desk.find("topic", value["topic"]).pk}


def _document(value: Value, desk: Desk) -> Value:
    return {"document": desk.find("document", value["file"]).pk, "title": value["title"]}


def _nothing(value: Value, desk: Desk) -> None:
    return None


def _markup(value: Value, desk: Desk) -> str:
    markup: str = value["html"]
    return markup


def _as_it_is(value: Value, desk: Desk) -> Value:
    return value


_BLOCKS: dict[str, Callable[[Any, Desk], Any]] = {
    "text": rich,
    "quote": _quote,
    "pull_quote": _as_it_is,
    "foreign": _as_it_is,
    "image": _image,
    "gallery": _gallery,
    "table": _table,
    "aside": _as_it_is,
    "timeline": _timeline,
    "background": _background,
    "document": _document,
    "code": _as_it_is,
    "embed": _as_it_is,
    "divider": _nothing,
    "html": _markup,
}
