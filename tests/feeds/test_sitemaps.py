from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from tests.factories import (
    ArticleFactory,
    PersonFactory,
    SectionFactory,
    StandardFactory,
    TopicFactory,
)
from wagtail.models import PageViewRestriction

from masthead.articles.models import ArticlePage

pytestmark = pytest.mark.usefixtures("outlet")

SCHEMA = Path(__file__).parents[2] / ".tools" / "sitemap.xsd"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MARCH = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"].startswith("application/xml")
    return etree.fromstring(response.content)


def locations(root: Any) -> set[str]:
    """Paths of all addresses, which have to be whole."""
    found = [loc.text for loc in root.iter(f"{SITEMAP}loc")]
    assert all(text.startswith(f"{settings.SITE_URL}/") for text in found)
    return {text.removeprefix(settings.SITE_URL) for text in found}


def test_the_index_names_each_month_with_its_latest_change(client: Client) -> None:
    ArticleFactory(published_at=MARCH)
    ArticleFactory(published_at=MARCH + timedelta(days=1))
    ArticleFactory(published_at=MARCH - timedelta(days=40))

    root = read(client, "/sitemap.xml")

    dates = {place.findtext(f"{SITEMAP}loc"): place.findtext(f"{SITEMAP}lastmod") for place in root}
    stories = {key.rpartition("/")[2]: date for key, date in dates.items() if "stories" in key}
    assert stories == {
        "stories-2026-03.xml": "2026-03-05T09:30:00+00:00",
        "stories-2026-01.xml": "2026-01-23T09:30:00+00:00",
    }


def test_everything_the_index_names_is_there(client: Client) -> None:
    ArticleFactory(by=[PersonFactory()], about=[TopicFactory()], section=SectionFactory())
    named = locations(read(client, "/sitemap.xml"))
    assert len(named) == 5
    for address in named:
        assert locations(read(client, address))


def test_a_month_lists_its_stories_with_their_true_date_of_change(client: Client) -> None:
    first = datetime(2026, 3, 1, tzinfo=UTC)
    inside = ArticleFactory(published_at=first)
    ArticleFactory(published_at=first - timedelta(seconds=1))
    changed = datetime(2026, 6, 1, 12, tzinfo=UTC)
    ArticlePage.objects.filter(pk=inside.pk).update(last_published_at=changed)

    root = read(client, "/sitemaps/stories-2026-03.xml")

    assert locations(root) == {inside.url}
    assert root.findtext(f".//{SITEMAP}lastmod") == "2026-06-01T12:00:00+00:00"
    assert client.get("/sitemaps/stories-2026-04.xml").status_code == 404
    assert client.get("/sitemaps/stories-2026-13.xml").status_code == 404


def test_only_what_wants_to_be_found_here_is_listed(client: Client) -> None:
    found = ArticleFactory(published_at=MARCH)
    ArticleFactory(published_at=MARCH, noindex=True)
    ArticleFactory(published_at=MARCH, canonical_url="https://elsewhere.example/story")
    ArticleFactory(published_at=MARCH, live=False)
    ArticleFactory(published_at=MARCH).unpublish()
    private = ArticleFactory(published_at=MARCH)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert locations(read(client, "/sitemaps/stories-2026-03.xml")) == {found.url}


def test_translations_name_each_other_and_the_original_is_the_default(client: Client) -> None:
    english = ArticleFactory(published_at=MARCH, language="en")
    persian = ArticleFactory(
        published_at=MARCH + timedelta(days=90), language="fa", translation_of=english
    )
    arabic = ArticleFactory(published_at=MARCH, language="ar", translation_of=english, noindex=True)
    ArticleFactory(published_at=MARCH)
    assert arabic.live

    for month, story in (("2026-03", english), ("2026-06", persian)):
        root = read(client, f"/sitemaps/stories-{month}.xml")
        places = {place.findtext(f"{SITEMAP}loc"): place for place in root}
        links = places[settings.SITE_URL + story.url].findall(f"{XHTML}link")
        assert {(link.get("hreflang"), link.get("href")) for link in links} == {
            ("en", settings.SITE_URL + english.url),
            ("fa", settings.SITE_URL + persian.url),
            ("x-default", settings.SITE_URL + english.url),
        }
    assert len(list(read(client, "/sitemaps/stories-2026-03.xml").iter(f"{XHTML}link"))) == 3


