"""The XML of an export as small trees, one for each thing in its channel."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from masthead.importers.errors import NotReadableError, Place, Tell
from masthead.importers.source import pieces

#: Characters kept of one text. All of Shakespeare is 5 million.
TEXT_LIMIT = 8_000_000
#: Characters kept of one item with all its comments, so that no export can fill the memory.
ITEM_LIMIT = 32_000_000
_NODE_COST = 200
_DEPTH_LIMIT = 40
_CHANNEL_DEPTH = 2
_JUNK_AFTER_END = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]

#: Parts of the namespace addresses that tell the usual prefixes, whatever prefix a tool gave them.
_PREFIXES = {
    "/excerpt/": "excerpt",
    "modules/content": "content",
    "dc/elements": "dc",
    "wordpress.org/export": "wp",
    "urn:masthead:export": "masthead",
}


@dataclass(slots=True)
class Node:
    """An element: its tag with the usual prefix, and the line it begins in."""

    tag: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list["Node"] = field(default_factory=list)
    cut: bool = False  # text or children were left out, being over the limit


def nodes(path: Path, tell: Tell) -> Iterator[Node]:
    """Everything that stands directly in the channel of the export at `path`, in its order.

    Raises NotReadableError, with the place, where the file is not well-formed, ends too early,
    has a document type declaration (the only way to an entity bomb or an external entity) or is
    no WordPress export.
    """
    grower = _Grower(path, tell)
    at_end = False
    text = ""
    try:
        for text in pieces(path, tell):
            grower.parser.Parse(text)
            yield from grower.harvest()
        at_end = True
        grower.parser.Parse("", True)  # noqa: FBT003 - it has no name
    except expat.ExpatError as error:
        if error.code != _JUNK_AFTER_END:
            raise NotReadableError(grower.sentence(error, at_end=at_end)) from error
        # The root is closed, so the export is whole; a server's warning may follow it.
        tell("Text after the end of the export was left out.", Place(path.name, error.lineno))
    yield from grower.harvest()
    if not grower.is_wxr:
        raise NotReadableError(
            f"{path.name} is not a WordPress export: it is XML, but nothing in it is of WordPress. "
            "Make one in WordPress under Tools, Export."
        )


class _Grower:
    """Expat calls `start`, `data` and `end`; whole nodes wait in `ripe`."""

    def __init__(self, path: Path, tell: Tell) -> None:
        self.file = path.name
        self.tell = tell
        self.ripe: list[Node] = []
        self.stack: list[Node] = []
        self.texts: list[list[str]] = []
        self.spent = 0
        self.length = 0
        self.is_wxr = False
        self.last_item = ""
        self.names: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = 256 * 1024
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype

    def harvest(self) -> list[Node]:
        ripe, self.ripe = self.ripe, []
        return ripe

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.stack:
            self.root(name, attributes)
        if len(self.stack) >= _DEPTH_LIMIT:
            raise NotReadableError(
                f"{self.place()}: elements are nested more than {_DEPTH_LIMIT} deep, "
                "which no WordPress export has. Export the site again."
            )
        tag = self.names.get(name) or self.named(name)
        node = Node(tag, attributes, self.parser.CurrentLineNumber)
        if len(self.stack) == _CHANNEL_DEPTH:
            self.spent = 0
        elif len(self.stack) > _CHANNEL_DEPTH:
            self.spent += _NODE_COST
            if self.spent < ITEM_LIMIT:
                self.stack[-1].children.append(node)
            else:
                self.stack[_CHANNEL_DEPTH].cut = True
        self.stack.append(node)
        self.texts.append([])
        self.length = 0

    def data(self, text: str) -> None:
        if len(self.stack) <= _CHANNEL_DEPTH:
            return
        self.spent += len(text)
        self.length += len(text)
        if self.length > TEXT_LIMIT or self.spent > ITEM_LIMIT:
            self.stack[_CHANNEL_DEPTH].cut = True
        else:
            self.texts[-1].append(text)

    def end(self, name: str) -> None:
        node = self.stack.pop()
        node.text = "".join(self.texts.pop())
        if len(self.stack) == _CHANNEL_DEPTH:
            self.ripe.append(node)
            if node.tag == "item":
                self.last_item = next((c.text for c in node.children if c.tag == "wp:post_id"), "")

    def root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "rss":
            raise NotReadableError(
                f"{self.place()}: this is not a WordPress export: it begins with <{name}>, not "
                "with <rss>. Make one in WordPress under Tools, Export."
            )
        for attribute, address in attributes.items():
            kind, _, prefix = attribute.partition(":")
            usual = next((p for part, p in _PREFIXES.items() if part in address), None)
            if kind == "xmlns" and usual:
                self.aliases[prefix] = usual

    def named(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        tag = f"{self.aliases.get(prefix, prefix)}:{rest}" if colon else name
        self.is_wxr = self.is_wxr or tag.startswith("wp:")
        self.names[name] = tag
        return tag

    def doctype(self, *_: object) -> None:
        raise NotReadableError(
            f"{self.place()}: a document type declaration, which no WordPress export has and which "
            "can hide an entity bomb or load other files. Nothing was imported."
        )

    def place(self) -> Place:
        return Place(self.file, self.parser.CurrentLineNumber)

    def sentence(self, error: expat.ExpatError, *, at_end: bool) -> str:
        place = Place(self.file, error.lineno)
        if at_end and self.stack:
            after = f" after item {self.last_item}" if self.last_item else ""
            return (
                f"{place}: the export ends in the middle{after}, at byte "
                f"{self.parser.CurrentByteIndex}. Export it again or finish the download."
            )
        if not self.stack and not self.names:
            return f"{place}: this is not a WordPress export, it is not even XML. Check the file."
        reason = expat.ErrorString(error.code)
        return (
            f"{place}, column {error.offset + 1}: not well-formed XML ({reason}). "
            "Export the site again, or mend that line."
        )
