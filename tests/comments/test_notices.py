"""Mail to readers, by a real SMTP server."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Event

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser as Html
from tests.comments.conftest import Fields
from tests.factories import ArticleFactory, CommentFactory
from tests.smtp import Letters

from masthead.addresses.assign import move
from masthead.addresses.paths import absolute, encoded
from masthead.articles.models import ArticlePage
from masthead.comments.identity import email_hash
from masthead.comments.models import Comment, Follower
from masthead.comments.moderate import Decision, approve, reject
from masthead.comments.notices.seal import seal, unseal
from masthead.comments.notices.send import CAP, send_due

OWN = {"Sec-Fetch-Site": "same-origin"}
ADDRESS = "jo@reader.example"


def _ask(client: Client, story: ArticlePage, typed: Fields, **more: str) -> Comment:
    client.post(f"/comment/{story.pk}/", typed | {"notify": "on"} | more, headers=OWN)
    return Comment.objects.latest("pk")


def _send() -> int:
    """What the worker does, after everything that waits has become due."""
    Follower.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
    return send_due(Event())


def _link(letters: Letters) -> str:
    found = re.search(r"https?://[^/\s]+(/comment/notices/\S+)", letters.parsed()[-1].get_content())
    assert found
    return found[1]


def _confirmed(client: Client, story: ArticlePage, typed: Fields, post: Letters) -> Follower:
    approve(_ask(client, story, typed), Decision())
    _send()
    client.post(_link(post), {"confirm": "1"})
    post.raw.clear()
    return Follower.objects.get()


def test_no_mail_is_offered_where_no_server_is_set(client: Client, story: ArticlePage) -> None:
    assert not Html(client.get(f"/comment/{story.pk}/").content).css('[name="notify"]')


def test_the_address_is_kept_sealed_and_only_for_who_asks(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    client.post(f"/comment/{story.pk}/", typed, headers=OWN)
    assert not Follower.objects.exists()
    _ask(client, story, typed, text="Another one.")
    row = Follower.objects.get()
    assert ADDRESS not in repr(Follower.objects.values().get())
    assert unseal(row.sealed) == ADDRESS
    assert seal(ADDRESS) != row.sealed


def test_no_mail_leaves_before_a_moderator_approves(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    comment = _ask(client, story, typed)
    assert _send() == 0
    reject(comment, Decision())
    assert not Follower.objects.exists()
    second = _ask(client, story, typed, text="Approved in the end.")
    approve(second, Decision())
    assert _send() == 1
    assert post.raw[0][0] == [ADDRESS]


def test_whoever_confirms_is_told_and_a_link_alone_confirms_nothing(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    approve(_ask(client, story, typed), Decision())
    _send()
    page = client.get(_link(post))
    assert Follower.objects.get().confirmed_at is None
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    CommentFactory(page=story, text="Before the confirmation.")
    assert _send() == 0
    assert "You will be told" in client.post(_link(post), {"confirm": "1"}).content.decode()
    CommentFactory(page=story, author_name="Lena", text="A ferry came.")
    CommentFactory(page=story, text="And my own.", email_hash=email_hash(ADDRESS))
    assert _send() == 1
    letter = post.parsed()[-1].get_content().replace("\r\n", "\n")
    assert "Lena:\nA ferry came." in letter
    assert f"{story.url}#comment-3" in letter
    assert "my own" not in letter
    assert "Before the confirmation" not in letter
    assert _send() == 0


def test_one_click_in_the_mail_program_ends_it(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    _confirmed(client, story, typed, post)
    CommentFactory(page=story)
    _send()
    letter = post.parsed()[-1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = re.sub(r"^<https?://[^/]+|>$", "", letter["List-Unsubscribe"].strip())
    body = {"List-Unsubscribe": "One-Click"}
    assert client.get(stop).status_code == 200
    assert Follower.objects.exists()
    assert client.post(stop, body).status_code == 204
    assert not Follower.objects.exists()
    assert client.post(stop, body).status_code == 204


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    _confirmed(client, story, typed, post)
    known = client.post(
        f"/comment/{story.pk}/", typed | {"notify": "on", "text": "Two."}, headers=OWN
    )
    other = {"notify": "on", "text": "Three.", "email": "new@reader.example"}
    new = client.post(f"/comment/{story.pk}/", typed | other, headers=OWN)
    bodies = [
        re.sub(r"[0-9a-f-]{36}|Two|Three|\d\d:\d\d", "", client.get(a["Location"]).content.decode())
        for a in (known, new)
    ]
    assert bodies[0] == bodies[1]


def test_nobody_is_bombed(client: Client, story: ArticlePage, typed: Fields, post: Letters) -> None:
    for number in range(CAP + 4):
        approve(_ask(client, ArticleFactory(), typed, text=f"Text {number}"), Decision())
    assert _send() == CAP
    assert _send() == 0
    assert len(post.raw) == CAP


@pytest.mark.parametrize("title", ["A\r\nBcc: all@c.example", "A\u2028B", "چمنزار", "x" * 250])
def test_no_title_or_name_begins_another_header(
    client: Client, story: ArticlePage, typed: Fields, post: Letters, title: str
) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(title=title)
    _confirmed(client, story, typed, post)
    CommentFactory(page=story, author_name="Eve\r\nBcc: all@c.example")
    assert _send() == 1
    (to, _raw), letter = post.raw[-1], post.parsed()[-1]
    assert to == [ADDRESS]
    assert letter["Bcc"] is None
    assert "\n" not in letter["Subject"]


def test_an_address_that_nobody_is_at_is_erased(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    post.refuse.add(ADDRESS)
    approve(_ask(client, story, typed), Decision())
    assert _send() == 0
    assert not Follower.objects.exists()


def test_a_server_that_is_away_is_tried_again_and_nothing_is_lost(
    client: Client, story: ArticlePage, typed: Fields, post: Letters, settings: Settings
) -> None:
    _confirmed(client, story, typed, post)
    CommentFactory(page=story, text="Not to be lost.")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert _send() == 0
    row = Follower.objects.get()
    assert row.tries == 1
    assert row.due_at
    assert row.due_at > timezone.now()
    settings.EMAIL_PORT = port
    assert _send() == 1
    assert "Not to be lost." in post.parsed()[-1].get_content()


def test_of_two_workers_one_sends(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    approve(_ask(client, story, typed), Decision())
    Follower.objects.update(claimed_until=timezone.now() + timedelta(minutes=1))
    assert _send() == 0
    Follower.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert _send() == 1


def test_after_a_new_key_what_was_sealed_is_forgotten(
    client: Client, story: ArticlePage, typed: Fields, post: Letters, settings: Settings
) -> None:
    _confirmed(client, story, typed, post)
    CommentFactory(page=story)
    settings.SECRET_KEY = "another key of this outlet"
    assert _send() == 0
    assert not Follower.objects.exists()


def test_what_nobody_confirms_is_forgotten(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    _ask(client, story, typed)
    Follower.objects.update(asked_at=timezone.now() - timedelta(days=15))
    _send()
    assert not Follower.objects.exists()


def test_the_address_of_a_persian_story_is_encoded_once(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    move(story, "/بندر-باز/")
    ArticlePage.objects.filter(pk=story.pk).update(title="بندر باز شد")
    approve(_ask(client, story, typed), Decision())
    _send()
    text = post.parsed()[-1].get_content()
    assert f"{absolute(encoded('/بندر-باز/'))}\r\n" in text
    assert "%25" not in text
    assert "\u2068بندر باز شد\u2069" in text
