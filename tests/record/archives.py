"""Web archives as crawlers write them, and as those do who mean harm."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256

import brotli
from tests.record.stories import SITE, Published
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ADDRESS = f"{SITE}/ferry/"
NAME = "archive/data.warc.gz"
#: Names of files that lead out of the folder that an archive is unpacked into.
LEADING_OUT = ["../../etc/passwd", "/etc/passwd", "archive/../x.warc", "..\\x", "C:\\x", "a\0b"]
LAYERS = ["member", "warc", "gzip", "br", "deflate"]


def warc(
    answers: dict[str, bytes], *headers: tuple[str, str], status: str = "200 OK", kind: str = ""
) -> bytes:
    """A WARC as a crawler writes it: one gzip member for each record."""
    into = io.BytesIO()
    writer = WARCWriter(into, gzip=True)
    writer.write_record(writer.create_warcinfo_record("data.warc.gz", {"software": "test"}))
    for address, content in answers.items():
        http = StatusAndHeaders(status, [("Content-Type", "text/html"), *headers], "HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address,
                kind or "response",
                payload=io.BytesIO(content),
                http_headers=None if kind else http,
            )
        )
    return into.getvalue()


def wacz(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    resources = [
        {"name": name, "path": name, "hash": f"sha256:{sha256(data).hexdigest()}"}
        for name, data in members.items()
    ]
    package = {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    with zipfile.ZipFile(into, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
        file.writestr("datapackage.json", json.dumps(package))
    return into.getvalue()


def page() -> bytes:
    return Published().page.encode()


def whole(story: Published) -> dict[str, bytes]:
    """Everything that a crawler got of a story, by address."""
    return {
        ADDRESS: story.page.encode(),
        f"{ADDRESS}1.json": story.object,
        f"{ADDRESS}1.tlog-proof": str(story.proof).encode(),
    }


def chunked(data: bytes) -> bytes:
    """In two chunks, as a server sends it."""
    half = len(data) // 2
    parts = [b"%x\r\n%s\r\n" % (len(part), part) for part in (data[:half], data[half:])]
    return b"".join(parts) + b"0\r\n\r\n"


_CHUNKED = ("Transfer-Encoding", "chunked")
#: Ways in which servers pack an answer: what its headers say, and what is done to it.
PACKED: dict[str, tuple[list[tuple[str, str]], Callable[[bytes], bytes]]] = {
    "gzip": ([("Content-Encoding", "gzip")], gzip.compress),
    "br": ([("Content-Encoding", "br")], brotli.compress),
    "deflate": ([("Content-Encoding", "deflate")], zlib.compress),
    "chunked": ([_CHUNKED], chunked),
    "both": (
        [_CHUNKED, ("Content-Encoding", "gzip")],
        lambda data: chunked(gzip.compress(data)),
    ),
    "chunks gone": ([_CHUNKED], lambda data: data),
}


def bomb(layer: str, size: int) -> bytes:
    """An archive that is small until one layer of it is unpacked."""
    much = page() + bytes(size)
    if layer == "member":
        return wacz({"archive/data.warc": gzip.decompress(warc({ADDRESS: much}))})
    if layer == "warc":
        return wacz({NAME: warc({ADDRESS: much})})
    headers, pack = PACKED[layer]
    return wacz({NAME: warc({ADDRESS: pack(much)}, *headers)})


def named(name: str) -> bytes:
    """An archive with a file of a name that no library would write."""
    data = wacz({NAME: warc({ADDRESS: page()}), "x" * len(name): b""})
    return data.replace(b"x" * len(name), name.encode())


def twice() -> bytes:
    other = NAME.replace("d", "e")
    data = wacz({NAME: warc({ADDRESS: page()}), other: b""})
    return data.replace(other.encode(), NAME.encode())


def changed_in_directory(offset: int, value: int) -> bytes:
    """An archive whose directory says something else of its first file."""
    data = wacz({NAME: warc({ADDRESS: page()})})
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + bytes([value]) + data[at + 1 :]


def locked() -> bytes:
    return changed_in_directory(8, 1)


def unknown_method() -> bytes:
    return changed_in_directory(10, 0x63)
