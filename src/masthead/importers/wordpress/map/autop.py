"""Paragraphs in classic texts, where a writer only left an empty line.

What WordPress documents of its `wpautop`: an empty line ends a paragraph, a single line end is a
line break, block elements stand by themselves and what is in `pre`, `script`, `style` and the
like is not touched. See https://developer.wordpress.org/reference/functions/wpautop/.
"""

import re

from masthead.core.html import BLOCKS

_TAG = re.compile(
    r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL
)
_KEPT = re.compile(
    r"<(pre|script|style|textarea|svg|object|iframe|select)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_EMPTY_LINE = re.compile(r"\n[ \t\f\v]*\n\s*")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_BREAK_TWICE = re.compile(r"(<br\s*/?>)\s*\n")
#: In these, text is always paragraphs; in other block elements only where it has an empty line.
_LOOSE = frozenset({"blockquote", "body", "form", "fieldset"})
_KEPT_LINE_END = "\x00"  # cannot be in a text: XML forbids it


def autop(content: str) -> str:
    """`content` with its paragraphs and line breaks marked."""
    writer = _Writer()
    at = 0
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    for kept in _KEPT.finditer(content):
        writer.flow(content[at : kept.start()])
        writer.keep(kept.group(), kept.group(1).lower())
        at = kept.end()
    writer.flow(content[at:])
    writer.flush()
    return "".join(writer.out).replace(_KEPT_LINE_END, "\n")


class _Writer:
    """Gathers a run of inline content and writes it when a block element or the end comes."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.run: list[str] = []
        self.open: list[str] = []

    def flow(self, text: str) -> None:
        at = 0
        for tag in _TAG.finditer(text):
            name = (tag.group(2) or "").lower()
            if name not in BLOCKS:
                continue
            self.run.append(text[at : tag.start()])
            at = tag.end()
            self.flush()
            self.out.append(tag.group())
            self.enter(name, closing=bool(tag.group(1)))
        self.run.append(text[at:])

    def enter(self, name: str, *, closing: bool) -> None:
        if name == "hr":
            return
        if not closing:
            self.open.append(name)
        elif name in self.open:
            while self.open.pop() != name:
                pass

    def keep(self, text: str, name: str) -> None:
        if name == "pre":
            self.flush()
            self.out.append(text)
        else:
            self.run.append(text.replace("\n", _KEPT_LINE_END))

    def flush(self) -> None:
        run, self.run = "".join(self.run), []
        pieces = [_breaks(piece) for piece in _EMPTY_LINE.split(run.strip()) if piece.strip()]
        inside = self.open[-1] if self.open else ""
        if inside == "p":
            self.out.append("</p>\n<p>".join(pieces))
        elif inside and inside not in _LOOSE and len(pieces) <= 1:
            self.out.extend(pieces)
        else:
            self.out.extend(f"<p>{piece}</p>\n" for piece in pieces)


def _breaks(piece: str) -> str:
    """Line ends as `<br>`, but not in tags and not where a break stands already."""
    out: list[str] = []
    at = 0
    piece = _BREAK_TWICE.sub(r"\1", piece.strip())
    for tag in _TAG.finditer(piece):
        out.append(_LINE_END.sub("<br>\n", piece[at : tag.start()]))
        out.append(tag.group().replace("\n", " "))
        at = tag.end()
    out.append(_LINE_END.sub("<br>\n", piece[at:]))
    return "".join(out)
