from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser
from tests.factories import (
    ArticleFactory,
    ImageFactory,
    PersonFactory,
    SectionFactory,
    TopicFactory,
)

from masthead.outlet.models import OutletSettings

SITE = "http://localhost:8000"


class Head:
    """The head of the page at a path, as a program reads it."""

    def __init__(self, client: Client, path: str) -> None:
        self.tree = LexborHTMLParser(client.get(path).text)
        title = self.tree.css_first("title")
        self.title = title.text() if title else None

    def meta(self, name: str) -> list[str | None]:
        nodes = self.tree.css(f'meta[name="{name}"], meta[property="{name}"]')
        return [node.attributes.get("content") for node in nodes]

    def links(self, rel: str) -> list[str | None]:
        return [node.attributes.get("href") for node in self.tree.css(f'head link[rel="{rel}"]')]


def test_a_story_says_who_wrote_it_when_and_where(client: Client, outlet: OutletSettings) -> None:
    people = [PersonFactory(name="Alma Verne", slug="alma"), PersonFactory(name="Ben Ito")]
    ArticleFactory(
        title="Ferry arrives",
        section=SectionFactory(title="News"),
        about=[TopicFactory(title="Harbour")],
        by=[*people, (PersonFactory(), "translated")],
        published_at=datetime(2026, 5, 1, 8, tzinfo=UTC),
    )
    head = Head(client, "/news/ferry-arrives/")
    assert head.title == "Ferry arrives – The Harbour Post"
    assert head.links("canonical") == [f"{SITE}/news/ferry-arrives/"]
    assert head.meta("description") == ["The harbour office counts passengers anew."]
    assert head.meta("og:type") == ["article"]
    assert head.meta("article:published_time") == ["2026-05-01T08:00:00+00:00"]
    assert head.meta("article:section") == ["News"]
    assert head.meta("article:tag") == ["Harbour"]
    assert head.meta("citation_author") == ["Alma Verne", "Ben Ito"]
    assert head.meta("citation_publication_date") == ["2026/05/01"]
    assert head.links("author")[0] == "/author/alma/"


def test_a_link_to_a_story_is_shown_with_its_card(client: Client, outlet: OutletSettings) -> None:
    ArticleFactory(slug="ferry")
    head = Head(client, "/ferry/")
    (address,) = head.meta("og:image")
    assert address is not None
    assert client.get(address.removeprefix(SITE))["Content-Type"] == "image/png"
    assert head.meta("og:image:width") == ["1200"]
    assert head.meta("twitter:card") == ["summary_large_image"]


def test_what_an_editor_wrote_for_networks_and_search_engines_wins(
    client: Client, outlet: OutletSettings
) -> None:
    ArticleFactory(
        slug="ferry",
        seo_title="For engines",
        search_description="Said to engines",
        social_title="For networks",
        social_description="Said to networks",
        social_image=ImageFactory(alt_text="A boat"),
        canonical_url="https://first.example/ferry",
        noindex=True,
    )
    head = Head(client, "/ferry/")
    assert head.title == "For engines – The Harbour Post"
    assert head.meta("description") == ["Said to engines"]
    assert head.meta("og:title") == ["For networks"]
    assert head.meta("og:description") == ["Said to networks"]
    assert head.meta("og:image:alt") == ["A boat"]
    assert head.links("canonical") == ["https://first.example/ferry"]
    assert head.meta("robots") == ["noindex"]


def test_versions_of_a_story_name_each_other(client: Client, outlet: OutletSettings) -> None:
    story = ArticleFactory(slug="ferry")
    ArticleFactory(slug="kashti", language="fa", translation_of=story)
    for path in ("/ferry/", "/kashti/"):
        nodes = Head(client, path).tree.css("link[hreflang]")
        assert [(node.attributes["hreflang"], node.attributes["href"]) for node in nodes] == [
            ("x-default", f"{SITE}/ferry/"),
            ("en", f"{SITE}/ferry/"),
            ("fa", f"{SITE}/kashti/"),
        ]


def test_each_sheet_of_a_list_is_a_page_of_its_own(client: Client, outlet: OutletSettings) -> None:
    news = SectionFactory(title="News")
    for _number in range(40):
        ArticleFactory(section=news)
    first, second = Head(client, "/news/"), Head(client, "/news/page/1/")
    assert first.links("next") == ["/news/page/1/"]
    assert second.links("canonical") == [f"{SITE}/news/page/1/"]
    assert second.links("prev") == ["/news/"]
    assert second.title == "News, page 1 – The Harbour Post"


def test_readers_who_use_tor_are_told_of_the_onion_address(
    client: Client, outlet: OutletSettings
) -> None:
    outlet.onion_location = "http://abcdefghij.onion/"
    outlet.save()
    ArticleFactory(slug="ferry")
    nodes = Head(client, "/ferry/").tree.css('meta[http-equiv="onion-location"]')
    assert [node.attributes["content"] for node in nodes] == ["http://abcdefghij.onion/ferry/"]


def test_readers_are_told_the_licence_of_the_stories(
    client: Client, outlet: OutletSettings
) -> None:
    outlet.licence_url = "https://creativecommons.org/licenses/by/4.0/"
    outlet.save()
    ArticleFactory(slug="ferry")
    head = Head(client, "/ferry/")
    assert head.links("license") == [outlet.licence_url]
    assert f'"license":"{outlet.licence_url}"' in head.tree.text()


def test_the_feeds_a_page_names_exist(client: Client, outlet: OutletSettings) -> None:
    SectionFactory(title="News")
    ArticleFactory(section=SectionFactory(title="Culture"))
    nodes = Head(client, "/news/").tree.css('link[rel="alternate"][type]')
    feeds = [node.attributes["href"] or "" for node in nodes]
    assert "/news/feed/" in feeds
    assert [client.get(feed).status_code for feed in feeds] == [200] * len(feeds)


@pytest.mark.parametrize("path", ["/nothing/", "/search/?q=x"])
def test_what_is_no_page_has_no_canonical_address(
    client: Client, outlet: OutletSettings, path: str
) -> None:
    head = Head(client, path)
    assert head.links("canonical") == []
    assert head.meta("robots") == ["noindex"]
