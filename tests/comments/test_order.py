"""What keeps order: bans, locks, the siege switch, pointing out."""

from __future__ import annotations

import hashlib
from itertools import count

import pytest
import time_machine
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as Html
from tests.comments.conftest import Fields
from tests.factories import CommentFactory, UserFactory
from wagtail.models import PageLogEntry

from masthead.articles.models import ArticlePage
from masthead.comments import proof, siege
from masthead.comments.ban import ban, lift
from masthead.comments.lock import lock_thread, unlock_thread
from masthead.comments.models import Ban, Comment, Status
from masthead.comments.moderate import Decision, feature
from masthead.outlet.models import OutletSettings
from masthead.people.models import User

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def trusting(outlet: OutletSettings) -> OutletSettings:
    outlet.comments = "after"
    outlet.save()
    return outlet


@pytest.fixture
def user(db: None) -> User:
    made: User = UserFactory()
    return made


def _send(client: Client, story: ArticlePage, typed: Fields, **more: str) -> Comment | None:
    client.post(f"/comment/{story.pk}/", typed | more, headers=OWN)
    return Comment.objects.order_by("pk").last()


def test_a_banned_address_goes_to_the_spam_and_is_told_nothing(
    client: Client, story: ArticlePage, typed: Fields, trusting: OutletSettings, user: User
) -> None:
    first = _send(client, story, typed)
    assert first
    assert ban(first, Ban.Kind.SENDER, user, "Threats")
    assert not ban(first, Ban.Kind.SENDER, user, "Threats")
    second = _send(client, story, typed, name="Somebody else", text="Another text.")
    assert second
    assert (second.status, second.held_because) == (Status.SPAM, "ban")
    told = client.get(f"/comment/sent/{second.uid}/").content.decode()
    assert "held" in told
    assert "Threats" not in told
    other = _send(client, story, typed, email="b@reader.example", text="A third text.")
    assert other
    assert other.status == Status.APPROVED


@pytest.mark.parametrize("name", ["Jo Harper", "JO HARPER", "Jo\u200b Harper", "Ｊｏ Ｈａｒｐｅｒ"])
def test_a_banned_name_is_known_in_other_letters(
    client: Client,
    story: ArticlePage,
    typed: Fields,
    trusting: OutletSettings,
    user: User,
    name: str,
) -> None:
    first = _send(client, story, typed)
    assert first
    ban(first, Ban.Kind.NAME, user, "")
    second = _send(client, story, typed, name=name, email="b@reader.example", text="Another.")
    assert second
    assert second.status == Status.SPAM


def test_a_ban_is_lifted_once_and_kept_as_a_line(
    client: Client, story: ArticlePage, typed: Fields, trusting: OutletSettings, user: User
) -> None:
    first = _send(client, story, typed)
    assert first
    ban(first, Ban.Kind.SENDER, user, "Threats")
    line = Ban.objects.get()
    assert lift(line.pk, user)
    assert not lift(line.pk, user)
    second = _send(client, story, typed, text="Another text.")
    assert second
    assert second.status == Status.APPROVED
    assert ban(first, Ban.Kind.SENDER, user, "Again")
    assert Ban.objects.count() == 2


def test_a_locked_discussion_takes_nothing_and_can_be_opened(
    client: Client, story: ArticlePage, typed: Fields, user: User
) -> None:
    assert lock_thread(story, user)
    assert not lock_thread(story, user)
    assert client.get(f"/comment/{story.pk}/").status_code == 403
    assert "Comments are closed." in _page_with_comment(client, story)
    _send(client, story, typed)
    assert Comment.objects.count() == 1
    assert unlock_thread(story, user)
    assert not unlock_thread(story, user)
    assert client.get(f"/comment/{story.pk}/").status_code == 200
    actions = PageLogEntry.objects.filter(page=story, user=user).values_list("action", flat=True)
    assert {"comments.lock", "comments.unlock"} <= set(actions)


def _page_with_comment(client: Client, story: ArticlePage) -> str:
    CommentFactory(page=story)
    return client.get(story.url).content.decode()


def test_a_comment_that_is_pointed_out_is_marked_for_all(
    client: Client, story: ArticlePage, user: User
) -> None:
    comment = CommentFactory(page=story)
    assert feature(comment, Decision(user), on=True)
    assert not feature(comment, Decision(user), on=True)
    entry = Html(client.get(story.url).content).css_first("#comment-1")
    assert "featured" in (entry.attributes["class"] or "")
    assert "Pointed out" in entry.css_first("header").text()
    assert feature(comment, Decision(user), on=False)
    assert "Pointed out" not in client.get(story.url).content.decode()


def test_under_siege_everything_waits_and_readers_are_told(
    client: Client, story: ArticlePage, typed: Fields, trusting: OutletSettings, user: User
) -> None:
    assert siege.begin(user)
    assert not siege.begin(user)
    assert "very many comments at present" in client.get(story.url).content.decode()
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        fresh = typed | {"stamp": ""}
        slow = client.post(f"/comment/{story.pk}/", fresh, headers=OWN)
        assert f"in {siege.WAIT} seconds it can be sent" in slow.content.decode()
        fields = Html(slow.content).css("form.form input[type=hidden]")
        again = {str(f.attributes["name"]): f.attributes.get("value") or "" for f in fields}
        clock.shift(5)
        early = client.post(f"/comment/{story.pk}/", again, headers=OWN)
        assert f"in {siege.WAIT - 5} seconds" in early.content.decode()
        assert not Comment.objects.exists()
        clock.shift(siege.WAIT)
        assert client.post(f"/comment/{story.pk}/", again, headers=OWN).status_code == 303
    assert Comment.objects.get().status == Status.PENDING
    assert siege.end(user)
    assert not siege.end(user)
    assert "very many comments" not in client.get(story.url).content.decode()
    after = _send(client, story, typed, text="On another day.")
    assert after
    assert after.status == Status.APPROVED


def _worked(salt: str) -> str:
    """What proof.js does."""
    for number in count():
        digest = hashlib.sha256(f"{salt} {number}".encode()).digest()
        if int.from_bytes(digest[:4]) >> (32 - proof.BITS) == 0:
            return f"{salt} {number}"
    raise AssertionError


def test_work_done_spares_the_waiting_once(
    client: Client, story: ArticlePage, typed: Fields, user: User
) -> None:
    siege.begin(user)
    salt = client.get("/comment/proof.json").json()["salt"]
    done = _worked(salt)
    sent = client.post(f"/comment/{story.pk}/", typed | {"proof": done}, headers=OWN)
    assert sent.status_code == 303
    assert Comment.objects.get().held_because == "siege"
    again = typed | {"proof": done, "text": "The same work for another comment."}
    assert client.post(f"/comment/{story.pk}/", again, headers=OWN).status_code == 200


@pytest.mark.parametrize("made_up", ["", "x", "salt 1", "a b c", "\x00 1"])
def test_work_that_was_not_done_is_none(made_up: str) -> None:
    assert not proof.holds(made_up)
    assert not proof.holds(_worked("a salt of their own"))
