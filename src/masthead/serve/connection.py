"""One connection of a reader: a page that lies ready goes out from the event loop itself."""

from __future__ import annotations

import fcntl
import sys
import termios
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import Mapping

LONGEST_HEAD = 32 * 1024  # bytes of a request's line and headers
MOST_HEADERS = 100
MOST_WAITING = 16  # requests that may come on a connection before an answer to the first
LOOK = 30.0  # seconds; a connection on which nothing moved between two looks is closed


class RefusedError(Exception):
    """A request that nobody sends in good faith: uvicorn answers 400 and closes."""


class Connection(HttpToolsProtocol):
    """uvicorn's protocol, which parses, keeps order and hands on; it answers ready pages at once.

    That costs less than half of a turn through a task or a thread (bench/RESULTS.md). And it looks
    after those who send or take nothing for long: an open connection is all that they get.
    """

    begun: RequestResponseCycle | None = None  # the request that is being answered elsewhere
    unread = 0  # bytes since the last head or piece of a body was read to its end
    answered = False  # the request that is being read
    in_head = False
    heads = 0  # that began on this connection

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to look after the connection."""
        super().connection_made(transport)
        self._seen = (0, 0)  # at the last look: the head it was in, bytes that were not yet taken
        self._moved = False
        self._look = self.loop.call_later(LOOK, self._look_after)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop looking; tell the request that is being answered."""
        self._look.cancel()
        if self.begun and not self.begun.response_complete:
            # uvicorn tells the one that came last.
            self.begun.disconnected = True
            self.begun.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that does not end is refused."""
        self._moved = True
        self.unread += len(data)
        super().data_received(data)
        if self.unread > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("The request is too long.")

    def on_message_begin(self) -> None:
        """Note what a request needs that is answered at once; see on_headers_complete."""
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.expect_100_continue = False
        self.answered = False
        self.in_head = True
        self.heads += 1

    def on_header(self, name: bytes, value: bytes) -> None:
        """Note a header. What comes behind a body would be believed like one, and is not noted."""
        if not self.in_head:
            return
        if len(self.headers) >= MOST_HEADERS:
            raise RefusedError
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Answer with a ready page, or hand the request on as uvicorn does."""
        self.unread = 0
        self.in_head = False
        headers = dict(self.headers)
        self._check(headers)
        pieces = self.app.ready(self.url, headers) if self._may_answer(headers) else None
        if pieces is None:
            self._hand_on()
            return
        self.answered = True
        self.transport.writelines(
            (pieces[0], _date(self.server_state.default_headers[0][1]), pieces[1])
        )

    def on_body(self, body: bytes) -> None:
        """Take a piece of what is sent; with what was answered already it is not wanted."""
        self.unread = 0
        if not self.answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Know that a request has come to its end."""
        if not self.answered:
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse in words, unless that would stand in the middle of another answer."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.close()
        else:
            super().send_400_response(msg)

    def _check(self, headers: Mapping[bytes, bytes]) -> None:
        """Raise RefusedError for a request that a proxy in front may have understood otherwise."""
        if len(headers) < len(self.headers):
            hosts = sum(name == b"host" for name, _value in self.headers)
        else:
            hosts = b"host" in headers
        if hosts != 1 and (hosts or self.parser.get_http_version() == "1.1"):
            raise RefusedError
        # The parser takes such a request for one without a body, and the body for another request.
        if self.parser.should_upgrade() and (
            b"content-length" in headers or b"transfer-encoding" in headers
        ):
            raise RefusedError

    def _may_answer(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether it is this request's turn, and nothing about it is out of the ordinary."""
        before = self.cycle
        return (
            self.parser.get_method() == b"GET"
            and (before is None or (before.response_complete and not self.transport.is_closing()))
            and not self.flow.write_paused  # else what is ready would pile up in memory
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            # Only with this header may HTTP/1.0 keep a connection, and it wants to be told so.
            and (b"connection" not in headers or self.parser.get_http_version() == "1.1")
            and bool(self.server_state.default_headers)  # with the date, from the first tick on
        )

    def _hand_on(self) -> None:
        if len(self.pipeline) >= MOST_WAITING:
            raise RefusedError
        url, headers, expect = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url = url
        self.headers.extend(headers)
        self.expect_100_continue = expect
        super().on_headers_complete()
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self.begun = cycle
        super()._start_asgi_task(cycle, app)

    def _look_after(self) -> None:
        """Close the connection if nothing moved since the last look, or one head takes so long."""
        unsent = self.transport.get_write_buffer_size()
        if unsent:
            unsent += _on_the_way(self.transport.get_extra_info("socket").fileno())
        seen = (self.heads if self.in_head else 0, unsent)
        # Somebody waits for us: for an answer, or for a thread that reads on.
        at_work = self.flow.read_paused or (
            self.cycle is not None and not (self.cycle.response_complete or self.cycle.more_body)
        )
        stuck = any(now and now == before for now, before in zip(seen, self._seen, strict=True))
        if stuck or not (self._moved or unsent or at_work):
            self.transport.abort()
            return
        self._seen, self._moved = seen, False
        self._look = self.loop.call_later(LOOK, self._look_after)


def _on_the_way(descriptor: int) -> int:
    """Bytes that the system holds until the reader has taken them (Linux; elsewhere 0)."""
    answer = bytearray(4)
    try:
        fcntl.ioctl(descriptor, termios.TIOCOUTQ, answer)
    except OSError:
        return 0
    return int.from_bytes(answer, sys.byteorder)


@lru_cache(maxsize=2)
def _date(now: bytes) -> bytes:
    """Return the last line of a head, and the empty one."""
    return b"date: %b\r\n\r\n" % now
