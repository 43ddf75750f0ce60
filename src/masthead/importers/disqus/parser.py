"""The XML of a Disqus export: one small record for each thread and comment."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from masthead.importers.errors import NotReadableError, Place, Tell
from masthead.importers.source import pieces

#: Characters kept of one text. Disqus itself takes 25 000 in a comment.
TEXT_LIMIT = 1_000_000
_DEPTH_LIMIT = 12
_RECORD_DEPTH = 2
_WANTED = frozenset(
    {
        "id", "link", "createdAt", "isDeleted", "isSpam", "isApproved", "message",
        "author/name", "author/username", "author/email",
    }
)  # fmt: skip
_GZIP = b"\x1f\x8b"


@dataclass(slots=True)
class Node:
    """A thread or comment: its id, the ids it names, and the texts we want."""

    tag: str
    id: int
    line: int
    texts: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """A text by the names of its elements; "" where there is none."""
        return self.texts.get(path, "").strip()

    def says(self, path: str) -> bool:
        """Whether an element says "true"."""
        return self.text(path) == "true"


def nodes(path: Path, tell: Tell) -> Iterator[Node]:
    """The threads and comments of the export at `path`, in its order.

    Raises NotReadableError, with the place, for what is no whole Disqus export.
    """
    _refuse_packed(path)
    grower = _Grower(path.name, tell)
    try:
        for text in pieces(path, tell):
            grower.parser.Parse(text)
            yield from grower.harvest()
        grower.parser.Parse("", True)  # noqa: FBT003 - it has no name
    except expat.ExpatError as error:
        raise NotReadableError(grower.sentence(error)) from error
    yield from grower.harvest()


def _refuse_packed(path: Path) -> None:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
    except OSError:
        return  # `pieces` tells
    if packed:
        raise NotReadableError(
            f"{path.name} is packed, as Disqus sends it. Unpack it first: gunzip {path.name}"
        )


class _Grower:
    """Expat calls `start`, `data` and `end`; whole nodes wait in `ripe`."""

    def __init__(self, file: str, tell: Tell) -> None:
        self.file = file
        self.tell = tell
        self.ripe: list[Node] = []
        self.names: list[str] = []
        self.node: Node | None = None
        self.text: list[str] = []
        self.length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype

    def harvest(self) -> list[Node]:
        ripe, self.ripe = self.ripe, []
        return ripe

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if not self.names:
            self.root(tag)
        self.names.append(tag)
        if len(self.names) > _DEPTH_LIMIT:
            raise NotReadableError(
                f"{self.place()}: elements are nested more than {_DEPTH_LIMIT} deep, which no "
                "Disqus export has. Export the comments again."
            )
        number = _number(attributes)
        if len(self.names) == _RECORD_DEPTH:
            self.node = Node(tag, number, self.parser.CurrentLineNumber)
        elif self.node and number:
            self.node.ids[tag] = number
        self.text, self.length = [], 0

    def data(self, text: str) -> None:
        self.length += len(text)
        if self.length <= TEXT_LIMIT:
            self.text.append(text)

    def end(self, name: str) -> None:
        path = "/".join(self.names[_RECORD_DEPTH:])
        if self.node and path in _WANTED:
            self.node.texts[path] = "".join(self.text)
            if self.length > TEXT_LIMIT:
                self.tell("A text of over a million characters was cut there.", self.place())
        self.text, self.length = [], 0
        if len(self.names) == _RECORD_DEPTH and self.node:
            self.ripe.append(self.node)
            self.node = None
        self.names.pop()

    def root(self, tag: str) -> None:
        if tag == "disqus":
            return
        hint = " That is how a WordPress export begins: masthead import wordpress takes it."
        raise NotReadableError(
            f"{self.place()}: this is not a Disqus export: it begins with <{tag}>, not with "
            f"<disqus>.{hint if tag == 'rss' else ' Make one in Disqus under Community, Export.'}"
        )

    def doctype(self, *_: object) -> None:
        raise NotReadableError(
            f"{self.place()}: a document type declaration, which no Disqus export has and which "
            "can hide an entity bomb or load other files. Nothing was imported."
        )

    def place(self) -> Place:
        return Place(self.file, self.parser.CurrentLineNumber)

    def sentence(self, error: expat.ExpatError) -> str:
        place = Place(self.file, error.lineno)
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS] or (
            error.code == expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]
            or error.code == expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]
        ):
            return (
                f"{place}: the export ends in the middle. Export it again or finish the download."
            )
        if not self.names:
            return f"{place}: this is not a Disqus export, it is not even XML. Check the file."
        return (
            f"{place}, column {error.offset + 1}: not well-formed XML "
            f"({expat.ErrorString(error.code)}). Export the comments again, or mend that line."
        )


def _number(attributes: dict[str, str]) -> int:
    for name, value in attributes.items():
        if name.rpartition(":")[2] == "id" and value.isdecimal() and len(value) <= 18:  # noqa: PLR2004 - fits 64 bits
            return int(value)
    return 0
