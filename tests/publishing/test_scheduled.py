from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from tests.factories import ArticleFactory
from wagtail.models import Revision
from wagtail.signals import page_published

from masthead.articles.models import ArticlePage
from masthead.publishing import scheduled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

WRITTEN = datetime(2026, 3, 1, 10, tzinfo=UTC)
DUE = WRITTEN + timedelta(hours=2)


def story(slug: str, **fields: Any) -> ArticlePage:
    with time_machine.travel(WRITTEN, tick=False):
        article: ArticlePage = ArticleFactory(slug=slug, **fields)
    return article


def is_live(article: ArticlePage) -> bool:
    article.refresh_from_db()
    return bool(article.live)


def run_at(now: datetime) -> tuple[int, int]:
    with time_machine.travel(now, tick=False):
        return scheduled.run_due(now)


def test_a_story_goes_live_when_its_time_has_come() -> None:
    article = story("at-noon", go_live_at=DUE)
    assert run_at(DUE - timedelta(seconds=1)) == (0, 0)
    assert not is_live(article)
    assert run_at(DUE) == (1, 0)
    assert is_live(article)


def test_a_story_is_published_once() -> None:
    story("at-noon", go_live_at=DUE)
    assert run_at(DUE) == (1, 0)
    assert run_at(DUE) == (0, 0)


def test_of_two_workers_one_publishes() -> None:
    story("at-noon", go_live_at=DUE)
    revision = Revision.objects.get(approved_go_live_at=DUE)
    with time_machine.travel(DUE, tick=False):
        assert [scheduled.publish(revision, DUE), scheduled.publish(revision, DUE)] == [True, False]


def test_a_story_is_withdrawn_when_its_time_is_over() -> None:
    article = story("until-noon", expire_at=DUE)
    assert run_at(DUE - timedelta(seconds=1)) == (0, 0)
    assert run_at(DUE) == (0, 1)
    assert not is_live(article)
    assert article.expired


@pytest.fixture
def one_fails() -> Iterator[None]:
    def fail(instance: ArticlePage, **_kwargs: Any) -> None:
        # Wagtail also sends the signal when a page is merely scheduled.
        if instance.live and instance.slug == "cursed":
            message = "the record cannot be written"
            raise RuntimeError(message)

    page_published.connect(fail)
    yield
    page_published.disconnect(fail)


@pytest.mark.usefixtures("one_fails")
def test_a_story_that_fails_stays_due_and_does_not_hold_up_the_others() -> None:
    cursed = story("cursed", go_live_at=DUE)
    healthy = story("healthy", go_live_at=DUE + timedelta(minutes=1))
    assert run_at(DUE + timedelta(minutes=1)) == (1, 0)
    assert is_live(healthy)
    assert not is_live(cursed)
    assert Revision.objects.filter(approved_go_live_at=DUE).exists()
