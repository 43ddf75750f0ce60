"""One question to another machine, and what may come of it."""

import http.client
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from typing import BinaryIO
from urllib.parse import urljoin

from masthead import __version__

from .errors import (
    AnsweredError,
    BadAddressError,
    BrokenAnswerError,
    FetchError,
    ForbiddenError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
)
from .guard import Guard
from .target import Target, target
from .wire import Meter, PinnedConnection

USER_AGENT = f"Masthead/{__version__} (publishing system)"

_HEADER_BYTES = 64 * 1024
_CHUNK = 64 * 1024
_BUFFER = 8 * 1024  # may be read beyond the header while it is read
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Limits:
    """How much one fetch may take, redirects and all."""

    bytes: int = 5 * 1024 * 1024
    seconds: float = 60
    seconds_per_read: float = 20
    redirects: int = 5


@dataclass(frozen=True)
class Sent:
    """What to hand over with a POST. It goes to the address that was named, and nowhere else."""

    data: bytes
    content_type: str


@dataclass(frozen=True)
class _Question:
    accept: str
    sent: Sent | None


@dataclass(frozen=True)
class Fetched:
    """Where the answer came from in the end, and its headers."""

    url: str
    headers: Message

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get_content_type()


ANYONE, FEW = Guard(), Limits()


def fetch(
    url: str,
    into: BinaryIO,
    *,
    guard: Guard = ANYONE,
    limits: Limits = FEW,
    accept: str = "*/*",
    sent: Sent | None = None,
) -> Fetched:
    """Ask for `url` and write the body of the answer, decompressed, into `into`.

    No cookies, no proxy, no password; each redirect is checked like the first address, and none
    leads from https to http. Raises a FetchError; `into` may hold a part of the body then.
    """
    wanted = target(url)
    question = _Question(accept, sent)
    meter = Meter(wanted.host, limits.seconds, limits.seconds_per_read)
    for _ in range(limits.redirects + 1):
        found = _ask(wanted, into, guard, limits, meter, question)
        if isinstance(found, Fetched):
            return found
        if sent:
            raise BrokenAnswerError(f"{wanted.host} redirects what was sent to it.")
        if wanted.scheme == "https" and found.scheme == "http":
            raise ForbiddenError(f"{wanted.host} redirects from https to http.")
        wanted = found
        meter.host = wanted.host
    raise BrokenAnswerError(f"{wanted.host} redirects more than {limits.redirects} times.")


def _ask(
    wanted: Target, into: BinaryIO, guard: Guard, limits: Limits, meter: Meter, question: _Question
) -> Fetched | Target:
    """The answer, or where it is to be asked for instead."""
    connection = PinnedConnection(wanted, guard.addresses(wanted, meter.wait()), meter)
    try:
        with _told(wanted.host):
            response = _response(connection, wanted, meter, question)
        if response.status in _REDIRECTS:
            return _next(response, wanted)
        if response.status != HTTPStatus.OK:
            raise AnsweredError(wanted.host, response.status, _seconds(response))
        into.writelines(_body(response, limits, meter))
        return Fetched(wanted.url, response.headers)
    finally:
        connection.hang_up()


@contextmanager
def _told(host: str) -> Iterator[None]:
    """What goes wrong inside of the block is the host's fault, and said in a sentence."""
    try:
        yield
    except FetchError:
        raise
    except TimeoutError:
        raise TooSlowError(f"{host} stopped answering.") from None
    except http.client.HTTPException:
        raise BrokenAnswerError(f"{host} broke off, or does not speak HTTP.") from None
    except ssl.SSLError:
        raise UnreachableError(f"{host} does not speak TLS as it should.") from None
    except OSError:
        raise BrokenAnswerError(f"{host} hung up.") from None


def _response(
    connection: PinnedConnection, wanted: Target, meter: Meter, question: _Question
) -> http.client.HTTPResponse:
    meter.bytes = _HEADER_BYTES
    headers = {
        "Host": wanted.authority,
        "User-Agent": USER_AGENT,
        "Accept": question.accept,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    sent = question.sent
    if sent:
        headers |= {"Content-Type": sent.content_type, "Content-Length": str(len(sent.data))}
    method = "POST" if sent else "GET"
    connection.putrequest(method, wanted.path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(sent.data if sent else None)
    return connection.getresponse()


def _next(response: http.client.HTTPResponse, wanted: Target) -> Target:
    location = response.headers.get("Location") or ""
    if not location:
        raise BrokenAnswerError(f"{wanted.host} redirects to nowhere.")
    # Some servers send raw UTF-8 here, which the headers' parser reads as Latin-1.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return target(urljoin(wanted.url, location))
    except ValueError:
        raise BadAddressError(f"{wanted.host} redirects to what is no address.") from None


def _seconds(response: http.client.HTTPResponse) -> float:
    wait = response.headers.get("Retry-After") or ""
    return float(wait) if wait.isascii() and wait.isdigit() else 0


def _body(response: http.client.HTTPResponse, limits: Limits, meter: Meter) -> Iterator[bytes]:
    """The body, at most `limits.bytes` before and after decompression."""
    host = meter.host
    if (response.length or 0) > limits.bytes:
        raise _too_large(host, limits)
    # A chunk may be as short as a byte and then has six around it; nobody honest sends those.
    meter.bytes = 2 * limits.bytes + _BUFFER
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise BrokenAnswerError(f"{host} packs its answer in a way that was not asked for.")
    inflate = None if coding == "identity" else zlib.decompressobj(wbits=31)
    room = limits.bytes
    while data := _read(response, host):
        try:
            # One byte more than there is room for is enough to know.
            plain = inflate.decompress(data, room + 1) if inflate else data
        except zlib.error:
            raise BrokenAnswerError(f"{host} sent packed data that is damaged.") from None
        room -= len(plain)
        if room < 0:
            raise _too_large(host, limits)
        yield plain
    if response.length or (inflate and not inflate.eof):
        raise BrokenAnswerError(f"{host} broke off before the end.")


def _read(response: http.client.HTTPResponse, host: str) -> bytes:
    with _told(host):
        return response.read1(_CHUNK)


def _too_large(host: str, limits: Limits) -> TooLargeError:
    size = limits.bytes / 1024**2
    return TooLargeError(f"{host} sends more than the {size:.3g} MB that are taken.")
