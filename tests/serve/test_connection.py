"""What comes over the wire: ready pages from the event loop, all else from the threads."""

from __future__ import annotations

import http.client
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.asking import fetch
from tests.processes import wait_for

from masthead.bake.tree import Baked, State, Tree
from masthead.serve import bridge, connection, files
from masthead.serve.application import Front
from masthead.serve.bridge import IN_MEMORY, LARGEST_OF_READERS, Bridge
from masthead.serve.web import SETTINGS

from .conftest import PAGE

PLAIN = b"GET %b HTTP/1.1\r\nHost: news.example\r\n\r\n"
STAFF = "sessionid=a"
LAST = b"GET %b HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\n\r\n"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A file that is served as /media/film.mp4, to be filled."""
    (tmp_path / "media").mkdir()
    return tmp_path / "media" / "film.mp4"


@pytest.fixture
def port(front: Front) -> Iterator[int]:
    application = Bridge(front, 4, lambda environ: environ.get("HTTP_COOKIE") == STAFF)
    config = uvicorn.Config(application, port=0, log_config=None, **SETTINGS)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_for(lambda: server.started)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.fixture
def say(port: int) -> Callable[[bytes], bytes]:
    """Send bytes, and return all that comes until the server closes."""

    def said(sent: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as reader:
            reader.sendall(sent)
            found = b""
            while piece := reader.recv(65536):
                found += piece
            return found

    return said


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Accept-Encoding": "gzip, br"},
        {"Accept-Encoding": "gzip"},
        {"Host": "fa.news.example"},
        {"Cookie": "sessionid=1"},
    ],
)
@pytest.mark.parametrize(
    "address",
    ["/about", "/news/ferries/", "/?from=mail", "/old/", "/withdrawn/", "/nothing/", "/about?p=3"],
)
def test_a_ready_page_is_what_the_slow_way_answers(
    port: int, front: Front, address: str, headers: dict[str, str]
) -> None:
    slow = fetch(port, address, **headers)  # reads it into memory
    ready = fetch(port, address, **headers)
    for reply in (slow, ready):
        assert reply.headers.pop("date").endswith("GMT")
    assert ready == slow
    again = fetch(port, address, If_None_Match=slow.headers.get("etag", '"none"'), **headers)
    assert again.status == (304 if "etag" in slow.headers else slow.status)


def test_ready_pages_take_no_thread(port: int, front: Front) -> None:
    fetch(port, "/about")
    front.pages.get = front.folders = None  # type: ignore[assignment, method-assign]
    assert fetch(port, "/about").body == PAGE


def test_a_page_that_changed_is_read_anew(port: int, tree: Tree) -> None:
    fetch(port, "/about")
    tree.put("/about", Baked(State.PAGE, b"<p>Corrected.</p>"))
    assert fetch(port, "/about").body == b"<p>Corrected.</p>"
    tree.put("/about", Baked(State.GONE, b"<p>Withdrawn.</p>"))
    assert (fetch(port, "/about").status, fetch(port, "/about").body) == (410, b"<p>Withdrawn.</p>")


def test_answers_come_in_the_order_of_the_requests(say: Callable[[bytes], bytes]) -> None:
    say(LAST % b"/about")
    found = say(PLAIN % b"/about" + PLAIN % b"/asks/" + PLAIN % b"/about" + LAST % b"/end/")
    places = [found.index(PAGE), found.index(b"/asks/?"), found.rindex(PAGE), found.index(b"/end/")]
    assert places == sorted(places)
    assert found.count(b"HTTP/1.1 200 OK") == 4


def test_a_body_with_a_request_for_a_page_is_not_taken_for_a_request(
    say: Callable[[bytes], bytes],
) -> None:
    say(LAST % b"/about")
    inner = PLAIN % b"/secret/"
    length = b"Content-Length: %d\r\n\r\n" % len(inner)
    found = say((PLAIN % b"/about")[:-2] + length + inner + LAST % b"/end/")
    assert found.count(b"HTTP/1.1 200 OK") == 2
    assert b"/secret/" not in found


@pytest.mark.parametrize(
    "sent",
    [
        b"BAD\r\n\r\n",
        b"GET /about HTTP/1.1\r\nX: " + b"y" * connection.LONGEST_HEAD + b"\r\n",
        b"GET /" + b"y" * connection.LONGEST_HEAD,
        b"POST /x/ HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /about HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET /about HTTP/1.1\r\n\r\n",
        b"GET /about HTTP/1.1\r\nHost: a\r\nHost: fa.news.example\r\n\r\n",
        b"GET /about HTTP/1.1\r\nHost: a\r\n" + b"a: b\r\n" * connection.MOST_HEADERS + b"\r\n",
    ],
)
def test_what_is_no_request_is_refused_in_words(say: Callable[[bytes], bytes], sent: bytes) -> None:
    found = say(sent)
    assert found.startswith(b"HTTP/1.1 400 ")
    assert found.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/%ff/", b"400"),
        (b"/a/../../secret_key", b"400"),
        (b"/%2e%2e/secret_key", b"400"),
        (b"/about%00", b"400"),
        (b"//about", b"301"),
        ("/یاد/".encode(), b"400"),  # an address has no such bytes (RFC 3986)
        (b"/%D9%8A%D8%A7%D8%AF/", b"200"),
        (b"http://news.example/about", b"200"),
        (b"*", b"400"),
    ],
)
def test_targets_that_are_written_strangely(
    say: Callable[[bytes], bytes], target: bytes, status: bytes
) -> None:
    for _turn in range(2):
        found = say(LAST % target)
        assert found[9:12] == status, found[:200]
        assert b"secret" not in found.partition(b"\r\n\r\n")[2] or status == b"200"


def test_a_reader_who_asks_much_and_takes_nothing_fills_no_memory(port: int, tree: Tree) -> None:
    page = b"x" * 300_000
    tree.put("/long/", Baked(State.PAGE, page))
    fetch(port, "/long/")
    before = _resident()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as reader:
        reader.sendall((PLAIN % b"/long/") * 1000)
        time.sleep(1)
        assert _resident() - before < 40_000_000  # of the 300 MB that were asked for
    assert fetch(port, "/about").body == PAGE


def test_who_sends_a_head_slowly_is_left(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "LOOK", 0.2)
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as silent,
        socket.create_connection(("127.0.0.1", port), timeout=30) as slow,
    ):
        slow.sendall(b"GET /about HTTP/1.1\r\n")
        with suppress(ConnectionError):
            for _turn in range(400):
                slow.sendall(b"X: y\r\n")
                time.sleep(0.05)
            pytest.fail("it was listened to for twenty seconds")
        assert _all_of(silent) == b""


def test_a_reader_who_stops_taking_is_left(
    port: int, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film.write_bytes(b"x" * 30_000_000)
    monkeypatch.setattr(connection, "LOOK", 0.3)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as reader:
        reader.sendall(PLAIN % b"/media/film.mp4")
        time.sleep(2)
        assert len(_all_of(reader)) < 30_000_000


def test_a_reader_who_takes_slowly_is_served(
    port: int, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film.write_bytes(b"x" * 6_000_000)
    monkeypatch.setattr(connection, "LOOK", 0.5)
    found = 0
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        reader.settimeout(30)
        reader.connect(("127.0.0.1", port))
        reader.sendall(LAST % b"/media/film.mp4")
        while piece := reader.recv(20_000):
            found += len(piece)
            time.sleep(0.05 if found < 1_500_000 else 0)
    assert found > 6_000_000


@pytest.mark.parametrize("size", [0, 10, IN_MEMORY - 1, IN_MEMORY, IN_MEMORY + 1, 3_000_000])
@pytest.mark.parametrize("chunked", [False, True])
def test_what_is_sent_arrives_whole(port: int, size: int, *, chunked: bool) -> None:
    sent = (bytes(range(256)) * (size // 256 + 1))[:size]
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _turn in range(2):
        pieces = iter([sent[: size // 2], sent[size // 2 :]])
        body, cookie = pieces if chunked else sent, {"Cookie": STAFF}
        asking.request("POST", "/comment/", body, cookie, encode_chunked=chunked)
        assert asking.getresponse().read() == sent
    asking.close()


def test_who_sends_a_comment_slowly_holds_no_thread(
    port: int, say: Callable[[bytes], bytes]
) -> None:
    head = b"POST /comment/ HTTP/1.1\r\nHost: news.example\r\nContent-Length: 100\r\n\r\n"
    with ExitStack() as stack:
        for _sender in range(20):
            slow = socket.create_connection(("127.0.0.1", port), timeout=30)
            stack.enter_context(slow).sendall(head + b"text=")
        began = time.monotonic()
        assert b"/asks/" in say(LAST % b"/asks/")
        assert time.monotonic() - began < 5


def test_who_leaves_in_the_middle_of_a_large_body_holds_nothing(
    port: int, say: Callable[[bytes], bytes]
) -> None:
    head = b"POST /comment/ HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n"
    with ExitStack() as stack:
        for sender in range(20):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            slow.sendall(head + b"x" * IN_MEMORY * 2)
            if sender % 2:
                slow.close()
        assert b"/asks/" in say(LAST % b"/asks/")


def test_who_did_not_sign_in_sends_no_more_than_readers_do(
    say: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    head = b"POST /comment/ HTTP/1.1\r\nHost: a\r\n"
    much = LARGEST_OF_READERS + 1
    assert say(head + b"Content-Length: %d\r\n\r\n" % much).startswith(b"HTTP/1.1 413 ")
    chunk = b"%x\r\n%b\r\n" % (much, b"x" * much)
    assert b"HTTP/1.1 413 " in say(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
    monkeypatch.setattr(bridge, "AT_ONCE", 1000)
    assert say(head + b"Content-Length: 1001\r\n\r\n" + b"x" * 1001).startswith(b"HTTP/1.1 413 ")
    last = b"Connection: close\r\nContent-Length: 1000\r\n\r\n"
    assert say(head + last + b"x" * 1000).startswith(b"HTTP/1.1 200 ")  # all was let go of


@pytest.mark.parametrize(
    "end", [b"Content-Length: 60\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"]
)
def test_an_upgrade_hides_no_second_request(port: int, end: bytes) -> None:
    head = b"POST /first/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: x\r\n"
    found = _with_another_behind(port, head + end)
    assert found.startswith(b"HTTP/1.1 400 ")
    assert b"/smuggled/" not in found


def test_an_upgrade_is_answered_without_one_and_ends_the_connection(port: int) -> None:
    head = b"GET /asks/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
    found = _with_another_behind(port, head)
    assert found.startswith(b"HTTP/1.1 200 ")
    assert b"/smuggled/" not in found


def test_what_comes_behind_a_body_is_no_header(
    say: Callable[[bytes], bytes], front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, Any]] = []

    def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ)
        start_response("200 OK", [("Content-Length", "0")])
        return []

    monkeypatch.setattr(Front, "__call__", lambda _front, *rest: answer(*rest))
    say(
        b"POST /x/ HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\nX_Forwarded_For: 7.7.7.7\r\n"
        b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3\r\nabc\r\n0\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n"
    )
    assert seen[0]["HTTP_X_FORWARDED_FOR"] == "9.9.9.9"
    assert seen[0]["CONTENT_LENGTH"] == "3"


def test_thousands_of_requests_at_once_are_not_kept(port: int, film: Path) -> None:
    film.write_bytes(b"x" * 30_000_000)
    before = _resident()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as reader:
        reader.sendall(PLAIN % b"/media/film.mp4")
        time.sleep(0.3)
        with suppress(ConnectionError):
            reader.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 8000)
        assert b"Bad Request" not in _all_of(reader)  # not in the middle of the film
    assert _resident() - before < 15_000_000


def test_who_leaves_is_not_sent_the_rest(
    port: int, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    pieces = files.Pieces.__next__
    monkeypatch.setattr(files.Pieces, "__next__", lambda own: read.append(own.at) or pieces(own))
    with film.open("wb") as long:
        long.truncate(2_000_000_000)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as reader:
        lasts = b"GET /media/film.mp4 HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n"
        reader.sendall(lasts + b"x" * 200_000 + PLAIN % b"/asks/")
        reader.recv(1000)
    time.sleep(0.5)
    before = len(read)
    time.sleep(0.5)
    assert len(read) == before < 100


def test_a_large_file_comes_whole_and_in_parts(port: int, film: Path) -> None:
    shot = os.urandom(3_000_000)
    film.write_bytes(shot)
    assert fetch(port, "/media/film.mp4").body == shot
    part = fetch(port, "/media/film.mp4", Range="bytes=1000000-")
    assert (part.status, part.body) == (206, shot[1_000_000:])
    head = fetch(port, "/media/film.mp4", "HEAD")
    assert (head.headers["content-length"], head.body) == ("3000000", b"")


def _with_another_behind(port: int, sent: bytes) -> bytes:
    """What comes back for a request behind which another one is sent a moment later."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as reader:
        reader.sendall(sent)
        time.sleep(0.3)
        with suppress(ConnectionError):
            reader.sendall(b"GET /smuggled/ HTTP/1.1\r\nHost: a\r\n\r\n")
        return _all_of(reader)


def _all_of(reader: socket.socket) -> bytes:
    """Read to the end, clean or not; a server that never ends it fails the test."""
    found = bytearray()
    with suppress(ConnectionError):
        while piece := reader.recv(1 << 20):
            found += piece
    return bytes(found)


def _resident() -> int:
    """Bytes of memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
