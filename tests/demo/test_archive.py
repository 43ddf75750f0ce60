"""`masthead bench seed`: many stories, which the site takes for stories like any other."""

from __future__ import annotations

from collections import Counter

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from masthead.articles.lists import Of, everything, totals
from masthead.articles.models import ArticlePage, SectionPage
from masthead.bake.models import BakeRequest
from masthead.cli import bench
from masthead.comments.models import Comment
from masthead.config import options
from masthead.core.edition import within
from masthead.demo.archive import furnish
from masthead.outlet import editions
from masthead.people.models import Person
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

STORIES = 60


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places that are made one by one take most of the time."""
    monkeypatch.setattr(bench, "open_outlet", options.read)
    for name, number in {"TOPICS": 3, "SECTIONS": 2, "MODELS": 4, "COMMENTS": 2}.items():
        monkeypatch.setattr(furnish, name, number)


def seed(*options: str) -> Result:
    return CliRunner().invoke(bench.bench, ["seed", str(STORIES), *options])


def test_copies_stand_wherever_stories_stand(client: Client) -> None:
    said = seed()
    assert said.exit_code == 0, said.output
    assert f"{STORIES} stories in " in said.output
    assert ArticlePage.objects.published().count() == everything().total() == STORIES
    sections, people = SectionPage.objects.values_list("pk"), Person.objects.values_list("pk")
    for kind, things in {Of.SECTION: sections, Of.PERSON: people}.items():
        assert sum(totals(kind, [pk for (pk,) in things]).values()) == STORIES
    last = ArticlePage.objects.newest_first()[0]
    assert len(ReferenceIndex.get_references_for_object(last)) == 2
    page = client.get(last.public_path).content.decode()
    assert last.title in page
    assert last.bylines.get().person.name in page
    found = ArticlePage.objects.all().search(last.title)
    same = ArticlePage.objects.filter(title=last.title).values_list("pk", flat=True)
    assert len(same) > STORIES / 5
    assert {story.pk for story in found} >= set(same)
    assert Comment.objects.filter(page=last).count() == furnish.COMMENTS
    assert BakeRequest.objects.filter(spread="site:").exists()


def test_stories_are_spread_over_as_many_languages_as_are_asked_for(client: Client) -> None:
    assert seed("--languages", "3").exit_code == 0
    tags = Counter(ArticlePage.objects.values_list("language", flat=True))
    assert set(tags) == {"en", "fa", "ar"}
    assert min(tags.values()) >= (STORIES - furnish.MODELS) // 3
    for place in editions.places():
        with within(place):
            assert everything().total() == tags[place.home.strip("/") or "en"]
    last = ArticlePage.objects.newest_first().filter(language="fa")[0]
    assert last.public_path.startswith("/fa/section-")
    assert last.section.language == "fa"
    assert {topic.language for topic in last.topics.all()} == {"fa"}
    assert last.title in client.get(last.section.public_path).content.decode()
    assert '<html lang="fa" dir="rtl">' in client.get(last.public_path).content.decode()


def test_the_newsroom_goes_on_after_it() -> None:
    seed()
    ArticleFactory()
    assert Page.find_problems() == ([], [], [], [], [])
    assert everything().total() == STORIES + 1


def test_an_outlet_with_stories_is_left_alone() -> None:
    ArticleFactory()
    said = seed()
    assert said.exit_code == 1
    assert "make a new one with `masthead init`" in said.output
    assert ArticlePage.objects.count() == 1
