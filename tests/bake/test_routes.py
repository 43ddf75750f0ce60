"""Every public address is either baked, or it is said why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver
from tests.bake.drain import drain, everything
from tests.factories import ArticleFactory, CommentFactory, SectionFactory, TopicFactory

from masthead.bake import work
from masthead.ledger import work as record


class How(Enum):
    BAKED = "with the whole site"
    KEPT = "at its first request, and anew from then on"
    FILES = "lies in files of its own"
    ASKED = "differs per question or reader, or changes by the second"


# By pattern: how it is answered, and an address of that kind.
DECIDED: dict[str, tuple[How, str]] = {
    "newsroom/": (How.ASKED, "/newsroom/"),
    "documents/": (How.ASKED, "/documents/1/report.pdf"),
    "metrics": (How.ASKED, "/metrics"),
    # Comments: what is posted, and what only its sender may see.
    "comment/webmention/": (How.ASKED, "/comment/webmention/"),
    "comment/pingback/": (How.ASKED, "/comment/pingback/"),
    "comment/proof.json": (How.ASKED, "/comment/proof.json"),
    "comment/<int:page_id>/": (How.ASKED, "/comment/1/"),
    "comment/<int:page_id>/corrections/": (How.ASKED, "/comment/1/corrections/"),
    "comment/notices/<uuid:uid>/": (
        How.ASKED,
        "/comment/notices/8c2b8a52-9d5c-4d0c-8e43-3f1c1c6b7f10/",
    ),
    "comment/notices/<uuid:uid>/stop/": (
        How.ASKED,
        "/comment/notices/8c2b8a52-9d5c-4d0c-8e43-3f1c1c6b7f10/stop/",
    ),
    "comment/sent/<uuid:uid>/": (
        How.ASKED,
        "/comment/sent/8c2b8a52-9d5c-4d0c-8e43-3f1c1c6b7f10/",
    ),
    "comment/<int:page_id>/<int:number>/": (How.ASKED, "/comment/1/1/"),
    "comment/<int:page_id>/<int:number>/report/": (How.ASKED, "/comment/1/1/report/"),
    "ticker/": (How.BAKED, "/ticker/"),
    "ticker.json": (How.BAKED, "/ticker.json"),
    # The log: its files are handed out as they lie.
    "record/checkpoint": (How.FILES, "/record/checkpoint"),
    "record/policy": (How.FILES, "/record/policy"),
    "record/tile/<path:path>": (How.FILES, "/record/tile/0/000"),
    "record/timestamp/<int:size>": (How.FILES, "/record/timestamp/1"),
    "record/timestamp/<int:size>.tsr": (How.FILES, "/record/timestamp/1.tsr"),
    "robots.txt": (How.BAKED, "/robots.txt"),
    "sitemap.xml": (How.BAKED, "/sitemap.xml"),
    "news-sitemap.xml": (How.BAKED, "/news-sitemap.xml"),
    "sitemaps/": (How.BAKED, "/sitemaps/sections.xml"),
    "sitemaps/stories-": (How.BAKED, "/sitemaps/stories-{month}.xml"),
    "(?P<form>atom)": (How.BAKED, "/atom.xml"),
    "feed\\.(?P<form>json)": (How.BAKED, "/feed.json"),
    "record/corrections/feed": (How.BAKED, "/record/corrections/feed/"),
    "comments/feed": (How.KEPT, "/comments/feed/"),
    "(?P<stem>.+/)comments/(?P<number>": (How.KEPT, "/news/ferry/comments/1/feed/"),
    "(?P<stem>.+/)comments\\.json": (How.KEPT, "/news/ferry/comments.json"),
    "(?P<stem>(?:.+/)?)feed": (How.KEPT, "/news/feed/"),
    "(?P<stem>.+/)ninjs\\.json": (How.KEPT, "/news/ferry/ninjs.json"),
    "feed/(?P<language>": (How.KEPT, "/feed/en/"),
    "search/": (How.ASKED, "/search/"),
    "search": (How.ASKED, "/search"),
    "outlet.css": (How.BAKED, "/outlet.css"),
    # A picture of each story, drawn once and kept by the servers between.
    "share/<uuid:uid>-<slug:digest>.png": (
        How.ASKED,
        "/share/8c2b8a52-9d5c-4d0c-8e43-3f1c1c6b7f10-aa.png",
    ),
    "record/": (How.BAKED, "/record/"),
    "record/check/": (How.ASKED, "/record/check/"),
    # Has a policy of its own, by which its script may run.
    "record/checker.html": (How.ASKED, "/record/checker.html"),
    "record/corrections/": (How.BAKED, "/record/corrections/"),
    "record/(?P<year>": (How.BAKED, "/record/{year}/{number}/"),
    "(?P<stem>.+/)revisions/$": (How.BAKED, "/news/ferry/revisions/"),
    "(?P<stem>.+/)revisions/(?P<number>[1-9][0-9]{0,8})/$": (
        How.BAKED,
        "/news/ferry/revisions/2/",
    ),
    "(?P<stem>.+/)revisions/(?P<number>[1-9][0-9]{0,8})/changes/": (
        How.BAKED,
        "/news/ferry/revisions/2/changes/",
    ),
    "(?P<stem>.+/)revisions/(?P<number>[1-9][0-9]{0,8})/article\\.json": (
        How.BAKED,
        "/news/ferry/revisions/2/article.json",
    ),
    # Names the newest checkpoint.
    "(?P<stem>.+/)revisions/(?P<number>[1-9][0-9]{0,8})/article\\.tlog-proof": (
        How.ASKED,
        "/news/ferry/revisions/2/article.tlog-proof",
    ),
    "(?P<path>.*)": (How.BAKED, "/news/ferry/"),
}
# What the last pattern takes, by reader.route.
ROUTED = {
    "/": How.BAKED,
    "/news/": How.BAKED,
    "/topic/harbour/": How.BAKED,
    "/archive/": How.BAKED,
    "/{year}/{number}/": How.BAKED,
    "/news/ferry/comments/thread/{comment}/": How.KEPT,
}


def patterns() -> Iterator[str]:
    """Of all that Django may be asked, as it is written in the code."""
    for one in get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            yield str(one.pattern)
        elif str(one.pattern):
            yield str(one.pattern)  # somebody else's as a whole
        else:
            yield from (str(inner.pattern) for inner in one.url_patterns)


def decided(pattern: str) -> str | None:
    """The key of ``DECIDED`` for a pattern; of a long expression its beginning is one."""
    plain = pattern.removeprefix("^")
    begins = plain != pattern or plain.startswith("newsroom/")
    found = [key for key in DECIDED if plain == key or (begins and plain.startswith(key))]
    return max(found, key=len, default=None)


def test_each_pattern_is_decided() -> None:
    assert [pattern for pattern in patterns() if decided(pattern) is None] == []
    assert set(DECIDED) - {decided(pattern) for pattern in patterns()} == set()


@pytest.fixture
def dates(outlet: Any) -> dict[str, str]:
    story = ArticleFactory(
        slug="ferry", section=SectionFactory(slug="news"), about=[TopicFactory(slug="harbour")]
    )
    comment = CommentFactory(page=story)
    story.title += " again"
    story.save_revision().publish()
    while record.step():
        pass
    day = story.first_published_at
    return {
        "month": f"{day:%Y-%m}",
        "year": f"{day:%Y}",
        "number": f"{day:%m}",
        "comment": str(comment.pk),
    }


@pytest.mark.django_db
def test_what_is_decided_is_so(dates: dict[str, str], client: Any) -> None:
    drain()
    site, known = set(everything()), set(work.tree().paths())
    examples = [*DECIDED.values(), *((how, path) for path, how in ROUTED.items())]
    for how, form in examples:
        path = form.format(**dates) if "{" in form else form
        assert (path in site) == (how is How.BAKED), path
        client.get(path)
        assert work.tree().holds(path) == (how in {How.BAKED, How.KEPT}), path
    # What was published is there before anybody asks.
    assert {path.format(**dates) for how, path in DECIDED.values() if how is How.BAKED} <= {
        *known,
        "/record/corrections/feed/",
        "/outlet.css",
        "/robots.txt",
        "/ticker/",
        "/ticker.json",
    }
