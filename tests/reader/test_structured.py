from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    ImageFactory,
    PersonFactory,
    SectionFactory,
    StandardFactory,
    TopicFactory,
)
from tests.reader import schema_org

from masthead.articles.kinds import Kind
from masthead.outlet.models import OutletLink, OutletSettings, PolicyPage
from masthead.people.models import Person, PersonLink

needs_vocabulary = pytest.mark.skipif(
    not schema_org.VOCABULARY.exists(), reason="schema.org's vocabulary comes with `make tools`"
)
SITE = "http://localhost:8000"
WRITTEN = datetime(2026, 5, 1, 8, tzinfo=UTC)


def parts(client: Client, path: str) -> dict[str, Any]:
    """Return the data of the page at ``path``, by type."""
    page = LexborHTMLParser(client.get(path).text)
    (block,) = page.css('script[type="application/ld+json"]')
    data = json.loads(block.text())
    assert data["@context"] == "https://schema.org"
    if schema_org.VOCABULARY.exists():
        assert schema_org.faults(data) == []
    return {str(part["@type"]): part for part in data["@graph"]}


@pytest.fixture
def alma() -> Person:
    portrait = ImageFactory(size=(60, 60))
    person = PersonFactory(
        name="Alma Verne",
        slug="alma",
        job_title="Reporter",
        bio="<p>Writes about <b>ferries</b>.</p>",
        languages="en, fa",
        knows_about="harbours, ice",
        email="alma@news.example",
        portrait=portrait,
    )
    PersonLink.objects.create(person=person, label="Elsewhere", url="https://alma.example/")
    return person


def test_the_front_page_says_who_publishes(client: Client, outlet: OutletSettings) -> None:
    outlet.tagline, outlet.description = "News from the water", "A small outlet."
    outlet.founded, outlet.email = date(2011, 3, 1), "desk@news.example"
    outlet.logo = ImageFactory(size=(60, 20))
    outlet.save()
    OutletLink.objects.create(outlet=outlet, label="Fediverse", url="https://social.example/@post")
    policy = StandardFactory(title="Corrections")
    PolicyPage.objects.create(outlet=outlet, kind="correctionsPolicy", page=policy)
    draft = StandardFactory(title="Ethics", live=False)
    PolicyPage.objects.create(outlet=outlet, kind="ethicsPolicy", page=draft)
    data = parts(client, "/")["NewsMediaOrganization"]
    assert data["name"] == "The Harbour Post"
    assert data["foundingDate"] == "2011-03-01"
    assert data["correctionsPolicy"] == f"{SITE}/corrections/"
    assert "ethicsPolicy" not in data
    assert data["sameAs"] == ["https://social.example/@post"]
    assert data["logo"]["url"].startswith(f"{SITE}/media/")
    assert "WebSite" in parts(client, "/")


