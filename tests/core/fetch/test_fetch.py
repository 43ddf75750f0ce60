"""What comes of asking honest hosts, and hosts that would use us."""

import gzip
import time
from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.core.fetch.hosts import (
    HERE,
    Answer,
    certificate,
    host,
    named,
    redirect,
    reply,
    sending,
)

from masthead.core.fetch import (
    AnsweredError,
    BadAddressError,
    BrokenAnswerError,
    FetchError,
    ForbiddenError,
    Guard,
    Limits,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    fetch,
    wire,
)

SMALL = Limits(bytes=10_000, seconds=5, seconds_per_read=5)
HASTY = Limits(bytes=10_000, seconds=0.4, seconds_per_read=0.2)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def got(url: str, guard: Guard = HERE, limits: Limits = SMALL) -> bytes:
    into = BytesIO()
    fetch(url, into, guard=guard, limits=limits)
    return into.getvalue()


def endless(start: bytes, again: bytes, pause: float = 0) -> Answer:
    def answer(caller: Any) -> None:
        caller.sendall(start)
        for _ in count():
            caller.sendall(again)
            time.sleep(pause)

    return answer


def test_a_body_arrives_whole_with_its_headers_and_final_address() -> None:
    answers = {
        "/old": redirect("/new%20place"),
        "/new%20place": reply(b"boat", Content_Type="image/JPEG; x=1"),
    }
    with host(answers) as asked:
        into = BytesIO()
        found = fetch(asked.url("/old"), into, guard=HERE, accept="image/*")
        assert into.getvalue() == b"boat"
        assert (found.url, found.content_type) == (asked.url("/new%20place"), "image/jpeg")
        request = asked.asked[0]
    assert f"Host: pictures.example:{asked.port}" in request
    assert "Accept: image/*" in request
    assert "User-Agent: Masthead/" in request
    assert "Cookie" not in request
    assert "Authorization" not in request


def test_nothing_is_kept_from_one_request_to_the_next() -> None:
    with host({"/": reply(b"x", Set_Cookie="id=1", status="302 Found", Location="/b")}) as asked:
        with pytest.raises(AnsweredError):
            got(asked.url())
        assert "id=1" not in asked.asked[1]


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with host({"/": reply(b"x")}) as asked, host() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(name="127.0.0.1"))
        assert got(asked.url()) == b"x"
        assert not proxy.asked


@pytest.mark.parametrize(
    "answer",
    [
        sending(CHUNKED + b"2\r\nbo\r\n2\r\nat\r\n0\r\n\r\n"),
        sending(b"HTTP/1.0 200 OK\r\n\r\nboat"),
        sending(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nboat"),
        reply(gzip.compress(b"boat"), Content_Encoding="gzip"),
    ],
)
def test_every_way_to_send_a_body_is_read(answer: Answer) -> None:
    with host({"/": answer}) as asked:
        assert got(asked.url()) == b"boat"


# What follows is asked with the guard that everybody has: nothing at all may arrive.


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "[64:ff9b::7f00:1]", "127.1", "0"]
)
def test_this_machine_is_not_asked_however_it_is_written(name: str) -> None:
    guard = Guard(ports=None)
    with host({"/": reply(b"secret")}) as asked:
        with pytest.raises((ForbiddenError, BadAddressError)):
            got(asked.url(name=name), guard)
        assert not asked.asked


@pytest.mark.parametrize(
    "addresses", ["127.0.0.1", "1.1.1.1 127.0.0.1", "127.0.0.1 1.1.1.1", "2606:4700::1 ::1"]
)
def test_a_name_with_one_address_inside_is_not_asked_at_all(addresses: str) -> None:
    guard = Guard(ports=None, resolve=named(two=addresses))
    with host({"/": reply(b"secret")}) as asked:
        with pytest.raises(ForbiddenError, match=r"two\.example leads into"):
            got(asked.url(name="two.example"), guard)
        assert not asked.asked


def test_a_name_is_looked_up_once_so_it_cannot_change_its_mind() -> None:
    answers = iter(["127.0.0.1", "10.0.0.1"])
    guard = replace(HERE, resolve=lambda *_: named(a=next(answers))("a", 0))
    with host({"/": reply(b"x")}) as asked:
        assert got(asked.url(), guard) == b"x"
    assert next(answers) == "10.0.0.1"


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("http://inside.example/", ForbiddenError),
        ("//inside.example/", ForbiddenError),
        ("http://10.0.0.1/", ForbiddenError),
        ("http://169.254.169.254/latest/meta-data/", ForbiddenError),
        ("http://[::ffff:10.0.0.1]/", ForbiddenError),
        ("http://0x0a000001/", BadAddressError),
        ("http://name:word@pictures.example/", BadAddressError),
        ("file:///etc/passwd", BadAddressError),
        ("http://[", BadAddressError),
        ("", BrokenAnswerError),
    ],
)
def test_a_redirect_is_checked_like_an_address(to: str, error: type[FetchError]) -> None:
    guard = replace(HERE, resolve=named(inside="10.0.0.1"))
    with host({"/": redirect(to)}) as asked:
        with pytest.raises(error):
            got(asked.url(), guard)
        assert len(asked.asked) == 1


def test_redirects_come_to_an_end() -> None:
    with host({"/": redirect("/")}) as asked:
        with pytest.raises(BrokenAnswerError, match="more than 5 times"):
            got(asked.url())
        assert len(asked.asked) == 6


