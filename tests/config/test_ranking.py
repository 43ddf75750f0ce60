"""The best first, and of what is alike the newest; page by page, all of it, once."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.factories import ArticleFactory
from wagtail.models import Page

pytestmark = [
    pytest.mark.usefixtures("outlet"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL ranks by itself"),
]

RANKING = "masthead.config.ranking"  # by its name: on PostgreSQL it has no models


def test_the_best_stands_first_and_of_what_is_alike_the_newest() -> None:
    older, newer = (ArticleFactory(title="Zephyr over the island") for _ in range(2))
    best = ArticleFactory(title="Zephyr zephyr")
    ArticleFactory(title="The market")
    assert [page.pk for page in Page.objects.search("zephyr")] == [best.pk, newer.pk, older.pk]


def test_what_readers_may_not_see_takes_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{RANKING}.FIRST", 2)
    stories = [ArticleFactory(title="Zephyr") for _ in range(12)]
    Page.objects.filter(pk__in=[story.pk for story in stories[::2]]).update(live=False)
    ranked = Page.objects.live().search("zephyr")
    expected = [story.pk for story in stories[1::2]][::-1]
    assert ranked.count() == 6
    assert [page.pk for page in ranked] == expected
    assert [page.pk for page in ranked[2:5]] == expected[2:5]
    assert [page.pk for page in ranked[5:9]] == expected[5:]


def test_of_what_stands_everywhere_the_newest_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{RANKING}.MOST", 3)
    stories = [ArticleFactory(title="Zephyr") for _ in range(6)]
    ranked = Page.objects.search("zephyr")
    assert ranked.count() == 4  # that is, more than three
    assert [page.pk for page in ranked[:3]] == [story.pk for story in stories[:2:-1]]


def test_the_whole_is_read_with_few_questions(django_assert_max_num_queries: object) -> None:
    for _ in range(30):
        ArticleFactory(title="Zephyr")
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(Page.objects.search("zephyr")[:20]) == 20


def test_other_questions_are_answered_as_ever() -> None:
    story = ArticleFactory(title="Zephyr")
    ordered = Page.objects.order_by("title").search("zephyr", order_by_relevance=False)
    assert [page.pk for page in ordered] == [story.pk]
    scored = Page.objects.search("zephyr").annotate_score("score")
    assert scored[0].score is not None
