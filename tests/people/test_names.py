"""What somebody is called in another language, wherever readers of that language meet them."""

from __future__ import annotations

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.bake.drain import drain
from tests.factories import ArticleFactory, CommentFactory, PersonFactory, UserFactory

from masthead.articles.models import ArticlePage
from masthead.bake import work
from masthead.bake.models import BakeRequest
from masthead.comments.answer import answer
from masthead.outlet.editions import Edition
from masthead.outlet.models import OutletSettings
from masthead.people.models import Person, PersonName

pytestmark = pytest.mark.django_db

ENGLISH, PERSIAN = "Mariam Daryavand", "مریم دریاوند"


@pytest.fixture
def person(outlet: OutletSettings) -> Person:
    """Somebody with a page in English and Persian, and a name in each."""
    Edition.objects.create(language="fa", name="پست بندر", prefix="fa")
    made: Person = PersonFactory(
        name=ENGLISH, slug="mariam", job_title="Culture editor", bio="<p>On stages.</p>"
    )
    PersonName.objects.create(
        person=made,
        language="fa",
        name=PERSIAN,
        job_title="دبیر فرهنگ",
        bio="<p>از صحنه‌ها می‌نویسد.</p>",
    )
    return made


@pytest.fixture
def persian(person: Person) -> ArticlePage:
    """A Persian story by that person, beside an English one."""
    ArticleFactory(title="Ferry", slug="ferry", by=[person])
    story: ArticlePage = ArticleFactory(
        title="کشتی", slug="kashti", language="fa", kind="opinion", by=[person]
    )
    return story


def read(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}"
    return response.content.decode()


PLACES = ("", "author/mariam/", "feed/", "feed.json", "atom.xml", "author/mariam/feed/")


@pytest.mark.parametrize("below", PLACES)
def test_each_language_has_its_own_name_and_no_other(persian: ArticlePage, below: str) -> None:
    english = read(f"/{below}")
    assert ENGLISH in english
    assert PERSIAN not in english
    own = read(f"/fa/{below}")
    assert PERSIAN in own
    assert ENGLISH not in own


def test_a_storys_byline_box_and_data_have_the_name_in_its_language(persian: ArticlePage) -> None:
    page = read("/fa/kashti/")
    assert ENGLISH not in page
    assert f'rel="author"><bdi>{PERSIAN}</bdi>' in page
    box = page[page.index('<section class="author"') :]
    assert PERSIAN in box
    assert "از صحنه‌ها می‌نویسد." in box
    data = json.loads(re.findall(r'application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[0])
    story = next(one for one in data["@graph"] if "author" in one)
    assert (story["author"]["name"], story["author"]["jobTitle"]) == (PERSIAN, "دبیر فرهنگ")
    assert json.loads(read("/fa/kashti/ninjs.json"))["people"][0]["name"] == PERSIAN
    assert PERSIAN not in read("/ferry/")


def test_an_author_page_says_who_it_is_in_its_language(persian: ArticlePage) -> None:
    page = read("/fa/author/mariam/")
    assert f"<title>{PERSIAN} – پست بندر</title>" in page
    assert '<p class="kicker">دبیر فرهنگ</p>' in page
    assert "از صحنه‌ها می‌نویسد." in page
    assert "Culture editor" not in page


def test_what_nobody_wrote_stays_as_it_is(person: Person) -> None:
    PersonName.objects.create(person=person, language="fr", job_title="Rédactrice culturelle")
    french = person.spoken("fr")
    assert (french.name, french.job_title) == (ENGLISH, "Rédactrice culturelle")
    assert french.bio == "<p>On stages.</p>"
    assert person.spoken("de") is person
    assert person.spoken("") is person
    assert person.name == ENGLISH


def test_a_narrower_language_is_served_by_the_nearest_wider_one(person: Person) -> None:
    assert person.spoken("fa-AF").name == PERSIAN
    PersonName.objects.create(person=person, language="fa-AF", name="مریم دریاوند هروی")
    assert person.spoken("fa-AF").name == "مریم دریاوند هروی"
    assert person.spoken("fa").name == PERSIAN
    assert person.spoken("far").name == ENGLISH


def test_search_finds_them_by_either_name_and_shows_the_readers_own(persian: ArticlePage) -> None:
    person = Person.objects.get()
    person.save()
    for words in (PERSIAN, ENGLISH):
        found = Client().get("/fa/search/", {"q": words}).text
        assert f'href="/fa/author/mariam/"><bdi>{PERSIAN}</bdi>' in found, words
        assert f"<bdi>{ENGLISH}</bdi>" not in found
    assert f"<bdi>{ENGLISH}</bdi>" in Client().get("/search/", {"q": PERSIAN}).text
    assert "کشتی" in Client().get("/fa/search/", {"q": PERSIAN}).text


def test_an_answer_under_a_story_bears_the_name_its_readers_know(persian: ArticlePage) -> None:
    person = Person.objects.get()
    person.account = UserFactory()
    person.save()
    said = answer(CommentFactory(page=persian), person.account, "درست است.")
    assert said.author_name == PERSIAN
    assert f"<b><bdi>{PERSIAN}</bdi></b>" in read("/fa/kashti/")


def test_every_page_is_baked_anew_when_a_name_changes(persian: ArticlePage) -> None:
    drain()
    row = PersonName.objects.get()
    row.name = "مریم دریا"
    row.save()
    drain()
    for path in ("/fa/", "/fa/kashti/", "/fa/author/mariam/", "/fa/feed/"):
        text = work.tree().file(path).read_text()
        assert "مریم دریا" in text, path
        assert PERSIAN not in text, path
    row.delete()
    drain()
    for path in ("/fa/", "/fa/kashti/", "/fa/author/mariam/", "/fa/feed/"):
        text = work.tree().file(path).read_text()
        assert ENGLISH in text, path
        assert "مریم دریا" not in text, path


def test_saving_what_is_the_same_bakes_nothing(persian: ArticlePage) -> None:
    drain()
    PersonName.objects.get().save()
    assert not BakeRequest.objects.exists()


def test_another_text_about_somebody_does_not_bake_the_whole_site(persian: ArticlePage) -> None:
    PersonName.objects.all().delete()
    drain()
    PersonName.objects.create(person=Person.objects.get(), language="fa", job_title="دبیر")
    asked = set(BakeRequest.objects.values_list("spread", flat=True)) - {""}
    assert asked == {f"person:{Person.objects.get().pk}"}


def test_names_are_read_once_for_all_bylines(persian: ArticlePage) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            read("/fa/archive/")
            read("/fa/kashti/")
        return sum("people_personname" in one["sql"] for one in captured.captured_queries)

    few = asked()
    for number in range(3):
        other = PersonFactory(name=f"Lene {number}", slug=f"lene-{number}")
        PersonName.objects.create(person=other, language="fa", name=f"لنه {number}")
        ArticleFactory(slug=f"x-{number}", language="fa", by=[other, persian.bylines.get().person])
    assert "لنه 1" in read("/fa/archive/") + read("/fa/x-1/")
    assert asked() == few


def test_a_tag_is_written_as_the_registry_has_it_and_no_other_is_taken(person: Person) -> None:
    row = PersonName(person=person, language=" FA-af ", name="\u202eمریم\u200f  دریا")
    row.full_clean()
    assert (row.language, row.name) == ("fa-AF", "مریم دریا")
    for tag in ("", "x-private", "persian language"):
        with pytest.raises(ValidationError):
            PersonName(person=person, language=tag, name="Mariam").full_clean()