def test_only_the_webs_ports_are_asked() -> None:
    guard = replace(HERE, ports=frozenset({80, 443}))
    with host({"/": reply(b"x")}) as asked, pytest.raises(BadAddressError, match="80 and 443"):
        got(asked.url(), guard)
    assert not asked.asked


@pytest.mark.parametrize(
    "name", ["old.example", "printer.local", "localhost", "a.internal", "b.test.", "c.onion"]
)
def test_names_that_mean_nothing_on_the_internet_are_not_looked_up(name: str) -> None:
    with pytest.raises(UnreachableError, match="has no address"):
        got(f"http://{name}/", Guard())


def test_a_host_that_is_not_there_is_told() -> None:
    with host() as gone:
        pass
    with pytest.raises(UnreachableError, match=r"pictures\.example does not answer\."):
        got(gone.url())


@pytest.mark.parametrize(
    "answer",
    [
        endless(b"", b"x", 0.05),
        endless(b"HTTP/1.1 200 OK\r\n", b"X", 0.05),
        endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05),
        endless(CHUNKED, b"1\r\nx\r\n", 0.05),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
        endless(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", b"", 1),
    ],
    ids=["status", "header", "body", "chunks", "continue", "silence"],
)
def test_a_host_that_drips_is_left_in_time(answer: Answer) -> None:
    with host({"/": answer}) as asked, pytest.raises(TooSlowError):
        got(asked.url(), limits=HASTY)


def test_a_name_that_is_looked_up_for_ever_is_left_in_time() -> None:
    def slowly(*_: object) -> Any:
        time.sleep(1)

    with pytest.raises(TooSlowError, match="could not be looked up"):
        got("http://slow.example/", replace(HERE, resolve=slowly), HASTY)


@pytest.mark.parametrize(
    "answer",
    [
        endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000),
        endless(CHUNKED, b"3e8\r\n" + b"x" * 1000 + b"\r\n"),
        endless(CHUNKED + b"1;", b"x" * 1000),
        endless(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 1000 + b"\r\n"),
        endless(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 1000),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        reply(b"", Content_Length="99999999999"),
        reply(gzip.compress(b"0" * 10_000_000), Content_Encoding="gzip"),
        endless(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"0" * 100_000)
        ),
    ],
    ids=[
        "body", "chunks", "chunk-name", "headers", "header", "continue", "length", "bomb", "bombs",
    ],
)  # fmt: skip
def test_what_is_too_large_is_not_read_to_its_end(answer: Answer) -> None:
    with host({"/": answer}) as asked:
        into = BytesIO()
        with pytest.raises((TooLargeError, BrokenAnswerError)):
            fetch(asked.url(), into, guard=HERE, limits=SMALL)
        assert len(into.getvalue()) <= SMALL.bytes


@pytest.mark.parametrize(
    "answer",
    [
        sending(b""),
        sending(b"\0\1\2 no http at all\r\n\r\n"),
        sending(b"HTTP/1.1 999999999999999 ?\r\n\r\n"),
        sending(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nboat"),
        sending(CHUNKED + b"9\r\nboat"),
        sending(CHUNKED + b"zz\r\nboat\r\n0\r\n\r\n"),
        reply(gzip.compress(b"boat")[:-4], Content_Encoding="gzip"),
        reply(b"boat", Content_Encoding="gzip"),
        reply(b"boat", Content_Encoding="br"),
    ],
    ids=["none", "noise", "status", "short", "cut", "chunk", "gzip", "not-gzip", "coding"],
)
def test_what_is_no_whole_answer_is_told(answer: Answer) -> None:
    with host({"/": answer}) as asked, pytest.raises(BrokenAnswerError, match=r"^pictures.*\.$"):
        got(asked.url())


def test_a_refusal_says_what_the_host_said_and_how_long_it_wants_to_be_left() -> None:
    busy = reply(b"", status="429 Too Many Requests", Retry_After="7")
    with host({"/busy": busy, "/odd": reply(b"", status="599 X")}) as asked:
        with pytest.raises(AnsweredError, match=r"answered 404 \(not found\)\.") as refused:
            got(asked.url())
        assert (refused.value.status, refused.value.wait) == (404, 0)
        with pytest.raises(AnsweredError) as refused:
            got(asked.url("/busy"))
        assert (refused.value.status, refused.value.wait) == (429, 7)
        with pytest.raises(AnsweredError, match="no known status"):
            got(asked.url("/odd"))


def test_tls_goes_to_the_checked_address_under_the_hosts_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted, server = certificate(tmp_path, "pictures.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    wire.tls.cache_clear()
    names: list[str] = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)
    with host({"/": reply(b"boat"), "/down": redirect("http://pictures.example/")}, server) as it:
        assert got(it.url()) == b"boat"
        assert names == ["pictures.example"]
        with pytest.raises(UnreachableError, match="cannot prove that it is itself"):
            got(it.url(name="other.example"))
        with pytest.raises(ForbiddenError, match="from https to http"):
            got(it.url("/down"))
    monkeypatch.undo()
    wire.tls.cache_clear()
    with host({"/": reply(b"boat")}, server) as it, pytest.raises(UnreachableError):
        got(it.url())


def test_a_host_without_tls_at_an_address_with_is_told() -> None:
    with host({"/": reply(b"x")}) as asked, pytest.raises(UnreachableError, match="TLS"):
        got(asked.url().replace("http:", "https:"))
