"""From a page to the same page in another language."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.factories import (
    ArticleFactory,
    PersonFactory,
    SectionFactory,
    StandardFactory,
    TopicFactory,
)

from masthead.articles import editions as planting
from masthead.outlet.editions import Edition
from masthead.outlet.models import OutletSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def persian(outlet: OutletSettings) -> Edition:
    """The outlet in Persian, below /fa/."""
    return Edition.objects.create(language="fa", name="پست بندر", prefix="fa")


def read(path: str) -> str:
    """What a reader gets at ``path``."""
    response = Client().get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}"
    return response.content.decode()


def choices(page: str) -> dict[str, str]:
    """Where the switcher of a page leads, by language."""
    nav = re.search(r'<nav class="languages".*?</nav>', page, re.DOTALL)
    links = re.findall(r'href="([^"]*)"\s+hreflang="([^"]*)"', nav[0]) if nav else []
    return {language: url for url, language in links}


def alternates(page: str) -> dict[str, str]:
    """The versions that a page names to search engines."""
    found = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"', page)
    return {language: re.sub("https?://[^/]*", "", url) for language, url in found}


def test_an_outlet_of_one_language_offers_none(outlet: OutletSettings) -> None:
    page = read("/")
    assert choices(page) == alternates(page) == {}


def test_the_switcher_leads_to_the_same_story(persian: Edition) -> None:
    english = ArticleFactory(slug="ferry")
    translation = ArticleFactory(slug="kashti", language="fa", translation_of=english)
    assert choices(read("/ferry/")) == {"en": "/ferry/", "fa": "/fa/kashti/"}
    assert choices(read("/fa/kashti/")) == {"en": "/ferry/", "fa": "/fa/kashti/"}
    wanted = {"x-default": "/ferry/", "en": "/ferry/", "fa": "/fa/kashti/"}
    assert alternates(read(translation.url)) == alternates(read(english.url)) == wanted


def test_a_story_that_is_not_translated_leads_to_a_front_page_that_says_so(
    persian: Edition,
) -> None:
    ArticleFactory(slug="ferry")
    target = choices(read("/ferry/"))["fa"]
    path, _, place = target.partition("#")
    assert path == "/fa/"
    assert f'id="{place}"' in read(path)


@pytest.mark.parametrize("path", ["/", "/search/", "/archive/", "/ticker/"])
def test_what_every_edition_has_leads_to_the_same_there(persian: Edition, path: str) -> None:
    assert choices(read(path)) == {"en": path, "fa": f"/fa{path}"}
    assert choices(read(f"/fa{path}")) == {"en": path, "fa": f"/fa{path}"}


def test_front_pages_are_versions_of_each_other(persian: Edition) -> None:
    wanted = {"x-default": "/", "en": "/", "fa": "/fa/"}
    assert alternates(read("/")) == alternates(read("/fa/")) == wanted


@pytest.mark.parametrize("factory", [SectionFactory, StandardFactory])
def test_sections_and_pages_have_versions(persian: Edition, factory: type) -> None:
    original = factory(slug="harbour")
    front = planting.front_of(persian)
    factory(slug="bandar", parent=front, translation_of=original)
    wanted = {"x-default": "/harbour/", "en": "/harbour/", "fa": "/fa/bandar/"}
    assert alternates(read("/harbour/")) == alternates(read("/fa/bandar/")) == wanted


def test_topics_have_versions(persian: Edition) -> None:
    original = TopicFactory(slug="tides")
    TopicFactory(slug="jazr", language="fa", translation_of=original)
    assert choices(read("/topic/tides/")) == {"en": "/topic/tides/", "fa": "/fa/topic/jazr/"}


def test_authors_have_a_page_where_they_have_stories(persian: Edition) -> None:
    writer = PersonFactory(slug="alma")
    ArticleFactory(by=[writer])
    assert alternates(read("/author/alma/")) == {}
    ArticleFactory(by=[writer], language="fa")
    wanted = {"x-default": "/author/alma/", "en": "/author/alma/", "fa": "/fa/author/alma/"}
    assert alternates(read("/fa/author/alma/")) == wanted


def test_sitemaps_name_the_versions(persian: Edition) -> None:
    writer = PersonFactory(slug="alma")
    english = ArticleFactory(slug="ferry", by=[writer])
    ArticleFactory(slug="kashti", language="fa", translation_of=english, by=[writer])
    section = SectionFactory(slug="harbour")
    SectionFactory(slug="bandar", parent=planting.front_of(persian), translation_of=section)
    month = f"{english.first_published_at:%Y-%m}"
    for name, first, other in (
        (f"stories-{month}", "/ferry/", "/fa/kashti/"),
        ("sections", "/harbour/", "/fa/bandar/"),
        ("pages", "/", "/fa/"),
    ):
        sitemap = read(f"/sitemaps/{name}.xml")
        for language, path in (("x-default", first), ("en", first), ("fa", other)):
            found = rf'hreflang="{language}" href="https?://[^/"]+{path}"'
            assert len(re.findall(found, sitemap)) == 2, (name, language)
    assert "/fa/author/alma/</loc>" in read("/sitemaps/authors.xml")
    assert "Disallow: /fa/search/" in read("/robots.txt")


def test_structured_data_tells_of_the_edition(persian: Edition) -> None:
    english = ArticleFactory(slug="ferry")
    ArticleFactory(slug="kashti", language="fa", translation_of=english)
    page = read("/fa/kashti/")
    assert '"inLanguage":"fa"' in page
    assert '/fa/#site"' in page
    assert '"translationOfWork":{"@id":' in page
    assert "پست بندر" in page
    assert '"workTranslation":' in read("/ferry/")
