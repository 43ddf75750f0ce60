from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    ImageFactory,
    PersonFactory,
    SectionFactory,
    TopicFactory,
)
from wagtail.rich_text import RichText

from masthead.articles.models import ArticlePage

from .conftest import Reader

pytestmark = pytest.mark.usefixtures("outlet")

FORMS = ("/feed/", "/atom.xml", "/feed.json")
MARCH = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def full_story(**fields: object) -> ArticlePage:
    """A story with all that a feed tells."""
    given: dict[str, object] = {
        "title": "Ferry & bridge: <both> closed",
        "standfirst": "The harbour office says it was 5 < 6.",
        "section": SectionFactory(title="Region"),
        "about": [TopicFactory(title="Harbour")],
        "by": [PersonFactory(name="Alma Verne"), (PersonFactory(name="Ivo Lund"), "photographs")],
        "lead_image": ImageFactory(credit="Ivo Lund", caption="The pier"),
        "published_at": MARCH,
        "body": [
            ("text", RichText('<p>See <a href="/about/">about</a>.</p>')),
            ("html", '<p><img src="/media/pier.png" alt=""></p>'),
            ("embed", {"url": "https://video.example/1", "title": "The pier", "caption": "Film"}),
        ],
    }
    story: ArticlePage = ArticleFactory(**{**given, **fields})
    return story


@pytest.mark.parametrize("address", ["/feed/", "/atom.xml"])
def test_a_feed_reader_gets_the_whole_story(reader: Reader, address: str) -> None:
    story = full_story()
    CommentFactory(page=story)

    (entry,) = reader.feed(address).entries

    assert entry.title == "Ferry & bridge: <both> closed"
    assert entry.link == settings.SITE_URL + story.url
    assert entry.id == story.uid.urn
    assert [author.name for author in entry.authors] == ["Alma Verne"]
    assert [tag.term for tag in entry.tags] == ["Region", "Harbour"]
    assert entry.published_parsed[:5] == (2026, 3, 4, 9, 30)
    (content,) = entry.content
    assert f'<a href="{settings.SITE_URL}/about/">about</a>' in content.value
    assert '<a href="https://video.example/1">The pier</a>' in content.value
    assert "The pier Ivo Lund" in content.value
    (enclosure,) = entry.enclosures
    assert enclosure.type == "image/jpeg"
    assert int(enclosure.length) > 0
    assert enclosure.href.startswith(f"{settings.SITE_URL}/media/")


def test_rss_counts_the_comments_and_leads_to_them(client: Client, reader: Reader) -> None:
    story = full_story()
    CommentFactory(page=story)
    CommentFactory(page=story, status="pending")

    (entry,) = reader.feed("/feed/").entries

    assert entry.slash_comments == "1"
    assert entry.comments == f"{settings.SITE_URL}{story.url}#comments"
    assert entry.wfw_commentrss == f"{settings.SITE_URL}{story.url}feed/"
    assert client.get(f"{story.url}feed/").status_code == 200


def test_every_author_has_a_creator_of_their_own(client: Client) -> None:
    full_story(by=[PersonFactory(name="Alma Verne"), PersonFactory(name="Noor Amin")])
    root = etree.fromstring(client.get("/feed/").content)
    creators = root.findall(".//{http://purl.org/dc/elements/1.1/}creator")
    assert [creator.text for creator in creators] == ["Alma Verne", "Noor Amin"]


def test_rss_says_where_it_is_read_and_promises_no_hub(client: Client) -> None:
    full_story()
    root = etree.fromstring(client.get("/feed/").content)
    links = root.findall("./channel/{http://www.w3.org/2005/Atom}link")
    assert [(link.get("rel"), link.get("href")) for link in links] == [
        ("self", f"{settings.SITE_URL}/feed/")
    ]
    guid = root.find(".//guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"


def test_atom_says_when_a_story_was_last_changed(reader: Reader) -> None:
    story = full_story()
    changed = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)
    ArticlePage.objects.filter(pk=story.pk).update(last_published_at=changed)

    parsed = reader.feed("/atom.xml")

    assert parsed.entries[0].published_parsed[:3] == (2026, 3, 4)
    assert parsed.entries[0].updated_parsed[:5] == (2026, 5, 6, 7, 8)
    assert parsed.feed.updated_parsed[:5] == (2026, 5, 6, 7, 8)


