"""Corrections, to readers who asked for them, by a real SMTP server."""

from __future__ import annotations

import logging
import re
from threading import Event

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser as Html
from tests.comments.conftest import Fields
from tests.factories import ArticleFactory, CommentFactory
from tests.ledger.runs import publish_again, record_all
from tests.smtp import Letters

from masthead.articles.models import ArticlePage
from masthead.comments.models import About, Follower
from masthead.comments.moderate import Decision, approve
from masthead.comments.notices import corrections
from masthead.comments.notices.seal import unseal
from masthead.comments.notices.send import send_due

OWN = {"Sec-Fetch-Site": "same-origin"}
ADDRESS = "jo@reader.example"


def _ask(client: Client, story: ArticlePage, email: str = ADDRESS, **more: str) -> str:
    path = f"/comment/{story.pk}/corrections/"
    return client.post(path, {"email": email} | more, headers=OWN).content.decode()


def _send() -> int:
    """What the worker does, after everything that waits has become due."""
    Follower.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
    return send_due(Event())


def _link(letters: Letters) -> str:
    found = re.search(r"https?://[^/\s]+(/comment/notices/\S+)", letters.parsed()[-1].get_content())
    assert found
    return found[1]


def _correct(story: ArticlePage, text: str) -> ArticlePage:
    return publish_again(story, change="correction", change_note=text)


def _confirmed(client: Client, story: ArticlePage, post: Letters) -> None:
    _ask(client, story)
    _send()
    client.post(_link(post), {"confirm": "1"})
    post.raw.clear()


def test_whoever_asked_and_confirmed_is_told_of_a_correction(
    client: Client, story: ArticlePage, post: Letters
) -> None:
    story = _correct(story, "Before anybody asked.")
    assert "You get a mail in a moment" in _ask(client, story)
    assert _send() == 1
    asked = post.parsed()[-1].get_content()
    assert "asked" in asked
    assert story.title in asked
    assert "new comments" not in asked
    _correct(story, "Before it was confirmed.")
    assert _send() == 0
    page = client.post(_link(post), {"confirm": "1"}).content.decode()
    assert "You will be told by mail when this story is corrected." in page
    _correct(story, "The quay is not finished.")
    assert _send() == 1
    letter = post.parsed()[-1]
    assert "Correction: " in letter["Subject"]
    assert story.title in letter["Subject"]
    text = letter.get_content().replace("\r\n", "\n")
    assert "Correction:\nThe quay is not finished." in text
    assert f"{story.url}revisions/" in text
    assert "Before" not in text.replace("What it said before", "")
    assert _send() == 0


def test_other_changes_and_comments_send_nothing(
    client: Client, story: ArticlePage, post: Letters
) -> None:
    _confirmed(client, story, post)
    story = publish_again(story, change="update", title="The quay is done")
    publish_again(story, change="minor", title="The quay is done.")
    CommentFactory(page=story)
    _correct(ArticleFactory(), "Another story.")
    assert _send() == 0


def test_one_click_ends_it_and_leaves_mail_about_comments_alone(
    client: Client, story: ArticlePage, typed: Fields, post: Letters
) -> None:
    client.post(f"/comment/{story.pk}/", typed | {"notify": "on"}, headers=OWN)
    approve(story.reader_comments.get(), Decision())
    _confirmed(client, story, post)
    _correct(story, "It was the other quay.")
    _send()
    letter = post.parsed()[-1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = re.sub(r"^<https?://[^/]+|>$", "", letter["List-Unsubscribe"].strip())
    assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert [row.about for row in Follower.objects.all()] == [About.COMMENTS]


def test_the_address_is_kept_sealed_and_never_logged(
    client: Client,
    story: ArticlePage,
    post: Letters,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    _ask(client, story)
    row = Follower.objects.values().get()
    assert ADDRESS not in repr(row)
    assert unseal(row["sealed"]) == ADDRESS
    settings.EMAIL_PORT = 1
    assert _send() == 0
    post.refuse.add(ADDRESS)
    settings.EMAIL_PORT = post.port
    _send()
    assert not Follower.objects.exists()
    assert "reader.example" not in caplog.text


def test_the_newsroom_learns_how_many_and_not_who(
    client: Client, story: ArticlePage, post: Letters, admin_client: Client
) -> None:
    edit = f"/newsroom/pages/{story.pk}/edit/"
    _ask(client, story, "other@reader.example")
    assert "to be told of corrections" not in admin_client.get(edit).content.decode()
    _confirmed(client, story, post)
    page = admin_client.get(edit).content.decode()
    assert "1 reader asked to be told of corrections by mail." in page
    assert "reader.example" not in page


def test_a_second_wish_sends_no_second_mail_and_gets_the_same_answer(
    client: Client, story: ArticlePage, post: Letters
) -> None:
    first = _ask(client, story)
    assert _send() == 1
    assert _ask(client, story, "JO@reader.example") == first
    assert _send() == 0
    assert len(post.raw) == 1


def test_a_foreign_page_cannot_ask_in_somebodys_name(
    client: Client, story: ArticlePage, post: Letters
) -> None:
    path = f"/comment/{story.pk}/corrections/"
    answer = client.post(path, {"email": ADDRESS}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not Follower.objects.exists()
    token = Html(answer.content).css_first('[name="token"]').attributes["value"]
    other = {"email": "other@reader.example", "token": token}
    client.post(path, other, headers={"Sec-Fetch-Site": "none"})
    assert not Follower.objects.exists()
    client.post(path, {"email": ADDRESS, "token": token}, headers={"Sec-Fetch-Site": "none"})
    assert Follower.objects.count() == 1


def test_machines_and_floods_send_no_mail(
    client: Client, story: ArticlePage, post: Letters
) -> None:
    assert "You get a mail" in _ask(client, story, subject="cheap")
    assert not Follower.objects.exists()
    for number in range(corrections.LIMIT + 2):
        _ask(client, story, f"reader{number}@reader.example")
    # The machine above was counted as well.
    assert Follower.objects.count() == corrections.LIMIT - 1


def test_what_is_typed_wrongly_comes_back_with_a_sentence(
    client: Client, story: ArticlePage, post: Letters
) -> None:
    page = _ask(client, story, "jo@")
    assert "That is not a whole e-mail address." in page
    assert 'value="jo@"' in page


def test_it_is_offered_beside_the_record_where_mail_is_sent(
    client: Client, story: ArticlePage, post: Letters, settings: Settings
) -> None:
    record_all()
    path = f"/comment/{story.pk}/corrections/"
    assert f'href="{path}"' in client.get(str(story.url)).content.decode()
    assert client.get(path).status_code == 200
    assert not client.get(path).cookies
    settings.EMAIL_HOST = ""
    assert f'href="{path}"' not in client.get(str(story.url)).content.decode()
    assert client.get(path).status_code == 404
