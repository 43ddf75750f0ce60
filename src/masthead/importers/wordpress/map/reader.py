"""Reads an HTML tree into body blocks; what each element becomes is in a table of functions."""

import copy
from collections.abc import Callable, Iterable, Mapping
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from masthead.core.html import BLOCKS, HIDDEN, clean, visible_text

from . import make
from .embeds import is_provider
from .inline import MEDIA, Run, Words
from .make import Block
from .work import Work

#: Deeper nesting than this is no layout but an accident; only its words are taken.
DEPTH_LIMIT = 60


class Reader:
    """One conversion: hands elements to `handlers` and joins neighbouring text to one block."""

    def __init__(self, work: Work, handlers: Mapping[str, "Handler"]) -> None:
        self.work = work
        self.handlers = handlers
        self.depth = 0

    def inside(self, element: HtmlElement) -> list[Block]:
        """The blocks of everything in `element`."""
        if self.depth >= DEPTH_LIMIT:
            self.work.note("Elements nested too deep were read as plain text.")
            words = "<br>".join(escape(line) for line in words_of(element).split("\n"))
            return [make.text(f"<p>{words}</p>")] if words else []
        self.depth += 1
        flow = _Flow(self)
        flow.children(element)
        self.depth -= 1
        return flow.finish()

    def lift(self, element: HtmlElement, link: str = "") -> list[Block]:
        """The blocks of one element; `link` is the address of a link around it."""
        if link and element.tag == "img":
            element.set("data-link", link)
        handler = self.handlers.get(str(element.tag))
        return handler(element, self) if handler else self.inside(element)

    def run(self, element: HtmlElement) -> list[Words | list[Block]]:
        """The inline content of `element` in pieces."""
        run = Run(self.work, self.lift)
        run.children(element)
        return run.finish()

    def strict(self, element: HtmlElement) -> tuple[str, list[Block]]:
        """The content of `element` as one string of rich text, and the blocks that stood in it."""
        run = Run(self.work, self.lift, strict=True)
        run.children(element)
        words = [piece.html for piece in run.finish() if isinstance(piece, Words)]
        return "".join(words), run.lifted

    def plain(self, element: HtmlElement) -> str:
        """The visible words of `element` on one line."""
        return words_of(element).replace("\n", " ")

    def raw(self, element: HtmlElement) -> list[Block]:
        """`element` as cleaned HTML; media in it follow, their words stay in their place."""
        element = copy.deepcopy(element)
        element.tail = None
        lifted: list[Block] = []
        for media in [found for found in element.iter(*MEDIA) if found is not element]:
            if media.getparent() is None or any(up.tag in MEDIA for up in media.iterancestors()):
                continue
            blocks = self.lift(media)
            lifted += [without_words(block) for block in blocks]
            _replace(media, " ".join(words for block in blocks if (words := caption_of(block))))
        for anchor in element.iter("a"):
            anchor.set("href", self.work.address(anchor.get("href") or ""))
        cleaned = clean(etree.tostring(element, method="html", encoding="unicode")).strip()
        html = [make.html(cleaned)] if visible_text(cleaned) else []
        return html + lifted


Handler = Callable[[HtmlElement, Reader], list[Block]]


class _Flow:
    """Blocks in the making, with paragraphs gathered in `rich` and loose words in `loose`."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.blocks: list[Block] = []
        self.rich: list[str] = []
        self.loose = Run(reader.work, reader.lift)

    def children(self, element: HtmlElement) -> None:
        self.loose.text(element.text)
        for child in element:
            self.node(child)
            self.loose.text(child.tail)

    def node(self, child: HtmlElement) -> None:
        tag = child.tag
        if not isinstance(tag, str) or (tag in HIDDEN and tag not in MEDIA):
            return
        if tag not in BLOCKS:
            self.loose.element(child)
            return
        self.end_loose()
        if tag == "p" or tag in HEADINGS:
            self.pieces(self.reader.run(child), HEADINGS.get(tag, "p"))
        else:
            self.add(self.reader.lift(child))

    def end_loose(self) -> None:
        self.pieces(self.loose.finish(), "p")

    def pieces(self, pieces: list[Words | list[Block]], tag: str) -> None:
        for piece in pieces:
            if not isinstance(piece, Words):
                self.add(piece)
            elif piece.rare:
                self.add([make.html(clean(f"<{tag}>{piece.html}</{tag}>"))])
            else:
                self.words(piece, tag)

    def words(self, piece: Words, tag: str) -> None:
        plain = piece.plain
        if plain.startswith(("https://", "http://")) and " " not in plain and "<" not in piece.html:
            if is_provider(plain):
                self.add([make.embed(plain)])
                return
            piece.html = (
                f'<a href="{escape(self.reader.work.address(plain) or plain)}">{piece.html}</a>'
            )
        self.rich.append(f"<{tag}>{piece.html}</{tag}>")

    def add(self, blocks: list[Block]) -> None:
        for block in blocks:
            if block["type"] == "text":
                self.rich.append(block["value"])
            else:
                self.end_rich()
                self.blocks.append(block)

    def end_rich(self) -> None:
        if self.rich:
            self.blocks.append(make.text("".join(self.rich)))
            self.rich = []

    def finish(self) -> list[Block]:
        self.end_loose()
        self.end_rich()
        return self.blocks


#: Headings as our rich text has them: the headline of a story is its only h1.
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}


def joined(blocks: Iterable[Block]) -> list[Block]:
    """`blocks` with neighbouring text as one block."""
    out: list[Block] = []
    for block in blocks:
        goes_on = out and out[-1]["type"] == "text" and "apart" not in block
        if block["type"] == "text" and goes_on:
            out[-1] = out[-1] | {"value": out[-1]["value"] + block["value"]}
        else:
            out.append(block)
    return out


def words_of(element: HtmlElement) -> str:
    """The visible words of an element."""
    return visible_text(etree.tostring(element, method="html", encoding="unicode", with_tail=False))


def caption_of(block: Block) -> str:
    """The words in a block of media, as plain text."""
    value = block["value"]
    if not isinstance(value, dict):
        return visible_text(value or "")
    words = [item["value"]["caption"] for item in value.get("images", ())]
    return visible_text("<br>".join([*words, str(value.get("caption", ""))]))


def without_words(block: Block) -> Block:
    """A block of media without its captions."""
    value = block["value"]
    if not isinstance(value, dict):
        return block
    bare = {**value, "caption": ""} if "caption" in value else value
    if "images" in value:
        bare["images"] = [
            {**item, "value": {**item["value"], "caption": ""}} for item in value["images"]
        ]
    return {**block, "value": bare}


def _replace(element: HtmlElement, words: str) -> None:
    """Puts plain words where an element was; its tail stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    kept = words + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + kept
    else:
        before.tail = (before.tail or "") + kept
    parent.remove(element)
