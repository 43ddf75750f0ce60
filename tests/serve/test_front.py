"""What a reader gets for each way of asking."""

import gzip

import brotli
import pytest
from tests.asking import ask

from masthead.bake.tree import Baked, State, Tree
from masthead.reader.route import OLD_QUERIES
from masthead.serve.answer import _accepted
from masthead.serve.application import LONGEST_PATH, PAGE_QUERIES, Front, plain_path

from .conftest import PAGE


def test_a_baked_page_comes_with_everything_a_browser_needs(front: Front) -> None:
    reply = ask(front, "/news/ferries/")
    assert (reply.status, reply.body) == (200, PAGE)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["content-length"] == str(len(PAGE))
    assert reply.headers["vary"] == "Accept-Encoding"
    assert "stale-if-error" in reply.headers["cache-control"]
    assert "stale-while-revalidate" in reply.headers["cache-control"]
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "unsafe" not in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in reply.headers


def test_head_is_get_without_the_page(front: Front) -> None:
    get, head = ask(front, "/about"), ask(front, "/about", "HEAD")
    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, gzip;q=0", None),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("identity", None),
        ("brotli, xgzip", None),
        ("br;q=high", None),
    ],
)
def test_the_reader_gets_an_encoding_that_was_asked_for(
    front: Front, accepted: str, coding: str | None
) -> None:
    reply = ask(front, "/news/ferries/", accept_encoding=accepted)
    assert reply.headers.get("content-encoding") == coding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert unpack(reply.body) == PAGE


def test_each_encoding_has_an_etag_of_its_own(front: Front) -> None:
    etags = {
        ask(front, "/about", accept_encoding=accepted).headers["etag"]
        for accepted in ("", "br", "gzip")
    }
    assert len(etags) == 3
    assert not any(etag.startswith("W/") for etag in etags)


@pytest.mark.parametrize("form", ["{}", "W/{}", '"a", {} , "b"', "*"])
def test_what_the_reader_has_is_not_sent_again(front: Front, form: str) -> None:
    etag = ask(front, "/about", accept_encoding="br").headers["etag"]
    reply = ask(front, "/about", accept_encoding="br", if_none_match=form.format(etag))
    assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", etag)
    assert "cache-control" in reply.headers
    assert "vary" in reply.headers


def test_what_the_reader_has_otherwise_is_sent(front: Front) -> None:
    etag = ask(front, "/about", accept_encoding="br").headers["etag"]
    assert ask(front, "/about", if_none_match=etag).status == 200
    assert ask(front, "/about", if_none_match=etag.strip('"')).status == 200


def test_an_old_address_leads_to_the_new_one_with_its_query(front: Front) -> None:
    assert ask(front, "/old/").headers["location"] == "/news/ferries/"
    reply = ask(front, "/old/?from=mail")
    assert (reply.status, reply.headers["location"]) == (301, "/news/ferries/?from=mail")
    assert ask(front, "/away/?a=1").headers["location"] == "https://other.example/"


def test_a_withdrawn_page_says_so(front: Front) -> None:
    reply = ask(front, "/withdrawn/")
    assert (reply.status, reply.body) == (410, b"<p>This story was withdrawn.</p>")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"


def test_a_feed_has_its_own_type(front: Front) -> None:
    kind = ask(front, "/news/feed/").headers["content-type"]
    assert kind == "application/rss+xml; charset=utf-8"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/news/ferries", "/news/ferries/"),
        ("/about/", "/about"),
        ("//news///ferries/", "/news/ferries/"),
        ("/News/FERRIES", "/news/ferries/"),
        ("//evil.example/..%2f", None),
        ("/%DB%8C%D8%A7%D8%AF", "/%DB%8C%D8%A7%D8%AF/"),
        ("/Old", "/news/ferries/"),
    ],
)
def test_a_path_written_wrongly_leads_to_the_page_in_one_step(
    front: Front, written: str, meant: str | None
) -> None:
    reply = ask(front, written)
    assert reply.headers.get("location") == meant
    assert reply.status == (301 if meant else 400)


@pytest.mark.parametrize(
    "address",
    [
        "/../secret_key",
        "/%2e%2e/secret_key",
        "/news/..%2f..%2fsecret_key",
        "/static/../secret_key",
        "/media/%2e%2e/secret_key",
        "/media/..%2fsecret_key",
        "/./about",
        "/about%00",
        "/about%0d%0aX:%20y",
        "/%ff%fe",
        "/%c0%ae%c0%ae/secret_key",
        "/" + "a" * 3000,
        "/" + "a/" * 1500,
        "*",
        "http://other.example/",
    ],
)
def test_no_file_outside_the_tree_is_served_and_nobody_is_asked(front: Front, address: str) -> None:
    reply = ask(front, address)
    assert reply.status == 400
    assert b"secret" not in reply.body
    assert "default-src 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize(
    "address", ["/.generation", "/index.html", "/about~.html", "/news/ferries/index.html.br"]
)
def test_files_of_the_tree_have_no_address_of_their_own(front: Front, address: str) -> None:
    assert ask(front, address).headers.get("x-from") == "dynamic"


def test_queries_that_name_a_page_go_to_the_application(front: Front) -> None:
    assert frozenset(OLD_QUERIES) == PAGE_QUERIES
    for name in OLD_QUERIES:
        assert ask(front, f"/?utm=x&{name}=12").body == f"/?utm=x&{name}=12".encode()


def test_other_queries_change_nothing(front: Front) -> None:
    assert ask(front, "/?utm_source=mail&page=p").body == PAGE
    assert ask(front, "/about?p=12").body == PAGE


def test_only_reading_is_answered_from_the_tree(front: Front) -> None:
    assert ask(front, "/about", "POST").headers == {"x-from": "dynamic"}


def test_what_is_not_baked_goes_to_the_application_as_it_came(front: Front) -> None:
    assert ask(front, "/search/?q=%C3%A9").body == b"/search/?q=%C3%A9"
    assert ask(front, "/caf%C3%A9/").body.startswith("/café/".encode())


def test_a_change_is_seen_at_the_next_request(front: Front, tree: Tree) -> None:
    ask(front, "/about")
    tree.put("/about", Baked(State.PAGE, b"short"))
    assert ask(front, "/about", accept_encoding="br").body == b"short"
    tree.put("/about", Baked(State.GONE, b"gone"))
    assert ask(front, "/about").status == 410
    tree.put("/about", None)
    assert ask(front, "/about").headers.get("x-from") == "dynamic"


def test_what_a_stranger_makes_up_is_not_kept_in_memory(front: Front) -> None:
    plain_path.cache_clear()
    _accepted.cache_clear()
    for number in range(20):
        long = f"{number}".rjust(LONGEST_PATH, "x")
        assert front.ready(f"/{long}".encode(), {}) is None
        assert ask(front, "/about", accept_encoding=f"br, {long}").body == PAGE
    assert plain_path.cache_info().currsize == 0
    assert _accepted.cache_info().currsize == 0