def test_json_feed_has_what_its_version_1_1_asks_for(client: Client) -> None:
    story = full_story()
    response = client.get("/feed.json")
    feed = json.loads(response.content)
    (item,) = feed["items"]

    assert response["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{settings.SITE_URL}/feed.json"
    assert item["id"] == story.uid.urn
    assert item["authors"][0]["name"] == "Alma Verne"
    assert item["authors"][0]["url"].startswith(f"{settings.SITE_URL}/author/")
    assert item["date_published"] == "2026-03-04T09:30:00+00:00"
    assert item["tags"] == ["Region", "Harbour"]
    assert item["summary"] == "The harbour office says it was 5 < 6."


@pytest.mark.parametrize("address", FORMS)
def test_characters_that_xml_forbids_are_dropped(reader: Reader, address: str) -> None:
    full_story(title="Bell\x07 and \x0bfeed\ufffe", standfirst="A\x01B", words="x")
    response = reader.client.get(address)
    assert b"Bell and feed" in response.content or address == "/feed.json"
    if address != "/feed.json":
        assert reader.feed(address).entries[0].title == "Bell and feed"


@pytest.mark.parametrize("address", ["/feed/", "/atom.xml"])
def test_a_story_written_from_right_to_left_says_so(reader: Reader, address: str) -> None:
    full_story(title="پل «بندر» بسته شد (۲۰۲۶)", slug="pol", language="fa")
    (entry,) = reader.feed(address).entries
    assert entry.title == "پل «بندر» بسته شد (۲۰۲۶)"
    assert entry.content[0].value.startswith('<div lang="fa" dir="rtl">')


def test_atom_names_the_language_of_each_story(client: Client) -> None:
    full_story(language="fa")
    root = etree.fromstring(client.get("/atom.xml").content)
    entry = root.find("{http://www.w3.org/2005/Atom}entry")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert entry is not None
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fa"


@pytest.mark.parametrize("form", ["", "atom/", "json/", "rss2/"])
def test_sections_topics_authors_and_languages_have_feeds(client: Client, form: str) -> None:
    section, topic, person = SectionFactory(), TopicFactory(), PersonFactory()
    inside = full_story(title="Inside", section=section, about=[topic], by=[person])
    persian = full_story(title="Outside", language="fa", section=None, about=[], by=[])

    for thing in (section, topic, person):
        content = client.get(f"{thing.url}feed/{form}").content.decode()
        assert inside.uid.urn in content
        assert persian.uid.urn not in content
    content = client.get(f"/feed/fa/{form}").content.decode()
    assert persian.uid.urn in content
    assert inside.uid.urn not in content
    assert client.get(f"/feed/ckb/{form}").status_code == 404


def test_a_feed_holds_the_newest_thirty(reader: Reader) -> None:
    for day in range(1, 32):
        ArticleFactory(title=f"Day {day}", published_at=datetime(2026, 1, day, tzinfo=UTC))
    titles = [entry.title for entry in reader.feed("/feed/").entries]
    assert titles == [f"Day {day}" for day in range(31, 1, -1)]


@pytest.mark.parametrize("address", FORMS)
def test_the_work_does_not_grow_with_the_number_of_stories(client: Client, address: str) -> None:
    section = SectionFactory()
    topic, person = TopicFactory(), PersonFactory()

    def add() -> None:
        ArticleFactory(section=section, about=[topic], by=[person])

    add()
    client.get(address)
    add()
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(5):
        add()
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


@pytest.mark.parametrize("address", FORMS)
def test_an_empty_outlet_has_feeds_all_the_same(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