def test_pages_sections_topics_and_authors_have_sitemaps(client: Client) -> None:
    page, section, topic = StandardFactory(), SectionFactory(), TopicFactory()
    author, _silent = PersonFactory(), PersonFactory()
    ArticleFactory(by=[author])

    assert locations(read(client, "/sitemaps/pages.xml")) == {"/", page.url}
    assert locations(read(client, "/sitemaps/sections.xml")) == {section.url}
    assert locations(read(client, "/sitemaps/topics.xml")) == {topic.url}
    assert locations(read(client, "/sitemaps/authors.xml")) == {author.url}


def test_the_news_sitemap_holds_two_days_with_outlet_and_language(client: Client) -> None:
    now = timezone.now()
    fresh = ArticleFactory(title="Ferry & bridge", language="fa", published_at=now)
    ArticleFactory(published_at=now - timedelta(days=2, minutes=1))

    root = read(client, "/news-sitemap.xml")

    assert locations(root) == {fresh.url}
    assert root.findtext(f".//{NEWS}name") == "The Harbour Post"
    assert root.findtext(f".//{NEWS}language") == "fa"
    assert root.findtext(f".//{NEWS}title") == "Ferry & bridge"
    assert root.findtext(f".//{NEWS}publication_date") == now.isoformat(timespec="seconds")
    with time_machine.travel(now + timedelta(days=3)):
        assert locations(read(client, "/news-sitemap.xml")) == set()


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/sitemaps/stories-2026-03.xml", "/news-sitemap.xml"]
)
def test_the_work_does_not_grow_with_the_number_of_stories(client: Client, address: str) -> None:
    original = ArticleFactory(published_at=MARCH)
    ArticleFactory()

    def questions() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    questions()
    few = questions()
    for _ in range(5):
        ArticleFactory(published_at=MARCH, translation_of=original, by=[PersonFactory()])
        ArticleFactory()
    assert questions() <= few + 1  # a sitemap of authors that was empty before


def test_a_month_is_found_by_an_index(db: None) -> None:
    march = ArticlePage.objects.live().filter(
        first_published_at__gte=MARCH, first_published_at__lt=MARCH + timedelta(days=30)
    )
    plan = march.explain()
    assert "first_published_at" in plan or connection.vendor != "sqlite", plan


def test_robots_are_led_to_the_sitemaps_and_kept_out_of_the_newsroom(client: Client) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    assert f"Sitemap: {settings.SITE_URL}/news-sitemap.xml" in lines
    assert "Disallow: /newsroom/" in lines


def test_a_crawler_that_has_the_sitemap_gets_nothing_twice(client: Client) -> None:
    ArticleFactory(published_at=MARCH)
    for address in ("/sitemap.xml", "/sitemaps/stories-2026-03.xml", "/robots.txt"):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.skipif(not SCHEMA.exists(), reason="the sitemap schema comes with `make tools`")
def test_sitemaps_are_valid_by_the_protocols_own_schema(client: Client) -> None:
    english = ArticleFactory(published_at=MARCH, language="en", by=[PersonFactory()])
    ArticleFactory(published_at=timezone.now(), language="fa", translation_of=english)
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for address in ("/sitemaps/stories-2026-03.xml", "/sitemaps/authors.xml", "/news-sitemap.xml"):
        root = read(client, address)
        # The schema wants a schema of its own for each extension; those are in no package.
        for foreign in [*root.iter(f"{XHTML}link"), *root.iter(f"{NEWS}news")]:
            foreign.getparent().remove(foreign)
        schema.assertValid(root)
