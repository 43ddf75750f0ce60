from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404
from tests.factories import ArticleFactory

from masthead.articles import sheets
from masthead.articles.lists import everything
from masthead.articles.models import ArticlePage
from masthead.articles.sheets import sheet

pytestmark = pytest.mark.usefixtures("outlet")


@pytest.fixture(autouse=True)
def _small_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "SIZE", 2)


def publish(count: int, start: int = 0) -> list[ArticlePage]:
    first = datetime(2026, 5, 1, tzinfo=UTC)
    return [
        ArticleFactory(published_at=first + timedelta(days=start + number))
        for number in range(count)
    ]


def test_a_short_list_is_one_sheet() -> None:
    stories = publish(3)
    only = sheet(everything(), "/news/")
    assert list(only) == stories[::-1]
    assert (only.newer_url, only.older_url, only.total) == ("", "", 3)


def test_a_full_sheet_keeps_its_stories_whatever_is_published_after() -> None:
    publish(5)
    before = list(sheet(everything(), "/news/", 1))
    publish(4, start=10)
    assert list(sheet(everything(), "/news/", 1)) == before


def test_going_from_sheet_to_sheet_meets_every_story_once() -> None:
    stories = publish(9)
    seen = list(page := sheet(everything(), "/news/"))
    while page.older_url:
        number = int(page.older_url.split("/")[-2])
        newer = page
        page = sheet(everything(), "/news/", number)
        assert page.newer_url == newer.url
        seen += page
    assert seen == stories[::-1]


@pytest.mark.parametrize("number", [0, 2, 999])
def test_a_sheet_that_does_not_exist_is_not_found(number: int) -> None:
    publish(5)
    with pytest.raises(Http404):
        sheet(everything(), "/news/", number)


def test_drafts_are_not_counted() -> None:
    ArticleFactory(live=False)
    assert sheet(everything(), "/news/").total == 0
