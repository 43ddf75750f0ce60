"""The site in several languages: each reader gets the part that is in theirs."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from tests.factories import ArticleFactory, PersonFactory, SectionFactory, TopicFactory

from masthead.articles import editions as planting
from masthead.articles.models import ArticlePage, FrontPage
from masthead.outlet.editions import Edition
from masthead.outlet.models import OutletSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def persian(outlet: OutletSettings) -> Edition:
    """The outlet in Persian, below /fa/."""
    edition = Edition(language="fa", name="پست بندر", tagline="خبر از بندر")
    edition.full_clean()
    edition.save()
    return edition


def read(path: str) -> str:
    """What a reader gets at ``path``."""
    response = Client().get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}"
    return response.content.decode()


def test_an_edition_has_a_front_page_in_its_own_language(persian: Edition) -> None:
    page = read("/fa/")
    assert '<html lang="fa" dir="rtl">' in page
    assert "پست بندر" in page
    assert "The Harbour Post" not in page


def test_the_first_edition_is_as_it_was(persian: Edition) -> None:
    page = read("/")
    assert '<html lang="en" dir="ltr">' in page
    assert "The Harbour Post" in page


def test_a_story_is_read_and_listed_where_its_language_is(persian: Edition) -> None:
    english = ArticleFactory(title="Ferry on time", slug="ferry")
    persian_story = ArticleFactory(
        title="کشتی سر وقت", slug="کشتی", language="fa", translation_of=english
    )
    assert english.public_path == "/ferry/"
    assert persian_story.public_path == "/fa/کشتی/"
    assert "کشتی سر وقت" in read("/fa/")
    assert "Ferry on time" not in read("/fa/")
    assert "کشتی سر وقت" not in read("/")


def test_every_part_of_an_edition_holds_its_own_stories_only(persian: Edition) -> None:
    writer = PersonFactory(slug="alma")
    english = ArticleFactory(title="Ferry on time", by=[writer])
    ArticleFactory(title="کشتی سر وقت", language="fa", by=[writer], breaking=True)
    month = f"{english.first_published_at:%Y/%m}"
    for path in (
        f"{month}/",
        "author/alma/",
        "author/alma/feed/",
        "feed/",
        "feed/atom/",
        "atom.xml",
        "feed.json",
    ):
        own, other = read(f"/fa/{path}"), read(f"/{path}")
        assert "کشتی سر وقت" in own, path
        assert "Ferry on time" not in own, path
        assert "Ferry on time" in other, path
        # In the ticker of no other edition, either.
        assert "کشتی سر وقت" not in other, path
    assert "کشتی سر وقت" in read("/fa/ticker/")
    assert "کشتی سر وقت" in read("/fa/ticker.json")
    assert "کشتی سر وقت" not in read("/ticker.json")
    assert f'href="/fa/{month}/"' in read("/fa/archive/")


def test_search_finds_what_is_in_the_readers_language(persian: Edition) -> None:
    ArticleFactory(title="Ferry Marrowick")
    ArticleFactory(title="کشتی Marrowick", language="fa")
    assert "<h2" in read("/search/?q=marrowick")
    assert "کشتی" not in read("/search/?q=marrowick")
    found = read("/fa/search/?q=marrowick")
    assert "کشتی" in found
    assert "Ferry" not in found


def test_links_of_an_edition_stay_in_it(persian: Edition) -> None:
    page = read("/fa/")
    for path in ("search/", "archive/", "ticker/", "feed/", "ticker.json"):
        assert f'"/fa/{path}"' in page
        assert f'"/{path}"' not in page


def test_a_narrower_language_is_read_in_the_wider_edition(persian: Edition) -> None:
    assert ArticleFactory(language="fa-AF", slug="dari").public_path == "/fa/dari/"
    assert ArticleFactory(language="fat", slug="fante").public_path == "/fante/"


def test_sections_and_topics_take_the_language_of_their_front_page(persian: Edition) -> None:
    front = planting.front_of(persian)
    section = SectionFactory(parent=front, title="اسکله", slug="اسکله")
    assert (section.language, section.public_path) == ("fa", "/fa/اسکله/")
    topic = TopicFactory(language="fa", slug="جزر")
    story = ArticleFactory(title="موج", language="fa", section=section, about=[topic])
    assert "موج" in read(section.url)
    assert "موج" in read(topic.url)
    assert story.public_path.startswith("/fa/")
    assert f'href="{section.url}"' in read("/fa/")
    assert f'href="{section.url}"' not in read("/")


def test_what_was_written_before_there_was_an_edition_is_listed_in_it(
    outlet: OutletSettings,
) -> None:
    early = ArticleFactory(title="پیش از این", language="fa", slug="early")
    Edition.objects.create(language="fa", name="پست بندر", prefix="fa")
    assert early.public_path == "/early/"  # an address once given stays
    assert "پیش از این" in read("/fa/")
    assert '<html lang="fa" dir="rtl">' in read("/early/")
    assert "پست بندر" in read("/early/")


def test_an_error_speaks_the_language_of_the_address(persian: Edition) -> None:
    answer = Client().get("/fa/nothing/")
    assert answer.status_code == 404
    assert '<html lang="fa" dir="rtl">' in answer.content.decode()
    assert Client().get("/fr/").status_code == 404
    assert Client().get("/fr/search/").status_code == 404


def test_the_newsroom_is_not_below_an_edition(persian: Edition) -> None:
    assert Client().get("/fa/newsroom/").status_code == 404


@pytest.mark.parametrize("tag", ["x-klingon", "en-x-secret", "qaa", "zzz", "fa_IR", "und", "", "1"])
def test_unknown_and_private_languages_are_refused(outlet: OutletSettings, tag: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Edition(language=tag, name="Nowhere").full_clean()
    assert "language" in refused.value.message_dict


@pytest.mark.parametrize(("tag", "prefix"), [("en", ""), ("fa", "static"), ("fa", "News")])
def test_an_edition_takes_nothing_from_others(
    outlet: OutletSettings, tag: str, prefix: str
) -> None:
    with pytest.raises(ValidationError):
        Edition(language=tag, name="The Harbour Post", prefix=prefix).full_clean()


def test_an_edition_does_not_take_the_address_of_a_page(outlet: OutletSettings) -> None:
    SectionFactory(slug="fa")
    with pytest.raises(ValidationError) as refused:
        Edition(language="fa", name="پست بندر").full_clean()
    assert "prefix" in refused.value.message_dict


def test_an_edition_with_stories_is_not_removed(persian: Edition) -> None:
    story = ArticleFactory(language="fa", live=False)
    refused = pytest.raises(ProtectedError, match="1 story is written in this language")
    with refused, transaction.atomic():
        persian.delete()
    ArticlePage.objects.get(pk=story.pk).delete()
    persian.delete()
    assert not FrontPage.objects.filter(language="fa").exists()
    assert Client().get("/fa/").status_code == 410


def test_the_outlets_language_is_not_that_of_another_edition(persian: Edition) -> None:
    outlet = OutletSettings.load()
    outlet.language = "fa"
    with pytest.raises(ValidationError):
        outlet.full_clean()


def test_an_edition_that_was_taken_away_and_comes_back_begins_where_it_did(
    persian: Edition,
) -> None:
    persian.delete()
    assert Client().get("/fa/").status_code == 410

    again = Edition(language="fa", name="پست بندر")
    again.full_clean()
    again.save()

    assert "پست بندر" in read("/fa/")
