"""When a page is made anew because of what is said below it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from tests.factories import CommentFactory, UserFactory

from masthead.articles.models import ArticlePage
from masthead.bake import queue
from masthead.bake.models import BakeRequest
from masthead.comments.models import Status
from masthead.comments.moderate import Decision, approve, reject


@pytest.fixture(autouse=True)
def _nothing_waits(story: ArticlePage, settings: Any) -> None:
    settings.MASTHEAD_COMMENT_DELAY = 5
    BakeRequest.objects.all().delete()


def _claimed() -> list[str]:
    """Paths and spreads that a worker takes now, batch by batch; it does them at once."""
    taken: list[str] = []
    while rows := queue.claim():
        queue.done(rows)
        taken += [row.path or row.spread for row in rows]
    return taken


def test_what_is_approved_within_five_seconds_is_one_baking(story: ArticlePage) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            held = CommentFactory(page=story, status=Status.PENDING)
            assert approve(held, Decision(UserFactory()))
            clock.shift(timedelta(seconds=1.5))
        early = _claimed()
        clock.shift(timedelta(seconds=0.6))
        assert (early, _claimed().count(story.public_path)) == ([], 1)
        assert not BakeRequest.objects.exists()


def test_a_removal_waits_for_nothing_and_takes_along_what_waits(story: ArticlePage) -> None:
    shown, held = CommentFactory(page=story), CommentFactory(page=story, status=Status.PENDING)
    BakeRequest.objects.all().delete()
    approve(held, Decision(UserFactory()))
    assert not _claimed()
    reject(shown, Decision(UserFactory()))
    assert _claimed().count(story.public_path) == 2


def test_what_nobody_saw_asks_for_nothing(story: ArticlePage) -> None:
    reject(CommentFactory(page=story, status=Status.PENDING), Decision(UserFactory()))
    assert not BakeRequest.objects.exists()
