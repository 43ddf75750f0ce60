"""Pages elsewhere that say they link to a story; they are asked over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Event

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as Html
from tests.factories import CommentFactory

from masthead.articles.models import ArticlePage
from masthead.comments.mentions.source import find
from masthead.comments.mentions.verify import TRIES, verify_due
from masthead.comments.models import Comment, Mention, Source, Status
from masthead.comments.moderate import Decision, approve
from masthead.core.fetch import Guard

# The one site there is stands on this machine, whatever name it is asked by.
AT_HOME = [ip_address("127.0.0.1")]
HERE = Guard(allow=lambda _address: True, ports=None, resolve=lambda _host, _port: AT_HOME)
CALL = (
    '<?xml version="1.0"?><methodCall><methodName>{}</methodName><params>'
    "<param><value><string>{}</string></value></param><param><value>{}</value></param>"
    "</params></methodCall>"
)


@dataclass
class Elsewhere:
    """A site of somebody else: what its one page answers."""

    url: str = ""
    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    asked: int = 0

    def links(self, target: str, words: str = "Read this about the quay.") -> None:
        self.body = (
            "<title>A blog</title><meta name=author content='Mara Field'>"
            f"<p>{words} <a href='{target}'>story</a></p>"
        )


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    site = Elsewhere()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked += 1
            self.send_response(site.status)
            for name, value in site.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(site.body.encode())

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    site.url = f"http://blog.example.net:{server.server_port}/post"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


def _target(story: ArticlePage) -> str:
    return f"http://localhost:8000{story.url}"


def _claim(client: Client, source: str, target: str) -> HttpResponse:
    response: HttpResponse = client.post(
        "/comment/webmention/", {"source": source, "target": target}
    )
    return response


def _check() -> None:
    """What the worker does, after everything that waits has become due."""
    Mention.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
    verify_due(Event(), HERE)


def test_a_story_says_where_it_is_told_of_links(client: Client, story: ArticlePage) -> None:
    head = Html(client.get(story.url).content).css_first("head")
    assert head.css_first('link[rel="webmention"]').attributes["href"] == "/comment/webmention/"
    pingback = head.css_first('link[rel="pingback"]').attributes["href"]
    assert pingback == "http://localhost:8000/comment/pingback/"


def test_a_real_link_is_held_even_where_comments_are_shown_at_once(
    client: Client, story: ArticlePage, elsewhere: Elsewhere
) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(comment_mode="after")
    elsewhere.links(_target(story))
    assert _claim(client, elsewhere.url, _target(story)).status_code == 202
    assert not Comment.objects.exists()
    _check()
    comment = Comment.objects.get()
    assert (comment.status, comment.source) == (Status.PENDING, Source.WEBMENTION)
    assert comment.author_name == "Mara Field"
    assert comment.text == "Read this about the quay. story"
    assert comment.author_url == elsewhere.url


@pytest.mark.parametrize(
    "body",
    [
        "<p>No link at all</p>",
        "<!-- <a href='{}'>x</a> -->",
        "<p>{}</p>",
        "<a href='{}other/'>x</a>",
        "<script>var x = \"<a href='{}'>\";</script>",
        "",
    ],
)
def test_what_only_looks_like_a_link_is_none(
    client: Client, story: ArticlePage, elsewhere: Elsewhere, body: str
) -> None:
    elsewhere.body = body.format(_target(story))
    _claim(client, elsewhere.url, _target(story))
    _check()
    assert not Comment.objects.exists()
    assert not Mention.objects.exists()


def test_what_is_no_page_is_not_looked_into(
    client: Client, story: ArticlePage, elsewhere: Elsewhere
) -> None:
    elsewhere.links(_target(story))
    elsewhere.headers = {"Content-Type": "application/octet-stream"}
    _claim(client, elsewhere.url, _target(story))
    _check()
    assert not Comment.objects.exists()


def test_a_second_claim_checks_anew_and_changed_words_are_held_again(
    client: Client, story: ArticlePage, elsewhere: Elsewhere
) -> None:
    elsewhere.links(_target(story))
    _claim(client, elsewhere.url, _target(story))
    _check()
    approve(Comment.objects.get(), Decision())
    elsewhere.links(_target(story), "Buy at my shop.")
    _claim(client, elsewhere.url, _target(story))
    _check()
    comment = Comment.objects.get()
    assert comment.status == Status.PENDING
    assert comment.text.startswith("Buy at my shop.")


@pytest.mark.parametrize("status", [404, 410])
def test_a_source_that_is_gone_takes_its_comment_with_it(
    client: Client, story: ArticlePage, elsewhere: Elsewhere, status: int
) -> None:
    elsewhere.links(_target(story))
    _claim(client, elsewhere.url, _target(story))
    _check()
    approve(Comment.objects.get(), Decision())
    CommentFactory(page=story, parent=Comment.objects.get())
    elsewhere.status = status
    _claim(client, elsewhere.url, _target(story))
    _check()
    gone = Comment.objects.earliest("pk")
    assert (gone.status, gone.text, gone.number) == (Status.WITHDRAWN, "", 1)


def test_a_source_that_fails_is_asked_some_times_and_keeps_what_there_is(
    client: Client, story: ArticlePage, elsewhere: Elsewhere
) -> None:
    elsewhere.links(_target(story))
    _claim(client, elsewhere.url, _target(story))
    _check()
    elsewhere.status = 500
    _claim(client, elsewhere.url, _target(story))
    for _ in range(TRIES + 2):
        _check()
    assert elsewhere.asked == 1 + TRIES
    assert Comment.objects.get().text
    _claim(client, elsewhere.url + "/other", _target(story))
    for _ in range(TRIES):
        _check()
    assert Mention.objects.count() == 1


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://10.0.0.1/",
    ],
)
def test_no_source_leads_the_outlet_into_its_own_network(
    client: Client, story: ArticlePage, source: str
) -> None:
    _claim(client, source, _target(story))
    for _ in range(TRIES):
        Mention.objects.update(due_at=timezone.now())
        verify_due(Event())
    assert not Comment.objects.exists()
    assert not Mention.objects.exists()


def test_a_source_that_redirects_into_a_private_network_is_not_followed(
    client: Client, story: ArticlePage, elsewhere: Elsewhere
) -> None:
    elsewhere.status = 302
    elsewhere.headers = {"Location": "http://10.0.0.1/secret"}
    _claim(client, elsewhere.url, _target(story))
    guard = replace(HERE, allow=lambda address: address in AT_HOME)
    verify_due(Event(), guard)
    assert elsewhere.asked == 1
    assert not Comment.objects.exists()


def test_a_source_that_never_ends_or_goes_in_circles_is_given_up(
    client: Client, story: ArticlePage, elsewhere: Elsewhere
) -> None:
    elsewhere.headers = {"Content-Type": "text/html", "Content-Length": str(2 * 1024**3)}
    _claim(client, elsewhere.url, _target(story))
    _check()
    elsewhere.status, elsewhere.headers = 302, {"Location": elsewhere.url}
    _check()
    assert not Comment.objects.exists()
    assert elsewhere.asked <= 8


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("ftp://a.example/", "{}"),
        ("http://a.example/", "http://b.example/"),
        ("http://a.example/", "http://localhost:8000/nothing/"),
        ("http://a.example/", "http://localhost:8000/"),
        ("http://localhost/x", "{}"),
        ("http://[", "{}"),
        ("http://a.example/" + "x" * 600, "{}"),
        ("", ""),
    ],
)
def test_a_claim_that_cannot_be_is_refused_with_a_reason(
    client: Client, story: ArticlePage, source: str, target: str
) -> None:
    answer = _claim(client, source, target.format(_target(story)))
    assert answer.status_code == 400
    assert answer.content.decode().strip().endswith(".")
    assert not Mention.objects.exists()


def test_a_closed_story_takes_no_mentions(client: Client, story: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(comment_mode="closed")
    assert _claim(client, "http://a.example/", _target(story)).status_code == 400


def test_a_flood_of_claims_is_stopped(client: Client, story: ArticlePage) -> None:
    codes = [_claim(client, f"http://a.example/{n}", _target(story)).status_code for n in range(70)]
    assert codes[0] == 202
    assert codes[-1] == 429


def test_a_pingback_does_the_same(client: Client, story: ArticlePage, elsewhere: Elsewhere) -> None:
    elsewhere.links(_target(story))
    call = CALL.format("pingback.ping", elsewhere.url, _target(story))
    answer = client.post("/comment/pingback/", call, content_type="text/xml")
    assert b"fault" not in answer.content
    _check()
    assert Comment.objects.get().source == Source.PINGBACK


@pytest.mark.parametrize(
    "call",
    [
        "",
        "not xml",
        "<a/>",
        CALL.format("system.listMethods", "http://a.example/", "x"),
        CALL.format("pingback.ping", "ftp://a.example/", "x"),
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + CALL.format("pingback.ping", "&e;", "x"),
        "<x>" * 20_000,
    ],
)
def test_a_call_that_is_none_gets_a_fault(client: Client, story: ArticlePage, call: str) -> None:
    answer = client.post("/comment/pingback/", call, content_type="text/xml")
    assert answer.status_code == 200
    assert b"faultString" in answer.content
    assert b"root:" not in answer.content
    assert not Mention.objects.exists()


@given(st.binary(max_size=400), st.text(max_size=80))
def test_whatever_a_source_sends_is_read_without_harm(content: bytes, link: str) -> None:
    page = content + f'<a href="{link}">x</a>'.encode("utf-8", "replace")
    find(page, "http://a.example/", "http://b.example/story/")
