from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from tests.factories import ArticleFactory, SectionFactory, pick

from masthead.articles import queries_front, tree
from masthead.articles.models import ArticlePage, FrontSection

pytestmark = pytest.mark.usefixtures("outlet")


@pytest.fixture
def days() -> Any:
    """Call it with a number to get a time so many days after the first of May."""
    return lambda number: datetime(2026, 5, 1, 8, tzinfo=UTC) + timedelta(days=number)


def front() -> dict[str, Any]:
    return tree.front_page().get_context(RequestFactory().get("/"))


def shown(context: dict[str, Any]) -> list[ArticlePage]:
    """Every story on the page, in order."""
    rows = [story for row in context["rows"] for story in row.stories]
    lead = [context["lead"]] if context["lead"] else []
    return [*lead, *context["top"], *context["opinion"], *rows, *context["recent"]]


def test_an_empty_outlet_has_a_front_page() -> None:
    assert shown(front()) == []


def test_by_rule_the_newest_story_leads_and_none_stands_twice(days: Any) -> None:
    sections = [SectionFactory() for _ in range(3)]
    stories = [
        ArticleFactory(section=sections[number % 3], published_at=days(number))
        for number in range(36)
    ]
    context = front()
    assert context["lead"] == stories[-1]
    assert context["top"] == stories[-2:-6:-1]
    assert [row.section for row in context["rows"]] == sections
    assert all(len(row.stories) == 5 for row in context["rows"])
    assert len(context["recent"]) == 10
    ids = [story.pk for story in shown(context)]
    assert len(ids) == len(set(ids))


def test_what_an_editor_placed_comes_first_and_stays(days: Any) -> None:
    old = [ArticleFactory(published_at=days(number)) for number in range(3)]
    new = [ArticleFactory(published_at=days(10 + number)) for number in range(3)]
    page = tree.front_page()
    pick(page, "lead", old[0])
    pick(page, "top", old[2])
    pick(page, "top", old[0])
    context = front()
    assert context["lead"] == old[0]
    assert context["top"] == [old[2], new[2], new[1], new[0]]


def test_a_placed_story_that_was_withdrawn_leaves_its_place_to_the_rule(days: Any) -> None:
    placed, other = ArticleFactory(), ArticleFactory(published_at=days(1))
    pick(tree.front_page(), "lead", placed)
    placed.unpublish()
    assert front()["lead"] == other


def test_drafts_are_never_shown() -> None:
    draft = ArticleFactory(live=False, section=SectionFactory())
    pick(tree.front_page(), "top", draft)
    assert shown(front()) == []


def test_opinion_and_advertisements_do_not_lead_the_news(days: Any) -> None:
    news = ArticleFactory(published_at=days(0))
    opinion = ArticleFactory(kind="opinion", published_at=days(2))
    paid = ArticleFactory(kind="sponsored", published_at=days(3))
    context = front()
    assert context["lead"] == news
    assert paid not in shown(context)
    assert opinion in shown(context)


def test_opinion_has_a_place_of_its_own(days: Any) -> None:
    for number in range(6):
        ArticleFactory(published_at=days(number))
    opinion = ArticleFactory(kind="opinion", published_at=days(-9))
    assert front()["opinion"] == [opinion]


def test_a_translation_stands_beside_its_original_not_next_to_it() -> None:
    story = ArticleFactory()
    translation = ArticleFactory(language="fa", translation_of=story)
    assert shown(front()) == [story]
    pick(tree.front_page(), "top", translation)
    assert translation in shown(front())


def test_a_row_holds_what_stands_inside_its_section(days: Any) -> None:
    news = SectionFactory(title="News")
    region = SectionFactory(title="Region", parent=news)
    for number in range(5):
        ArticleFactory(published_at=days(20 + number))
    inside = ArticleFactory(section=region, published_at=days(1))
    assert [(row.section, row.stories) for row in front()["rows"]] == [(news, [inside])]


def test_editors_choose_the_rows_and_their_order(days: Any) -> None:
    sections = [SectionFactory() for _ in range(3)]
    for number in range(30):
        ArticleFactory(section=sections[number % 3], published_at=days(number))
    page = tree.front_page()
    for order, section in enumerate((sections[2], sections[0])):
        FrontSection.objects.create(front=page, section=section, sort_order=order)
    assert [row.section for row in front()["rows"]] == [sections[2], sections[0]]


def test_a_section_and_opinion_that_have_nothing_new_show_what_is_older(
    days: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries_front, "NEWEST", 3)
    quiet, busy = SectionFactory(), SectionFactory()
    old = ArticleFactory(section=quiet, published_at=days(0))
    opinion = ArticleFactory(kind="opinion", published_at=days(1))
    new = [ArticleFactory(section=busy, published_at=days(10 + number)) for number in range(9)]
    context = front()
    assert [context["lead"], *context["top"]] == new[:-4:-1]
    assert context["opinion"] == [opinion]
    assert [row.stories for row in context["rows"]] == [[old], new[5:0:-1]]


def test_a_story_that_is_withdrawn_while_the_page_is_made_is_left_out(
    days: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = SectionFactory()
    stories = [ArticleFactory(section=section, published_at=days(number)) for number in range(9)]
    read = queries_front.teasers

    def late(model: Any, ids: Any) -> Any:
        ArticlePage.objects.get(pk=stories[-1].pk).unpublish()
        return read(model, ids)

    monkeypatch.setattr(queries_front, "teasers", late)
    context = front()
    assert stories[-1] not in shown(context)
    assert context["lead"] == stories[-2]
