"""The text of an export file, in pieces, without what XML does not allow in it."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from .errors import NotReadableError, Place, Tell

#: Bytes read at a time. Larger pieces are no faster, smaller ones are.
PIECE = 256 * 1024

# XML 1.0, section 2.2. Escaped single bytes (U+DC80…) stand for bytes the decoder could not take.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])"
    r"|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|5529[6-9]|55[3-9][0-9]{2}|5[67][0-9]{3}));",
    re.IGNORECASE,
)
_START = re.compile(r"<\?xml\b|<(?:rss|disqus)\b")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_LONGEST_REFERENCE = 12
#: Encodings of letters besides UTF-8. Python knows others, which are of other things.
_OTHERS = re.compile(r"(iso-8859|windows-|cp|koi8|latin|shift_jis|euc-|gb|big5)", re.IGNORECASE)


def pieces(path: Path, tell: Tell) -> Iterator[str]:
    """The text of the file at `path`; joined, it can be given to an XML parser.

    A byte-order mark is dropped, as are line ends, spaces and stray output before the
    XML declaration (their line ends are kept, so that line numbers stay true), and forbidden
    characters. Bytes that are not valid in the file's encoding are read as Windows-1252, which
    is nearly always what they are. Each loss is told. Raises NotReadableError if the file cannot be
    opened.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(PIECE)
            decoder = codecs.getincrementaldecoder(_encoding(raw))(errors="surrogateescape")
            filtering = _Filter(path.name, tell)
            head = filtering.start(decoder.decode(raw))
            yield filtering.take(head)
            while raw := file.read(PIECE):
                yield filtering.take(decoder.decode(raw))
            yield filtering.take(decoder.decode(b"", final=True), last=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotReadableError(f"{path} cannot be opened: {reason}. Check the name.") from error


def _encoding(raw: bytes) -> str:
    """The encoding a file says it has; UTF-8 if it says none that we know."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(raw.removeprefix(codecs.BOM_UTF8))
    said = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        return codecs.lookup(said).name if _OTHERS.match(said) else "utf-8-sig"
    except LookupError:
        return "utf-8-sig"


class _Filter:
    """Takes forbidden characters out and knows the line it is in."""

    def __init__(self, file: str, tell: Tell) -> None:
        self.file = file
        self.tell = tell
        self.line = 1
        self.held = ""

    def start(self, text: str) -> str:
        """The first piece from where the XML starts; the lines before it as empty ones."""
        found = _START.search(text)
        if found is None or not found.start():
            return text
        before = text[: found.start()]
        if before.strip():
            self.tell("Text before the XML was left out.", Place(self.file, 1))
        # An XML declaration may only stand at the very start, so the lines go after its end.
        end = (
            text.find("?>", found.start()) + 2 if found.group().startswith("<?") else found.start()
        )
        return text[found.start() : end] + "\n" * before.count("\n") + text[end:]

    def take(self, text: str, *, last: bool = False) -> str:
        """The allowed part of `text`; a reference cut by its end waits for the next piece."""
        text = self.held + text
        cut = len(text) if last else text.find("&", max(0, len(text) - _LONGEST_REFERENCE))
        cut = len(text) if cut < 0 else cut
        text, self.held = text[:cut], text[cut:]
        if _FORBIDDEN.search(text):
            text = _FORBIDDEN.sub(
                lambda found: self._mend(found.group(), text, found.start()), text
            )
        if "&#" in text:
            text = _FORBIDDEN_REFERENCE.sub(lambda found: self._drop(text, found.start()), text)
        self.line += text.count("\n")
        return text

    def _mend(self, character: str, text: str, at: int) -> str:
        if not "\udc80" <= character <= "\udcff":
            return self._drop(text, at)
        self.tell("A byte that is not valid UTF-8 was read as Windows-1252.", self._place(text, at))
        return bytes([ord(character) - 0xDC00]).decode("cp1252", errors="replace")

    def _drop(self, text: str, at: int) -> str:
        self.tell("A control character that XML forbids was dropped.", self._place(text, at))
        return ""

    def _place(self, text: str, at: int) -> Place:
        return Place(self.file, self.line + text.count("\n", 0, at))
