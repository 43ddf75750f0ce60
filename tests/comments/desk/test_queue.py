"""The moderators' screens."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser as Html
from tests.factories import ArticleFactory, CommentFactory, PersonFactory, UserFactory
from wagtail.models import ModelLogEntry

from masthead.articles.models import ArticlePage
from masthead.comments.desk import tabs
from masthead.comments.identity import email_hash
from masthead.comments.models import Ban, Comment, Status
from masthead.comments.report import report
from masthead.people.models import User

QUEUE = "/newsroom/comments/"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def moderator(db: None) -> User:
    user: User = UserFactory(first_name="Mira", last_name="Okafor")
    wanted = ("wagtailadmin.access_admin", "comments.moderate_comment")
    for name in wanted:
        app, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


def _held(story: ArticlePage, minute: int = 0, **fields: Any) -> Comment:
    fields = {"status": Status.PENDING, "created_at": START + timedelta(minutes=minute)} | fields
    comment: Comment = CommentFactory(page=story, **fields)
    return comment


def _do(desk: Client, state: str = "pending", **data: Any) -> str:
    response = desk.post(f"{QUEUE}?state={state}", {"seen": state} | data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def _status(comment: Comment) -> str:
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)


def _rows(response: HttpResponse) -> list[str]:
    return [" ".join(row.text().split()) for row in Html(response.content).css("[data-row]")]


def test_held_comments_stand_oldest_first_with_all_that_a_decision_needs(
    desk: Client, story: ArticlePage
) -> None:
    asked = CommentFactory(page=story, author_name="Oskar", text="Which page?")
    _held(story, 9, author_name="Late")
    _held(
        story,
        1,
        author_name="Early",
        html="<p>On page 14.</p>",
        parent=asked,
        held_because="links first",
    )
    rows = _rows(desk.get(QUEUE))
    assert len(rows) == 2
    for words in ("Early", "On page 14.", "The quay is finished", "Oskar", "Which page?"):
        assert words in rows[0]
    assert "many links" in rows[0]
    assert "the sender's first comment" in rows[0]
    assert "Late" in rows[1]


def test_one_click_approves_and_the_story_shows_it(desk: Client, story: ArticlePage) -> None:
    held = _held(story, html="<p>I was there.</p>")
    assert "1 comment is shown." in _do(desk, one=f"approve:{held.pk}")
    held.refresh_from_db()
    assert (held.status, held.number) == (Status.APPROVED, 1)
    desk.logout()
    assert "I was there." in desk.get(story.url).content.decode()


def test_a_refusal_keeps_the_reason_and_who_gave_it(
    desk: Client, story: ArticlePage, moderator: User
) -> None:
    held = _held(story)
    _do(desk, one=f"reject:{held.pk}", **{f"reason-{held.pk}": "Off the subject"})
    entry = held.moderation.get()
    assert (entry.actor, entry.after, entry.reason) == (moderator, "rejected", "Off the subject")


def test_the_chosen_are_decided_together_and_undone_together(
    desk: Client, story: ArticlePage
) -> None:
    held = [_held(story, minute) for minute in range(3)]
    page = _do(desk, all="spam", chosen=[held[0].pk, held[2].pk])
    assert "2 comments are spam." in page
    assert [_status(it) for it in held] == ["spam", "pending", "spam"]
    assert "2 decisions undone." in _do(desk, undo="1")
    assert {_status(it) for it in held} == {"pending"}


def test_an_undo_is_not_undone(desk: Client, story: ArticlePage) -> None:
    held = _held(story)
    _do(desk, one=f"reject:{held.pk}")
    page = _do(desk, undo="1")
    assert not Html(page).css("[name=undo]")
    _do(desk, undo="1")
    assert _status(held) == "pending"


def test_what_another_moderator_decided_meanwhile_stays(desk: Client, story: ArticlePage) -> None:
    held = _held(story)
    Comment.objects.filter(pk=held.pk).update(status=Status.SPAM)
    assert "decided by somebody else" in _do(desk, one=f"approve:{held.pk}")
    assert _status(held) == "spam"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"all": "approve"},
        {"one": "approve:"},
        {"one": "approve:x"},
        {"one": "erase:1"},
        {"all": "erase", "chosen": "1"},
        {"one": "approve:1", "seen": "withdrawn"},
        {"one": "approve:99999999999999999999"},
    ],
)
def test_a_form_that_asks_for_nothing_known_changes_nothing(
    desk: Client, story: ArticlePage, data: dict[str, str]
) -> None:
    held = _held(story)
    _do(desk, **data)
    assert _status(held) == "pending"
    assert not held.moderation.exists()


def test_tabs_show_each_state_newest_first(desk: Client, story: ArticlePage) -> None:
    _held(story, 1, status=Status.SPAM, author_name="Older")
    _held(story, 2, status=Status.SPAM, author_name="Newer")
    rows = _rows(desk.get(QUEUE + "?state=spam"))
    assert ["Newer" in rows[0], "Older" in rows[1], len(rows)] == [True, True, 2]
    assert _rows(desk.get(QUEUE + "?state=nonsense")) == []


def test_search_finds_words_names_headlines_and_an_address_that_is_not_stored(
    desk: Client, story: ArticlePage
) -> None:
    _held(story, 1, author_name="Nadim", text="About the lamps")
    _held(ArticleFactory(title="Night trains"), 2, email_hash=email_hash("jo@reader.example"))
    found = {
        words: len(_rows(desk.get(QUEUE, {"q": words})))
        for words in ("nadim", "LAMPS", "night tr", "Jo@reader.example", "no@reader.example")
    }
    assert found == {
        "nadim": 1,
        "LAMPS": 1,
        "night tr": 1,
        "Jo@reader.example": 1,
        "no@reader.example": 0,
    }


def test_the_senders_record_is_told_by_the_hash(desk: Client, story: ArticlePage) -> None:
    for status in (Status.APPROVED, Status.APPROVED, Status.SPAM, Status.PENDING):
        _held(story, status=status, email_hash="a" * 64)
    [row] = _rows(desk.get(QUEUE))
    assert "2 shown" in row
    assert "1 refused" in row


def test_the_queue_takes_no_more_queries_for_thirty_than_for_one(
    desk: Client, story: ArticlePage
) -> None:
    parent = CommentFactory(page=story)
    _held(story, parent=parent, email_hash="a" * 64)
    desk.get(QUEUE)
    few = _queries(desk)
    for place in range(29):
        page = ArticleFactory() if place % 10 == 0 else story
        above = CommentFactory(page=page)
        _held(page, place, parent=above, email_hash=f"{place:064d}", person=PersonFactory())
    assert _queries(desk) == few
    assert len(_rows(desk.get(QUEUE))) == 30


def _queries(desk: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        desk.get(QUEUE)
    return len(queries)


def test_the_menu_and_the_first_screen_say_how_many_are_held(
    desk: Client, story: ArticlePage
) -> None:
    _held(story, author_name="Jo Harper")
    page = desk.get("/newsroom/").content.decode()
    assert "Comments (1)" in page
    assert "1 comment held" in page
    assert "Jo Harper" in page


def test_who_may_not_moderate_sees_neither_queue_nor_panel(
    client: Client, story: ArticlePage
) -> None:
    reporter = UserFactory()
    reporter.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reporter)
    held = _held(story, author_name="Jo Harper")
    assert client.get(QUEUE).status_code == 302
    assert client.get(f"{QUEUE}{held.pk}/").status_code == 302
    client.post(QUEUE, {"seen": "pending", "one": f"approve:{held.pk}"})
    assert _status(held) == "pending"
    page = client.get("/newsroom/").content.decode()
    assert "Comments (1)" not in page
    assert "Jo Harper" not in page


def test_a_moderator_answers_and_the_held_comment_is_approved_with_it(
    desk: Client, story: ArticlePage, moderator: User
) -> None:
    PersonFactory(name="Mira Okafor", account=moderator)
    held = _held(story)
    address = f"{QUEUE}{held.pk}/"
    assert "Approve and answer" in desk.get(address).content.decode()
    page = desk.post(address, {"text": "It is on page 14."}, follow=True).content.decode()
    assert "published under the comment" in page
    reply = Comment.objects.get(parent=held)
    assert (_status(held), reply.author_name, reply.is_staff) == ("approved", "Mira Okafor", True)


def test_an_empty_answer_comes_back(desk: Client, story: ArticlePage) -> None:
    held = _held(story)
    response = desk.post(f"{QUEUE}{held.pk}/", {"text": " \u200b "})
    assert response.status_code == 422
    assert _status(held) == "pending"


def test_erasing_asks_for_the_box_and_leaves_the_log(desk: Client, story: ArticlePage) -> None:
    held = _held(story, author_name="Jo Harper", text="My address is 5 Quay Street.")
    address = f"{QUEUE}{held.pk}/"
    assert "Tick the box" in desk.post(address, {"erase": "1"}, follow=True).content.decode()
    page = desk.post(address, {"erase": "1", "sure": "1"}, follow=True).content.decode()
    assert "erased" in page
    assert "Quay Street" not in page
    assert _status(held) == "withdrawn"
    assert held.moderation.count() == 1
    assert _rows(desk.get(QUEUE + "?state=withdrawn"))


def test_one_comment_is_shown_with_the_quarrel_around_it(desk: Client, story: ArticlePage) -> None:
    first = CommentFactory(page=story, author_name="Oskar", text="Which page?")
    second = _held(story, parent=first, author_name="Lena B.", html="<p>Page 14.</p>")
    CommentFactory(page=story, parent=second, author_name="Nadim", text="Thank you.")
    page = desk.get(f"{QUEUE}{second.pk}/").content.decode()
    for words in ("Oskar", "Which page?", "Page 14.", "Nadim", "Thank you."):
        assert words in page
    assert desk.get(f"{QUEUE}999999/").status_code == 404


def test_one_comment_can_be_decided_on_its_own_page(desk: Client, story: ArticlePage) -> None:
    held = _held(story)
    page = Html(desk.get(f"{QUEUE}{held.pk}/").content)
    form = page.css_first(".queue-decide")
    assert form.attributes["action"] == QUEUE
    seen = form.css_first('[name="seen"]').attributes["value"]
    button = form.css_first('[value^="approve"]').attributes["value"]
    desk.post(QUEUE, {"seen": seen, "one": button})
    assert _status(held) == "approved"


def test_reported_comments_stand_in_a_tab_of_their_own_and_one_key_keeps_them(
    desk: Client, story: ArticlePage
) -> None:
    comment = CommentFactory(page=story, author_name="Eve")
    report(comment, "Defamation of us")
    page = desk.get(f"{QUEUE}?state=reported")
    assert "Defamation of us" in _rows(page)[0]
    told = _do(desk, "reported", one=f"keep:{comment.pk}")
    assert "1 comment stays." in told
    assert _status(comment) == Status.APPROVED
    assert _rows(desk.get(f"{QUEUE}?state=reported")) == []


def test_a_reported_comment_that_is_refused_leaves_the_tab(
    desk: Client, story: ArticlePage
) -> None:
    comment = CommentFactory(page=story)
    report(comment, "")
    _do(desk, "reported", one=f"reject:{comment.pk}")
    assert _status(comment) == Status.REJECTED
    assert _rows(desk.get(f"{QUEUE}?state=reported")) == []


def test_the_siege_is_one_button_and_written_down(desk: Client, story: ArticlePage) -> None:
    told = desk.post(QUEUE, {"siege": "begin"}, follow=True).content.decode()
    assert "Siege: every comment is held." in told
    told = desk.post(QUEUE, {"siege": "end"}, follow=True).content.decode()
    assert "Siege: every comment is held." not in told
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {"comments.siege_begin", "comments.siege_end"} <= actions


def test_a_moderator_points_out_edits_bans_and_locks_and_the_log_says_so(
    desk: Client, story: ArticlePage
) -> None:
    comment = CommentFactory(page=story, author_name="Eve", email_hash=email_hash("e@e.example"))
    address = f"{QUEUE}{comment.pk}/"
    for data in (
        {"feature": "on"},
        {"edit": "1", "words": "Other words.", "reason": "A telephone number left out"},
        {"ban": "sender", "reason": "Threats"},
        {"ban": "name"},
        {"lock": "on"},
    ):
        assert desk.post(address, data, follow=True).status_code == 200
    page = desk.get(address).content.decode()
    for words in ("Other words.", "A telephone number left out", "The seven o&#x27;clock ferry"):
        assert words in page
    assert "Open this story" in page
    bans = desk.get(f"{QUEUE}bans/").content.decode()
    assert "Threats" in bans
    assert bans.count("Lift") == 2
    desk.post(f"{QUEUE}bans/", {"lift": str(Ban.objects.first().pk)})  # type: ignore[union-attr]
    assert desk.get(f"{QUEUE}bans/").content.decode().count("Lift</button>") == 1
    assert "decided by somebody else" not in _do(desk, undo="1")


@pytest.mark.parametrize("address", ["", "bans/"])
def test_a_queue_of_more_than_is_counted_says_so(
    desk: Client, story: ArticlePage, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(tabs, "MOST", 1)
    for minute in range(3):
        _held(story, minute)
    assert "1+" in desk.get(QUEUE).content.decode()
    assert desk.get(QUEUE + address).status_code == 200


def test_a_moderator_sees_what_is_nearly_the_same_and_what_else_the_sender_wrote(
    desk: Client, story: ArticlePage
) -> None:
    text = "The mayor sold the harbour to his cousin and everybody knows it well."
    mark = email_hash("e@e.example")
    one = _held(story, 1, author_name="Eve", text=text, email_hash=mark)
    _held(ArticleFactory(), 2, author_name="Adam", text=text.replace("well", "by now").upper())
    _held(story, 3, author_name="Somebody", text="I like the new benches on the quay very much.")
    _held(story, 4, author_name="Eva", text="Benches for whom?", email_hash=mark)
    beside = Html(desk.get(f"{QUEUE}{one.pk}/").content).css_first(".queue-beside").text()
    assert "Adam" in beside
    assert re.search(r"\d\d % alike", beside)
    assert "Eva" in beside
    assert "Somebody" not in beside
