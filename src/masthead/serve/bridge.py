"""An ASGI application that lets a WSGI one answer, in threads."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .answer import Environ, Headers
    from .application import Front

    Scope = Mapping[str, Any]
    Message = Mapping[str, Any]
    Receive = Callable[[], Any]
    Send = Callable[[Message], Any]

# Bytes of a body that is here as a whole before a thread begins: whoever sends a comment slowly
# holds none. What is larger is read as it comes.
GATHERED = 64 * 1024
VARIABLES = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}


class LeftError(OSError):
    """The reader left before all of the body had come."""


class Bridge:
    """Lets ``front`` answer what does not lie ready in memory, ``threads`` requests at once.

    No thread waits for a reader who takes long: what is large goes out piece by piece, and a thread
    is held while a piece is read.
    """

    def __init__(self, front: Front, threads: int) -> None:
        self.ready = front.ready
        self._front = front
        self._threads = ThreadPoolExecutor(threads, "front")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI wants it."""
        body = Body(receive, asyncio.get_running_loop())
        try:
            await body.gather()
        except LeftError:
            return
        status, headers, answer = await self._in_thread(self._begin, environ_of(scope, body))
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
        heard = asyncio.ensure_future(receive())
        try:
            while not (heard.done() and heard.result()["type"] == "http.disconnect"):
                piece = await self._in_thread(next, pieces, None)
                if piece is None:
                    await send({"type": "http.response.body", "body": b""})
                    return
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        finally:
            heard.cancel()

    async def _in_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _begin(self, environ: Environ) -> tuple[int, list[tuple[bytes, bytes]], Iterable[bytes]]:
        """Return status, headers and body of the answer to ``environ``."""
        said: list[tuple[str, Headers]] = []

        def start_response(status: str, headers: Headers, _error: object = None) -> None:
            said.append((status, headers))

        answer = self._front(environ, start_response)
        status, headers = said[-1]
        sent = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return int(status[:3]), sent, answer


class Body(io.RawIOBase):
    """What a reader sends, to be read in a thread while it comes."""

    def __init__(self, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._receive = receive
        self._loop = loop
        self._here = bytearray()
        self.comes = True  # there is more than what is here

    def __len__(self) -> int:
        """Bytes that are here and were not read."""
        return len(self._here)

    async def gather(self) -> None:
        """Wait until the body is here, or GATHERED bytes of it. Raises LeftError."""
        while self.comes and len(self) < GATHERED:
            await self._next()

    def readable(self) -> bool:
        """Whether one can read from it."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what is here, or wait for more. Raises LeftError."""
        while self.comes and not self._here:
            asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
        size = min(len(buffer), len(self._here))
        buffer[:size] = self._here[:size]
        del self._here[:size]
        return size

    async def _next(self) -> None:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise LeftError
        self._here += message.get("body", b"")
        self.comes = message.get("more_body", False)


def environ_of(scope: Scope, body: Body) -> Environ:
    """Return the environment of a request (PEP 3333)."""
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
        "wsgi.input": io.BufferedReader(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in _joined(scope["headers"]).items():
        environ[VARIABLES.get(name) or f"HTTP_{name.upper().replace('-', '_')}"] = value
    if not body.comes and "CONTENT_LENGTH" not in environ:
        environ["CONTENT_LENGTH"] = str(len(body))  # it came in chunks
    return environ


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
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
