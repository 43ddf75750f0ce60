"""A cache in front is told what changed, by a real request to a real server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings
from tests.bake.drain import drain
from tests.factories import ArticleFactory, SectionFactory

from masthead.articles.models import ArticlePage
from masthead.bake import purge, queue, work
from masthead.bake.models import Purge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

STORY = "/news/f%C3%A4hre/"


class Cache(ThreadingHTTPServer):
    """What Varnish is to us: it forgets a page when it is told to, and fetches what it lacks."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked: list[tuple[str, str, str]] = []  # method, host, path
        self.status = 200

    def told(self) -> list[str]:
        return sorted(path for method, _host, path in self.asked if method == "PURGE")


class Asked(BaseHTTPRequestHandler):
    server: Cache

    def answer(self) -> None:
        self.server.asked.append((self.command, self.headers["Host"], self.path))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PURGE = do_GET = answer  # noqa: N815 - named by the base class

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def cache(settings: Settings) -> Iterator[Cache]:
    with Cache() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        settings.SITE_URL = f"http://127.0.0.1:{server.server_port}"
        settings.ALLOWED_HOSTS = ["*"]
        settings.WAGTAILFRONTENDCACHE = {
            "default": {
                "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
                "LOCATION": settings.SITE_URL,
            }
        }
        yield server
        server.shutdown()


@pytest.fixture
def story(cache: Cache) -> ArticlePage:
    """A story that the cache was told of."""
    story: ArticlePage = ArticleFactory(slug="fähre", section=SectionFactory(slug="news"))
    drain()
    purge.tell_some()
    cache.asked.clear()
    return story


def test_what_changed_is_told_once_and_nothing_else(cache: Cache, story: ArticlePage) -> None:
    story.standfirst = "Another one."
    story.save_revision().publish()
    assert cache.asked == []  # not while it is published
    drain()
    assert cache.asked == []  # nor while it is baked
    purge.tell_some()
    told = cache.told()
    assert {STORY, "/", "/feed/"} <= set(told)
    assert len(told) == len(set(told))
    assert "/robots.txt" not in told
    assert {host for _method, host, _path in cache.asked} == {f"127.0.0.1:{cache.server_port}"}
    assert purge.tell_some() == 0


def test_a_page_that_stays_the_same_is_not_told(cache: Cache, story: ArticlePage) -> None:
    queue.request([story.public_path])
    drain()
    assert purge.tell_some() == 0


def test_a_story_that_is_gone_is_told(cache: Cache, story: ArticlePage) -> None:
    story.unpublish()
    drain()
    purge.tell_some()
    assert STORY in cache.told()


def test_what_the_cache_refuses_is_shown_and_told_again(cache: Cache, story: ArticlePage) -> None:
    cache.status = 503
    Purge.objects.create(path=story.public_path)
    purge.tell_some()
    assert "503" in purge.trouble()
    assert purge.tell_some() == 0  # not at once
    cache.status = 200
    with time_machine.travel(timezone.now() + timedelta(seconds=3)):
        purge.tell_some()
    assert cache.told() == [STORY, STORY]
    assert purge.trouble() == ""


def test_baking_goes_on_while_the_cache_is_away(cache: Cache, story: ArticlePage) -> None:
    cache.shutdown()
    cache.server_close()
    work.tree().file(story.public_path).unlink()
    queue.request([story.public_path])
    drain()
    assert work.tree().file(story.public_path).exists()
    purge.tell_some()
    assert "Couldn't purge" in purge.trouble()


def test_changed_pages_are_fetched_through_the_cache_where_that_is_wanted(
    cache: Cache, story: ArticlePage, settings: Settings
) -> None:
    settings.CACHE_WARM = True
    Purge.objects.create(path=story.public_path)
    Purge.objects.create(path="/news/gone/")
    purge.tell_some()
    assert [path for method, _host, path in cache.asked if method == "GET"] == [STORY]


def test_without_a_cache_nothing_is_noted(story: ArticlePage, settings: Settings) -> None:
    settings.WAGTAILFRONTENDCACHE = {}
    story.standfirst = "Another one."
    story.save_revision().publish()
    drain()
    assert not Purge.objects.exists()


def test_a_page_of_a_language_with_a_host_is_told_by_that_host(
    cache: Cache, settings: Settings
) -> None:
    settings.LANGUAGE_SITES = {"/fa/": "https://fa.news.example"}
    for path in ("/fa/x/", "/x/"):
        Purge.objects.create(path=path, due_at=timezone.now())
    purge.tell_some()
    site = settings.SITE_URL.removeprefix("http://")
    told = {(host, path) for method, host, path in cache.asked if method == "PURGE"}
    assert told == {("fa.news.example", "/x/"), (site, "/x/")}
