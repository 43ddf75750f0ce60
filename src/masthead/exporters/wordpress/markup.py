"""Block markup as WordPress's editor writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

#: As WordPress's `serialize_block_attributes` escapes them: what would end or look like a comment.
_ESCAPES = {
    "--": "\\u002d\\u002d",
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    '\\"': "\\u0022",
}


_FIRST_MARK = re.compile(r"<!-- wp:(?P<name>\S+)(?: (?P<attributes>\{.*?\}))? -->")


def block(name: str, html: str, attributes: Mapping[str, Any] | None = None) -> str:
    """A block with its HTML between its marks."""
    return f"<!-- wp:{name}{_attributes(attributes)} -->\n{html}\n<!-- /wp:{name} -->\n\n"


def apart(blocks: str) -> str:
    """Blocks of a text that does not go on from the text before it."""
    mark = _FIRST_MARK.match(blocks)
    if mark is None:
        return blocks
    attributes = json.loads(mark["attributes"] or "{}") | {"masthead": {"type": "text"}}
    return f"<!-- wp:{mark['name']}{_attributes(attributes)} -->{blocks[mark.end() :]}"


def _attributes(attributes: Mapping[str, Any] | None) -> str:
    if not attributes:
        return ""
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for plain, escaped in _ESCAPES.items():
        text = text.replace(plain, escaped)
    return f" {text}"
