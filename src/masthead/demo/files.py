"""The demo's files: TOML between lines of `+++`, then Markdown with blocks between `:::`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

FOLDER = Path(__file__).resolve().parent
_BLOCK = re.compile(r"^::: (\w+)\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
_markdown = MarkdownIt("commonmark").enable("strikethrough")


@dataclass(frozen=True)
class Sheet:
    """One file: its name without ending, what stands at its head, and its text."""

    name: str
    head: dict[str, Any]
    text: str


def sheets(folder: str) -> Iterator[Sheet]:
    """Yield the Markdown files of one folder, by name."""
    for path in sorted((FOLDER / folder).glob("*.md")):
        _, head, text = path.read_text(encoding="utf-8").split("+++\n", 2)
        yield Sheet(path.stem, tomllib.loads(head), text)


def table(path: str) -> dict[str, Any]:
    """Return the content of one TOML file."""
    return tomllib.loads((FOLDER / path).read_text(encoding="utf-8"))


def pieces(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a text in order: ("text", Markdown) or (name of block, its TOML)."""
    end = 0
    for found in _BLOCK.finditer(text):
        if text[end : found.start()].strip():
            yield "text", text[end : found.start()]
        yield found[1], tomllib.loads(found[2])
        end = found.end()
    if text[end:].strip():
        yield "text", text[end:]


def html(markdown: str) -> str:
    """Return Markdown as HTML."""
    rendered: str = _markdown.render(markdown)
    return rendered