def test_a_story_says_all_that_is_there(
    client: Client, outlet: OutletSettings, alma: Person
) -> None:
    translator, camera = PersonFactory(name="Ben Ito"), PersonFactory(name="Cleo Marsh")
    news = SectionFactory(title="News")
    picture = ImageFactory(credit="C. Marsh", licence_url="https://licence.example/", caption="Ice")
    original = ArticleFactory(slug="fa", language="fa", section=news)
    story = ArticleFactory(
        title="Ferry arrives",
        section=news,
        about=[TopicFactory(title="Harbour")],
        by=[alma, (translator, "translated"), (camera, "photographs")],
        dateline="Norhaven",
        backstory="<p>We counted.</p>",
        lead_image=picture,
        translation_of=original,
        published_at=WRITTEN,
    )
    CommentFactory(page=story)
    CommentFactory(page=story, status="pending")
    found = parts(client, story.url)
    data = found["ReportageNewsArticle"]
    assert data["headline"] == "Ferry arrives"
    assert data["datePublished"] == "2026-05-01T08:00:00+00:00"
    assert data["author"]["name"] == "Alma Verne"
    assert data["author"]["url"] == f"{SITE}/author/alma/"
    assert data["translator"]["name"] == "Ben Ito"
    assert data["contributor"]["name"] == "Cleo Marsh"
    assert (data["dateline"], data["backstory"]) == ("Norhaven", "We counted.")
    assert data["commentCount"] == 1
    assert data["isAccessibleForFree"] is True
    assert data["translationOfWork"]["@id"] == f"{SITE}/news/fa/#story"
    sizes = [(one["width"]["value"], one["height"]["value"]) for one in data["image"]]
    assert [round(width / height, 2) for width, height in sizes] == [1.78, 1.33, 1.0]
    assert data["image"][0]["creditText"] == "C. Marsh"
    assert data["keywords"] == ["Harbour"]
    way = found["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in way] == ["News", "Ferry arrives"]
    back = parts(client, original.url)["ReportageNewsArticle"]
    assert [work["@id"] for work in back["workTranslation"]] == [f"{SITE}{story.url}#story"]


def test_what_is_not_there_is_not_said(client: Client, outlet: OutletSettings) -> None:
    data = parts(client, ArticleFactory().url)["ReportageNewsArticle"]
    absent = {"dateline", "backstory", "articleSection", "keywords", "translator", "contributor"}
    assert not absent & data.keys()
    assert data["author"] == {"@id": f"{SITE}/#outlet"}


@needs_vocabulary
@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_of_story_is_a_kind_that_schema_org_knows(
    client: Client, outlet: OutletSettings, kind: str
) -> None:
    story = ArticleFactory(kind=kind, dateline="Norhaven", lead_image=ImageFactory())
    assert len(parts(client, story.url)) == 3


def test_live_coverage_says_when_it_began(client: Client, outlet: OutletSettings) -> None:
    found = parts(client, ArticleFactory(kind="live", published_at=WRITTEN).url)
    data = found["['LiveBlogPosting', 'NewsArticle']"]
    assert data["coverageStartTime"] == "2026-05-01T08:00:00+00:00"
    assert "coverageEndTime" not in data


def test_an_authors_page_is_a_profile(client: Client, outlet: OutletSettings, alma: Person) -> None:
    ArticleFactory(by=[alma])
    person = parts(client, "/author/alma/")["ProfilePage"]["mainEntity"]
    assert person["knowsLanguage"] == ["en", "fa"]
    assert person["knowsAbout"] == ["harbours", "ice"]
    assert person["description"] == "Writes about ferries."
    assert person["sameAs"] == ["https://alma.example/"]
    assert person["agentInteractionStatistic"]["userInteractionCount"] == 1


@pytest.mark.parametrize("path", ["/news/", "/topic/harbour/", "/about/", "/archive/"])
def test_every_other_page_is_valid_too(client: Client, outlet: OutletSettings, path: str) -> None:
    SectionFactory(title="News", description="What happened")
    TopicFactory(title="Harbour", summary="Ships")
    StandardFactory(title="About")
    assert "WebSite" in parts(client, path)


def test_no_headline_can_leave_the_block(client: Client, outlet: OutletSettings) -> None:
    title = "</script><script>alert(1)</script><!-- & \u2028"
    story = ArticleFactory(title=title, slug="odd")
    assert parts(client, "/odd/")["ReportageNewsArticle"]["headline"] == story.title
    assert "alert(1)</script>" not in client.get("/odd/").text


def test_a_page_kept_from_search_engines_says_nothing(
    client: Client, outlet: OutletSettings
) -> None:
    ArticleFactory(slug="quiet", noindex=True)
    assert "ld+json" not in client.get("/quiet/").text


@needs_vocabulary
def test_the_checker_finds_what_is_wrong() -> None:
    wrong = {"@type": "Person", "name": 3, "headline": "x", "image": {"@type": "Person"}}
    assert len(schema_org.faults(wrong)) == 3
    assert schema_org.faults({"@type": "Persona"}) == [": there is no type Persona"]
