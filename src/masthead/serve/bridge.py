"""An ASGI application that lets a WSGI one answer, in threads."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from .answer import plain
from .rest import BusyError, NotRunningError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from .answer import Answer, Environ, Headers
    from .application import Front

    Scope = Mapping[str, Any]
    Message = Mapping[str, Any]
    Receive = Callable[[], Any]
    Send = Callable[[Message], Any]
    Sent = list[tuple[bytes, bytes]]

IN_MEMORY = 64 * 1024  # bytes; of what is larger a temporary file is made
LARGEST = 4 * 1024**3 + 2**20  # bytes that staff send at once: exports to import, and their form
LARGEST_OF_READERS = 2**20  # a comment, a search, signing in: far less
AT_ONCE = 2 * LARGEST  # bytes of what is being sent to one process
VARIABLES = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}


class LeftError(Exception):
    """The reader left before all of the body had come."""


class TooMuchError(Exception):
    """More is sent than is taken."""


class Bridge:
    """Lets ``front`` answer what does not lie ready in memory, ``threads`` requests at once.

    No thread waits for a reader who takes long: a body is here as a whole before one begins, and
    what is large goes out piece by piece, and a thread is held while a piece is read.
    """

    def __init__(self, front: Front, threads: int, is_staff: Callable[[Environ], bool]) -> None:
        """``is_staff`` is asked in a thread about who sends more than readers do."""
        self.ready = front.ready
        self._front = front
        self._is_staff = is_staff
        self._threads = ThreadPoolExecutor(threads, "front")
        self._held = 0  # bytes of bodies
        self._too_much = plain(
            "413 Content Too Large", "This is more than can be sent here.", front.headers
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI wants it."""
        try:
            async with self._body(scope, receive) as (body, size):
                await self._answer(environ_of(scope, body, size), receive, send)
        except LeftError:
            pass
        except TooMuchError:
            await self._refuse(self._too_much, send)
        except BusyError:
            await self._refuse(self._front.busy, send)
        except NotRunningError:
            await self._refuse(self._front.not_running, send)

    async def _refuse(self, answer: Answer, send: Send) -> None:
        """Answer before all was sent; the rest is not wanted."""
        headers = [*_encoded(answer.plain.headers), (b"connection", b"close")]
        status = int(answer.status[:3])
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.plain.body})

    async def _answer(self, environ: Environ, receive: Receive, send: Send) -> None:
        status, headers, answer = await self._in_thread(self._begin, environ)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if isinstance(answer, list):
            await send({"type": "http.response.body", "body": b"".join(answer)})
            return
        try:
            await self._send_pieces(iter(answer), receive, send)
        finally:
            close = getattr(answer, "close", None)
            if close:
                await self._in_thread(close)

    async def _send_pieces(self, pieces: Iterator[bytes], receive: Receive, send: Send) -> None:
        """Send piece by piece, each when the reader took those before, until the reader leaves."""
        heard = asyncio.ensure_future(receive())  # all was received: what comes now is the end
        try:
            while not heard.done():
                piece = await self._in_thread(next, pieces, None)
                if piece is None:
                    await send({"type": "http.response.body", "body": b""})
                    return
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        finally:
            heard.cancel()

    async def _in_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    @asynccontextmanager
    async def _body(self, scope: Scope, receive: Receive) -> AsyncIterator[tuple[IO[bytes], int]]:
        """Give what is sent and its size, when it is here.

        Raises LeftError and TooMuchError, and what asking who sends it raises.
        """
        announced = int(dict(scope["headers"]).get(b"content-length", 0))
        most, size = LARGEST_OF_READERS, 0
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                if announced > most:
                    most = await self._most(scope)
                if announced > most:
                    raise TooMuchError
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise LeftError
                    piece = message.get("body", b"")
                    size += len(piece)
                    self._held += len(piece)
                    if size > most:
                        most = await self._most(scope)
                    if size > most or self._held > AT_ONCE:
                        raise TooMuchError
                    body.write(piece)
                    more = message.get("more_body", False)
                body.seek(0)
                yield body, size
            finally:
                self._held -= size

    async def _most(self, scope: Scope) -> int:
        """Return how many bytes may come from one who sends more than readers do."""
        asked = environ_of(scope, BytesIO(), 0)
        staff = await self._in_thread(self._is_staff, asked)
        return LARGEST if staff else LARGEST_OF_READERS

    def _begin(self, environ: Environ) -> tuple[int, Sent, Iterable[bytes]]:
        """Return status, headers and body of the answer to ``environ``."""
        said: list[tuple[str, Headers]] = []

        def start_response(status: str, headers: Headers, _error: object = None) -> None:
            said.append((status, headers))

        answer = self._front(environ, start_response)
        status, headers = said[-1]
        return int(status[:3]), _encoded(headers), answer


def environ_of(scope: Scope, body: IO[bytes], size: int) -> Environ:
    """Return the environment of a request (PEP 3333) that has a body of ``size`` bytes."""
    host, port = scope.get("server") or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in _joined(scope["headers"]).items():
        environ[VARIABLES.get(name) or f"HTTP_{name.upper().replace('-', '_')}"] = value
    environ["CONTENT_LENGTH"] = str(size)  # also where it came in chunks
    return environ


def _joined(headers: Sent) -> dict[str, str]:
    """Return the headers by name, those that came more than once in one (RFC 9110 5.3).

    A name with an underscore would be taken for the one with a hyphen that a proxy sets.
    """
    found: dict[str, str] = {}
    for raw, value in headers:
        name = raw.decode("latin-1")
        if "_" not in name:
            between = "; " if name == "cookie" else ","
            more = value.decode("latin-1")
            found[name] = f"{found[name]}{between}{more}" if name in found else more
    return found


def _encoded(headers: Headers) -> Sent:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
