"""Five hundred comments from one corner of the net."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.comments.conftest import Fields

from masthead.articles.models import ArticlePage
from masthead.comments.models import Comment, ModerationEntry, Status
from masthead.comments.rates import LIMIT
from masthead.outlet.models import OutletSettings

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def trusting(outlet: OutletSettings) -> OutletSettings:
    outlet.comments = "after"
    outlet.save()
    return outlet


def _send(client: Client, story: ArticlePage, typed: Fields, number: int, address: str) -> int:
    data = typed | {"text": f"This is what I say, number {number}."}
    sent = client.post(f"/comment/{story.pk}/", data, headers=OWN, REMOTE_ADDR=address)
    return sent.status_code


def test_of_500_comments_from_one_prefix_all_are_kept_and_those_over_the_limit_held(
    client: Client, story: ArticlePage, typed: Fields, trusting: OutletSettings
) -> None:
    codes = {
        _send(client, story, typed, number, f"203.0.113.{number % 256}") for number in range(500)
    }
    assert codes == {303}
    assert Comment.objects.count() == 500
    assert Comment.objects.shown().count() <= 2 * LIMIT  # the span may have ended in between
    held = Comment.objects.filter(status=Status.PENDING)
    assert set(held.values_list("held_because", flat=True)) == {"rate"}


def test_others_are_not_held_for_it(
    client: Client, story: ArticlePage, typed: Fields, trusting: OutletSettings
) -> None:
    for number in range(2 * LIMIT + 1):
        _send(client, story, typed, number, "203.0.113.5")
    _send(client, story, typed, 999, "198.51.100.5")
    assert Comment.objects.get(text__contains="number 999").status == Status.APPROVED


def test_nothing_in_the_database_comes_from_the_address(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    for address in ("203.0.113.5", "198.51.100.77"):
        _send(client, story, typed | {"name": address[:3]}, 1, address)
    one, other = Comment.objects.values()
    for name in ("uid", "id", "path", "created_at", "fingerprint", "author_name"):
        del one[name], other[name]
    assert one | {"held_because": ""} == other | {"held_because": ""}
    assert not ModerationEntry.objects.exists()
