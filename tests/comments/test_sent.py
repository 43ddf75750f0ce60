"""The sender's own page: change it, take it back, learn what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as Html
from tests.comments.conftest import Fields
from tests.factories import CommentFactory, UserFactory

from masthead.articles.models import ArticlePage
from masthead.comments.edit import by_newsroom
from masthead.comments.models import Comment, CommentRules, ModerationEntry, Source, Status
from masthead.comments.moderate import Decision, approve, reject
from masthead.outlet.models import OutletSettings

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def address(client: Client, story: ArticlePage, typed: Fields) -> str:
    """Where the sender of a held comment reads what became of it."""
    location: str = client.post(f"/comment/{story.pk}/", typed, headers=OWN)["Location"]
    return location


def _only() -> Comment:
    return Comment.objects.get()


def test_nobody_else_learns_the_address(client: Client, address: str) -> None:
    page = client.get(address)
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert not page.cookies
    assert not Html(page.content).css("form script")


def test_a_sender_changes_a_held_comment_without_scripts(client: Client, address: str) -> None:
    told = client.post(address, {"text": "I live **beside** it."}, follow=True)
    assert "I live <strong>beside</strong> it." in told.content.decode()
    comment = _only()
    assert comment.status == Status.PENDING
    assert comment.edited == "sender"
    assert [row.text for row in comment.revisions.all()] == ["I live opposite the building."]


def test_after_the_window_the_text_stays(client: Client, address: str) -> None:
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    page = Html(client.get(address).content)
    assert not page.css('textarea[name="text"]')
    client.post(address, {"text": "Too late."})
    assert _only().text == "I live opposite the building."


def test_an_outlet_can_allow_no_changes(client: Client, address: str) -> None:
    rules = CommentRules.load()
    rules.edit_minutes = 0
    rules.save()
    client.post(address, {"text": "Other words."})
    assert not _only().edited


def test_what_was_approved_is_held_again_when_it_changes(client: Client, address: str) -> None:
    approve(_only(), Decision())
    client.post(address, {"text": "Buy at my shop."})
    comment = _only()
    assert comment.status == Status.PENDING
    assert comment.number == 1
    assert comment.held_because == "all"


def test_where_moderation_comes_after_a_change_is_shown_at_once_and_marked(
    client: Client, story: ArticlePage, address: str, outlet: OutletSettings
) -> None:
    outlet.comments = "after"
    outlet.save()
    approve(_only(), Decision())
    client.post(address, {"text": "I live beside it."})
    page = Html(client.get(story.url).content)
    assert page.css_first("#comment-1 .said").text(strip=True) == "I live beside it."
    assert "(changed)" in page.css_first("#comment-1 header").text()


def test_a_change_into_advertising_is_held(
    client: Client, address: str, outlet: OutletSettings
) -> None:
    outlet.comments = "after"
    outlet.save()
    approve(_only(), Decision())
    client.post(address, {"text": "http://a.example http://b.example http://c.example"})
    assert _only().status == Status.PENDING
    assert _only().held_because == "links"


def test_a_change_that_cannot_be_read_comes_back(client: Client, address: str) -> None:
    response = client.post(address, {"text": "\u200b"})
    assert response.status_code == 422
    assert "Write something" in response.content.decode()


def test_taking_back_erases_and_keeps_the_number(
    client: Client, address: str, story: ArticlePage
) -> None:
    comment = _only()
    client.post(address, {"text": "Second words."})
    approve(_only(), Decision())
    CommentFactory(page=story, parent=_only(), text="A reply.")
    assert client.post(address, {"withdraw": "1"}).status_code == 200
    assert _only_first().text
    told = client.post(address, {"withdraw": "1", "sure": "1"}, follow=True)
    assert "taken back" in told.content.decode()
    gone = Comment.objects.get(pk=comment.pk)
    assert (gone.text, gone.author_name, gone.email_hash, gone.number) == ("", "", "", 1)
    assert not gone.revisions.exists()
    page = client.get(story.url).content.decode()
    assert "This comment was removed." in page
    assert "Second words" not in page
    entry = ModerationEntry.objects.latest("pk")
    assert (entry.rule, entry.after) == ("taken back", "withdrawn")


def _only_first() -> Comment:
    return Comment.objects.earliest("pk")


def test_a_refused_comment_tells_why_and_is_not_changed_any_more(
    client: Client, address: str
) -> None:
    reject(_only(), Decision(reason="Off the subject"))
    assert "Off the subject" in client.get(address).content.decode()
    client.post(address, {"text": "Once more."})
    assert _only().text == "I live opposite the building."


def test_a_sender_reads_that_and_why_the_newsroom_changed_the_text(
    client: Client, address: str
) -> None:
    assert by_newsroom(_only(), UserFactory(), "I live there.", "Full address left out")
    told = client.get(address).content.decode()
    assert "The newsroom changed the text." in told
    assert "Full address left out" in told
    assert _only().status == Status.PENDING


def test_two_changes_at_once_lose_nothing(client: Client, address: str) -> None:
    first, second = _only(), _only()
    user = UserFactory()
    assert by_newsroom(first, user, "One.", "")
    assert not by_newsroom(second, user, "Two.", "")
    assert _only().text == "One."


def test_what_came_with_an_import_is_nobodys_to_change(client: Client, story: ArticlePage) -> None:
    comment = CommentFactory(page=story, source=Source.IMPORT)
    client.post(f"/comment/sent/{comment.uid}/", {"text": "Other words."})
    assert _only().text == comment.text
