"""Runs of words inside a paragraph, heading, cell or caption, as our rich text knows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from lxml.html import HtmlElement

from masthead.core.html import BLOCKS, HIDDEN

from .make import Block
from .work import Work

#: Elements of other names that mean, or look, the same in rich text.
_SAME = {
    "b": "b", "strong": "strong", "i": "i", "em": "em", "sub": "sub", "sup": "sup", "s": "s",
    "del": "s", "strike": "s", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "cite": "em", "dfn": "em", "var": "em",
}  # fmt: skip
#: Elements that mean something rich text has no way to say; their paragraph becomes an HTML block.
_RARE = frozenset("abbr acronym q ins mark ruby rb rt rp bdo bdi".split())
#: Elements that are not words; they end the paragraph and become blocks.
MEDIA = frozenset("img iframe video audio object embed picture".split())
_WHITE = re.compile(r"[ \t\r\n\f]+")
_EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_EMPTY = re.compile(r"<(\w+)(?: [^>]*)?>(\s*)</\1>")
_TAGS = re.compile(r"<[^>]+>")

Lift = Callable[[HtmlElement, str], list[Block]]


@dataclass(slots=True)
class Words:
    """A piece of a run. `rare`: it holds an element that only an HTML block can keep."""

    html: str
    rare: bool = False

    @property
    def plain(self) -> str:
        """Its words without markup."""
        return unescape(_TAGS.sub("", self.html)).strip()


class Run:
    """Writes inline content; what is no words is lifted out and cuts the run in two.

    `strict` runs (captions, cells, quotations) hold rich text only: they are never cut, lifted
    blocks gather in `lifted`, blocks inside become lines, rare elements only their words.
    """

    def __init__(self, work: Work, lift: Lift, *, strict: bool = False) -> None:
        self.work = work
        self.lift = lift
        self.strict = strict
        self.pieces: list[Words | list[Block]] = []
        self.lifted: list[Block] = []
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.rare = False

    def text(self, text: str | None) -> None:
        """Words; line ends in the source are spaces."""
        if text:
            self.out.append(escape(_WHITE.sub(" ", text), quote=False))

    def element(self, element: HtmlElement) -> None:
        """The element and all in it, but not its tail."""
        tag = element.tag
        if not isinstance(tag, str) or (tag in HIDDEN and tag not in MEDIA):
            return
        if tag == "br":
            self.out.append("<br>")
        elif tag == "img" and (sign := _emoji(element)):
            self.text(sign)
        elif tag in MEDIA or tag in BLOCKS:
            self.no_words(element)
        elif tag == "a":
            self.anchor(element)
        elif not self.rare_words(element):
            self.wrapped(element, *_tags(_SAME.get(tag, "")))

    def no_words(self, element: HtmlElement) -> None:
        """Media, and blocks in the middle of words: cut out, or lines of their own."""
        if element.tag in MEDIA or not self.strict:
            self.cut(self.lift(element, self.links[-1] if self.links else ""))
            return
        self.line()
        self.children(element)
        self.line()

    def rare_words(self, element: HtmlElement) -> bool:
        """Write an element that rich text has no word for; False if it is none."""
        tag, title = str(element.tag), element.get("title")
        if self.strict and tag == "q":
            self.wrapped(element, "“", "”")
        elif self.strict or tag not in _RARE:
            return False
        elif tag in ("abbr", "acronym"):
            if not title:
                return False
            self.rare = True
            self.wrapped(element, f'<abbr title="{escape(title)}">', "</abbr>")
        else:
            self.rare = True
            self.wrapped(element, *_tags(tag))
        return True

    def children(self, element: HtmlElement) -> None:
        """All in the element, but not the element."""
        self.text(element.text)
        for child in element:
            self.element(child)
            self.text(child.tail)

    def anchor(self, element: HtmlElement) -> None:
        """A link, if it leads anywhere; pictures in it learn where."""
        href = self.work.address(element.get("href") or "")
        self.links.append(href)
        if href:
            self.wrapped(element, f'<a href="{escape(href)}">', "</a>")
        else:
            self.children(element)
        self.links.pop()

    def wrapped(self, element: HtmlElement, start: str, end: str) -> None:
        """The content between two tags, which are closed and opened again at a cut."""
        if not start:
            self.children(element)
            return
        self.out.append(start)
        self.open.append((start, end))
        self.children(element)
        self.open.pop()
        self.out.append(end)

    def line(self) -> None:
        """A line break, unless there is one."""
        if self.out and self.out[-1] != "<br>":
            self.out.append("<br>")

    def cut(self, blocks: list[Block]) -> None:
        """Blocks that stood among the words."""
        if self.strict:
            self.lifted += blocks
        elif blocks:
            self.out += [end for _, end in reversed(self.open)]
            self.end()
            self.pieces.append(blocks)
            self.out += [start for start, _ in self.open]

    def end(self) -> None:
        """What was written so far becomes a piece, if it has a word."""
        html, rare = "".join(self.out), self.rare
        self.out, self.rare = [], False
        while html != (html := _EMPTY.sub(r"\2", html)):
            pass
        html = _EDGES.sub("", html)
        if html.replace("\xa0", "").strip():
            self.pieces.append(Words(html, rare))

    def finish(self) -> list[Words | list[Block]]:
        """All pieces in order: words, and the blocks that stood between them."""
        self.end()
        pieces, self.pieces = self.pieces, []
        return pieces


def _tags(name: str) -> tuple[str, str]:
    return (f"<{name}>", f"</{name}>") if name else ("", "")


def _emoji(img: HtmlElement) -> str:
    """The sign WordPress turned into a picture, as it was typed."""
    if not {"emoji", "wp-smiley"} & set((img.get("class") or "").split()):
        return ""
    return img.get("alt") or ""
