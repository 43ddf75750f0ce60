"""Pages out of a web archive (WACZ 1.1.1): a ZIP with WARC files. Nothing is written to disk.

Whoever sends an archive may mean harm: what is unpacked has one limit over all layers (ZIP, gzip,
the coding of the answer), and each way of being wrong has its sentence.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

import brotli
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from masthead.record.errors import MalformedError
from masthead.record.proof import HEADER

from .page import BODY_START

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MAGIC = b"PK\x03\x04"
LARGEST = 64 * 1024 * 1024  # bytes unpacked, of everything together
MOST_MEMBERS = 10_000
MOST_PAGES = 50  # that have to do with a record
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_CHUNK = 64 * 1024
_WARCS = (".warc", ".warc.gz")


def archived(data: bytes) -> dict[str, bytes]:
    """Return the marked pages, article objects and proofs in an archive, by their addresses.

    The first of one address counts. Raises MalformedError.
    """
    found: dict[str, bytes] = {}
    room = _Room()
    try:
        for stream in _warcs(data):
            for address, content in _answers(stream, room):
                if _concerns_a_record(content):
                    found.setdefault(address, content)
                if len(found) > MOST_PAGES:
                    raise MalformedError(f"an archive of at most {MOST_PAGES} pages of a record")
    except (BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        raise MalformedError(f"a whole archive; this one is damaged ({error})") from None
    except (ArchiveLoadFailed, ChunkedDataException, ValueError, LookupError) as error:
        raise MalformedError(f"an archive whose WARC can be read ({error})") from None
    if not found:
        raise MalformedError("a page of a record; the archive has none")
    return found


class _Room:
    """How much may still be unpacked."""

    def __init__(self) -> None:
        self.left = LARGEST

    def take(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise MalformedError(f"an archive of at most {LARGEST // 1024**2} MB unpacked")


class _Counted(io.RawIOBase):
    """A stream that may give only as much as there is room for."""

    def __init__(self, stream: Any, room: _Room) -> None:
        self.stream, self.room = stream, room

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read as much as fits. Raises MalformedError where there is no room left."""
        data: bytes = self.stream.read(min(len(buffer), self.room.left + 1))
        self.room.take(len(data))
        buffer[: len(data)] = data
        return len(data)


def _warcs(data: bytes) -> Iterator[Any]:
    # Each entry of a ZIP's directory begins so; the directory is read whole by whoever opens it.
    if data.count(_DIRECTORY_ENTRY) > MOST_MEMBERS:
        raise MalformedError(f"an archive of at most {MOST_MEMBERS} files")
    with ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        if len(set(names)) < len(names):
            raise MalformedError("an archive that names no file twice")
        for member in members:
            _check_member(member)
        for member in members:
            if member.filename.startswith("archive/") and member.filename.endswith(_WARCS):
                with archive.open(member) as stream:
                    packed = member.filename.endswith(".gz")
                    yield gzip.GzipFile(fileobj=stream) if packed else stream


def _check_member(member: ZipInfo) -> None:
    parts = member.orig_filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in member.orig_filename:
        raise MalformedError(f"an archive without such file names as {member.orig_filename[:80]!r}")
    if member.flag_bits & _ENCRYPTED:
        raise MalformedError("an archive without a password")


def _answers(stream: Any, room: _Room) -> Iterator[tuple[str, bytes]]:
    """Each whole answer of a server, by its address, as a browser would have read it."""
    counted = io.BufferedReader(_Counted(stream, room), _CHUNK)
    if not counted.peek(5).startswith(b"WARC/"):
        raise MalformedError("an archive whose WARC files are such")
    for record in _Records(counted):
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type == "resource":
            yield address, _whole(record.raw_stream)
        elif record.rec_type == "response" and _is_found(record):
            yield address, _content(record, room)


class _Records(ArchiveIterator):
    """Does not write to the terminal what the sender of an archive wants to stand there."""

    INC_RECORD = ""


def _is_found(record: ArcWarcRecord) -> bool:
    return bool(record.http_headers and record.http_headers.get_statuscode() == "200")


def _content(record: ArcWarcRecord, room: _Room) -> bytes:
    def header(name: str) -> str:
        return (record.http_headers.get_header(name) or "").strip().lower()

    stream = record.raw_stream
    if header("Transfer-Encoding") == "chunked":
        stream = ChunkedDataReader(stream)
    data = _whole(stream)
    match header("Content-Encoding"):
        case "" | "identity":
            return data
        case "gzip" | "x-gzip":
            unpacked = zlib.decompressobj(wbits=31).decompress(data, room.left + 1)
        case "deflate":
            unpacked = zlib.decompressobj().decompress(data, room.left + 1)
        case "br":
            unpacked = _brotli(data, room.left + 1)
        case other:
            raise MalformedError(f"an archive whose pages are not packed as {other[:20]!r}")
    room.take(len(unpacked))
    return unpacked


def _whole(stream: Any) -> bytes:
    return b"".join(iter(lambda: stream.read(_CHUNK), b""))


def _brotli(data: bytes, most: int) -> bytes:
    unpacking = brotli.Decompressor()
    try:
        unpacked: bytes = unpacking.process(data, output_buffer_limit=most)
    except brotli.error as error:
        raise MalformedError(f"a whole archive; this one is damaged ({error})") from None
    return unpacked


def _concerns_a_record(content: bytes) -> bool:
    if content.startswith(HEADER.encode()) or BODY_START.encode() in content:
        return True
    return content.startswith(b"{") and b'"urn:uuid:' in content
