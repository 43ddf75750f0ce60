"""Block markup: HTML comments that mark where a block begins and ends, with attributes as JSON.

The grammar is WordPress's, see
https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_MARK = re.compile(
    r"<!--\s+(?P<close>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+"
    r"(?P<attributes>\{(?:(?!-->).)*?\}\s+)?(?P<void>/)?-->",
    re.DOTALL,
)


@dataclass(slots=True)
class Markup:
    """A block. `parts` is its HTML, cut where its inner blocks stand; "" names loose HTML."""

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    parts: list["str | Markup"] = field(default_factory=list)

    def html(self) -> str:
        """All HTML in it, inner blocks included, without any marks."""
        return "".join(part if isinstance(part, str) else part.html() for part in self.parts)

    def inner(self) -> Iterator["Markup"]:
        """Its inner blocks."""
        return (part for part in self.parts if isinstance(part, Markup))


def has_blocks(content: str) -> bool:
    """Whether WordPress would read `content` as blocks rather than as classic text."""
    return "<!-- wp:" in content


def parse(content: str) -> list[Markup]:
    """The blocks of `content` in order.

    Nothing is lost of damaged markup: a block that is not closed ends with its surroundings, an
    end without a beginning is passed over, attributes that are no JSON count as none.
    """
    root = Markup("")
    open_blocks = [root]
    at = 0
    for mark in _MARK.finditer(content):
        _text(open_blocks[-1], content[at : mark.start()])
        at = mark.end()
        name = mark["name"] if "/" in mark["name"] else f"core/{mark['name']}"
        if mark["close"]:
            depth = next(
                (i for i in range(len(open_blocks) - 1, 0, -1) if open_blocks[i].name == name), 0
            )
            if depth:
                del open_blocks[depth:]
            continue
        block = Markup(name, _attributes(mark["attributes"]))
        open_blocks[-1].parts.append(block)
        if not mark["void"]:
            open_blocks.append(block)
    _text(open_blocks[-1], content[at:])
    return [part if isinstance(part, Markup) else Markup("", parts=[part]) for part in root.parts]


def _text(block: Markup, text: str) -> None:
    if text:
        block.parts.append(text)


def _attributes(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
