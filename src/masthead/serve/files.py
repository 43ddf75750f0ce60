"""Files of a folder: stylesheets, scripts, fonts, pictures; whole or in part."""

from __future__ import annotations

import os
import re
from email.utils import formatdate, mktime_tz, parsedate_tz
from typing import TYPE_CHECKING, BinaryIO

from masthead.core import layout

from . import kinds
from .answer import accepted, has, plain, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from .answer import Environ, Headers, StartResponse

SMALL = 256 * 1024  # bytes; what is larger goes out in pieces of this size
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Unsatisfiable(Exception):  # noqa: N818 - RFC 9110's word for it
    """The range begins behind the end of the file."""


class Files:
    """Serves the files in ``root`` whose address begins with ``prefix``.

    ``lifetime`` tells Cache-Control by the name. Names with a segment that begins with a dot, and
    what ``hidden`` says is hidden, are not there.
    """

    def __init__(
        self,
        prefix: str,
        root: Path,
        headers: Headers,
        lifetime: Callable[[str], str],
        hidden: tuple[str, ...] = (),
    ) -> None:
        self.prefix = prefix
        self.root = root
        self.headers = headers
        self.lifetime = lifetime
        self.hidden = hidden
        self.missing = plain("404 Not Found", "There is no such file.", headers)
        self.refused = plain("405 Method Not Allowed", "Files can only be read.", headers)
        self.refused.plain.headers.append(("Allow", "GET, HEAD"))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as WSGI wants it."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return send(self.refused, environ, start_response)
        name = environ["PATH_INFO"].encode("latin-1").decode().removeprefix(self.prefix)
        found = None if self._is_hidden(name) else self._open(name, environ)
        if found is None:
            return send(self.missing, environ, start_response)
        file, coding = found
        headers = [
            *self.headers,
            ("Cache-Control", self.lifetime(name)),
            ("Vary", "Accept-Encoding"),
            *_described(name, coding),
        ]
        return _answer(file, coding, headers, environ, start_response)

    def _is_hidden(self, name: str) -> bool:
        segments = name.split("/")
        return name.startswith(self.hidden) or any(
            not segment or segment.startswith(".") for segment in segments
        )

    def _open(self, name: str, environ: Environ) -> tuple[BinaryIO, str] | None:
        """Open the file, or the compressed copy of it that the reader takes."""
        place = os.path.join(self.root, name)  # noqa: PTH118 - Path costs ten times as much
        # A part of a file is a part of the file itself, whatever the reader could unpack.
        header = "" if "HTTP_RANGE" in environ else environ.get("HTTP_ACCEPT_ENCODING", "")
        for coding in (*accepted(header), ""):
            try:
                file = open(place + layout.ENCODINGS.get(coding, ""), "rb")  # noqa: PTH123, SIM115 - closed by who sends it
            except OSError:
                continue
            return file, coding
        return None


def _described(name: str, coding: str) -> Iterator[tuple[str, str]]:
    kind = kinds.of(name)
    yield "Content-Type", kind
    if kind == kinds.UNKNOWN:
        yield "Content-Disposition", "attachment"
    if coding:
        yield "Content-Encoding", coding
    else:
        yield "Accept-Ranges", "bytes"


def _answer(
    file: BinaryIO,
    coding: str,
    headers: Headers,
    environ: Environ,
    start_response: StartResponse,
) -> Iterable[bytes]:
    found = os.fstat(file.fileno())
    etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}{coding and "-" + coding}"'
    modified = formatdate(int(found.st_mtime), usegmt=True)
    headers += [("ETag", etag), ("Last-Modified", modified)]
    if _has_it(environ, etag, found.st_mtime):
        file.close()
        start_response("304 Not Modified", headers)
        return []
    try:
        begin, end = span(environ, etag, modified, found.st_size)
    except Unsatisfiable:
        file.close()
        nothing = [("Content-Range", f"bytes */{found.st_size}"), ("Content-Length", "0")]
        start_response("416 Range Not Satisfiable", [*headers, *nothing])
        return []
    part = (begin, end) != (0, found.st_size)
    headers.append(("Content-Length", str(end - begin)))
    if part:
        headers.append(("Content-Range", f"bytes {begin}-{end - 1}/{found.st_size}"))
    start_response("206 Partial Content" if part else "200 OK", headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        file.close()
        return []
    if end - begin <= SMALL:
        with file:
            return [os.pread(file.fileno(), end - begin, begin)]
    return Pieces(file, begin, end)


def _has_it(environ: Environ, etag: str, modified: float) -> bool:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known:
        return has(known, etag)
    header: str = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    since = parsedate_tz(header)
    return since is not None and int(modified) <= mktime_tz(since)


def span(environ: Environ, etag: str, modified: str, size: int) -> tuple[int, int]:
    """Return the first byte and the one behind the last that Range asks for (RFC 9110 14.2).

    Several ranges, or one of a file that changed meanwhile, are answered with the whole. Raises
    Unsatisfiable.
    """
    match = RANGE.fullmatch(environ.get("HTTP_RANGE", "").replace(" ", ""))
    condition = environ.get("HTTP_IF_RANGE", etag)
    if not match or condition not in {etag, modified} or match.groups() == ("", ""):
        return 0, size
    first, last = match.groups()
    if not first:
        begin, end = max(0, size - int(last)), size
    else:
        begin, end = int(first), min(size, int(last) + 1 if last else size)
    if first and last and int(last) < int(first):
        return 0, size  # no range at all
    if begin >= size or begin >= end:
        raise Unsatisfiable
    return begin, end


class Pieces:
    """A part of an open file, piece by piece; the server closes it, also when the reader leaves."""

    def __init__(self, file: BinaryIO, begin: int, end: int) -> None:
        self.file = file
        self.at = begin
        self.end = end

    def __iter__(self) -> Pieces:
        return self

    def __next__(self) -> bytes:
        """Read the next piece."""
        piece = os.pread(self.file.fileno(), min(SMALL, self.end - self.at), self.at)
        if not piece:
            self.close()
            raise StopIteration
        self.at += len(piece)
        return piece

    def close(self) -> None:
        """Close the file."""
        self.file.close()
