"""One connection of a reader: a page that lies ready goes out from the event loop itself."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import Mapping

LONGEST_HEAD = 64 * 1024  # bytes of a request's line and headers
LOOK = 30.0  # seconds; a connection on which nothing moved between two looks is closed


class Connection(HttpToolsProtocol):
    """uvicorn's protocol, which parses, keeps order and hands on; it answers ready pages at once.

    That costs a third of what a turn through a task or a thread does (bench/RESULTS.md). And it
    looks after those who send or take nothing for long: an open connection is all that they get.
    """

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
        """Stop looking."""
        self._look.cancel()
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

    def on_headers_complete(self) -> None:
        """Answer with a ready page, or hand the request on as uvicorn does."""
        self.unread = 0
        self.in_head = False
        headers = dict(self.headers)
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

    def _may_answer(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether it is this request's turn, and nothing about it is out of the ordinary."""
        before = self.cycle
        return (
            self.parser.get_method() == b"GET"
            and (before is None or (before.response_complete and not self.transport.is_closing()))
            and not self.flow.write_paused  # else what is ready would pile up in memory
            and self.parser.should_keep_alive()
            and b"upgrade" not in headers
            # Only with this header may HTTP/1.0 keep a connection, and it wants to be told so.
            and (b"connection" not in headers or self.parser.get_http_version() == "1.1")
            and bool(self.server_state.default_headers)  # with the date, from the first tick on
        )

    def _hand_on(self) -> None:
        url, headers, expect = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url = url
        self.headers.extend(headers)
        self.expect_100_continue = expect
        super().on_headers_complete()

    def _look_after(self) -> None:
        """Close the connection if nothing moved since the last look, or one head takes so long."""
        unsent = self.transport.get_write_buffer_size()
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


@lru_cache(maxsize=2)
def _date(now: bytes) -> bytes:
    """Return the last line of a head, and the empty one."""
    return b"date: %b\r\n\r\n" % now
