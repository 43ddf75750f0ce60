"""A ready-made answer, and which form of it a request gets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Headers = list[tuple[str, str]]
    Environ = dict[str, Any]
    StartResponse = Callable[..., Any]  # (status, headers), as PEP 3333 has it
    Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LONGEST_ACCEPTED = 200  # characters
MOVED = "301 Moved Permanently"


@dataclass(slots=True)
class Variant:
    """One encoding of an answer, with its headers."""

    etag: str
    headers: Headers
    not_modified: Headers
    body: bytes
    head: bytes = b""  # status line and headers as they are sent, once they were asked for


@dataclass(slots=True)
class Answer:
    """What a path answers; ``location`` only where it leads elsewhere."""

    status: str
    plain: Variant
    encoded: dict[str, Variant]
    location: str = ""

    def chosen(self, accept: str) -> Variant:
        """Return the encoding to send for an Accept-Encoding header."""
        for coding in accepted(accept):
            if coding in self.encoded:
                return self.encoded[coding]
        return self.plain


def send(answer: Answer, environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Send the form that the reader takes, or 304 where the reader has it."""
    if answer.location:
        return _lead(answer, environ, start_response)
    variant = answer.chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and has(known, variant.etag):
        start_response("304 Not Modified", variant.not_modified)
        return []
    start_response(answer.status, variant.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]


def head(status: str, headers: Headers) -> bytes:
    """Return the status line and the headers, as HTTP/1.1 sends them; the empty line is missing."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), ""]
    return "\r\n".join(lines).encode("latin-1")


def has(known: str, etag: str) -> bool:
    """Whether If-None-Match names ``etag``; compared weakly, as RFC 9110 13.1.2 wants it."""
    tags = (tag.strip().removeprefix("W/") for tag in known.split(","))
    return known.strip() == "*" or etag in tags


def accepted(header: str) -> tuple[str, ...]:
    """Return the encodings of ours that Accept-Encoding allows, best first (RFC 9110 12.5.3).

    One that is far longer than any program's is not read: the answer is sent as it is.
    """
    return _accepted(header) if len(header) <= LONGEST_ACCEPTED else ()


@lru_cache(maxsize=512)
def _accepted(header: str) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _semicolon, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    found = {name: weights.get(name, weights.get("*", 0.0)) for name in ("br", "gzip")}
    # Sorting is stable: of two wanted alike, Brotli is the smaller.
    return tuple(sorted((name for name in found if found[name] > 0), key=lambda name: -found[name]))


def _weight(parameters: str) -> float:
    name, _equals, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def plain(status: str, text: str, headers: Headers) -> Answer:
    """Make a short answer in plain words, which nobody keeps."""
    body = f"{text}\n".encode()
    kept = [(name, value) for name, value in headers if name != "Cache-Control"]
    full = [
        *kept,
        ("Cache-Control", "no-store"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
    ]
    return Answer(status, Variant("", full, full, body), {})


def lead(target: str, headers: Headers) -> Answer:
    """Make an answer that leads to ``target``, percent-encoded."""
    full = [*headers, ("Content-Length", "0")]
    return Answer(MOVED, Variant("", full, full, b""), {}, target)


def _lead(answer: Answer, environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Lead there with the reader's query, unless that is another site."""
    target, query = answer.location, environ.get("QUERY_STRING")
    if query and target.startswith("/"):
        target += ("&" if "?" in target else "?") + query
    start_response(answer.status, [*answer.plain.headers, ("Location", target)])
    return []
