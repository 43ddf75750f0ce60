"""From what was sent to a row in its state."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.comments.at_once import at_once, real_database
from tests.factories import ArticleFactory, CommentFactory, UserFactory

from masthead.articles.models import ArticlePage
from masthead.comments.checks import Sent
from masthead.comments.identity import email_hash
from masthead.comments.models import Comment, CommentRules, ModerationEntry, Status
from masthead.comments.moderate import Decision, approve
from masthead.comments.modes import Mode
from masthead.comments.submit import Place, submit
from masthead.outlet.models import OutletSettings

EMAIL = "jo@reader.example"


def _sent(**fields: Any) -> Sent:
    given = {"name": "Jo Harper", "url": "", "text": "I was there.", "seconds": 60.0}
    return Sent(**given | fields)


def test_a_comment_is_held_and_says_why(story: ArticlePage) -> None:
    comment = submit(Place(story, Mode.BEFORE), _sent(), EMAIL)
    assert (comment.status, comment.held_because, comment.number) == (Status.PENDING, "all", None)
    assert comment.path == f"{comment.pk:010d}"


def test_the_address_is_kept_only_as_a_keyed_hash(story: ArticlePage) -> None:
    comment = submit(Place(story, Mode.BEFORE), _sent(), EMAIL)
    row = Comment.objects.filter(pk=comment.pk).values().get()
    assert row["email_hash"] == email_hash(" JO@Reader.example ")
    assert not any("reader.example" in str(value) for value in row.values())


def test_without_the_key_the_hash_tells_nothing(settings: Any) -> None:
    ours = email_hash(EMAIL)
    settings.SECRET_KEY = "another outlet's"
    assert email_hash(EMAIL) != ours
    assert email_hash("") == ""


def test_the_same_comment_sent_twice_is_one(story: ArticlePage) -> None:
    first = submit(Place(story, Mode.AFTER), _sent(), EMAIL)
    second = submit(Place(story, Mode.AFTER), _sent(), EMAIL)
    assert first == second
    assert Comment.objects.count() == ModerationEntry.objects.count() == 1


def test_the_same_words_of_somebody_else_are_another_comment(story: ArticlePage) -> None:
    submit(Place(story, Mode.AFTER), _sent(), EMAIL)
    submit(Place(story, Mode.AFTER), _sent(), "other@reader.example")
    assert Comment.objects.shown().count() == 2


def test_where_moderation_comes_after_a_comment_is_shown_and_logged(story: ArticlePage) -> None:
    comment = submit(Place(story, Mode.AFTER), _sent(), EMAIL)
    assert (comment.status, comment.number) == (Status.APPROVED, 1)
    entry = comment.moderation.get()
    assert (entry.actor, entry.before, entry.after) == (None, "", Status.APPROVED)


def test_from_the_second_comment_on_a_known_sender_is_shown(story: ArticlePage) -> None:
    place = Place(story, Mode.FIRST)
    first = submit(place, _sent(), EMAIL)
    assert first.held_because == "first"
    approve(first, Decision(UserFactory()))
    assert submit(place, _sent(text="And I saw it."), EMAIL).status == Status.APPROVED


def test_a_known_address_under_another_name_is_held(story: ArticlePage) -> None:
    place = Place(story, Mode.FIRST)
    approve(submit(place, _sent(), EMAIL), Decision(UserFactory()))
    guess = submit(place, _sent(name="Not Jo", text="And I saw it."), EMAIL)
    assert guess.status == Status.PENDING


def test_the_same_text_under_a_second_story_is_held(story: ArticlePage) -> None:
    submit(Place(story, Mode.AFTER), _sent(), EMAIL)
    again = submit(Place(ArticleFactory(), Mode.AFTER), _sent(), EMAIL)
    assert (again.status, again.held_because) == (Status.PENDING, "again")


def test_a_machine_that_fills_every_field_lands_in_the_spam(story: ArticlePage) -> None:
    comment = submit(Place(story, Mode.AFTER), _sent(trap="x"), EMAIL)
    assert (comment.status, comment.number) == (Status.SPAM, None)
    assert comment.moderation.get().rule == "trap"


def test_the_outlets_words_and_links_hold_a_comment(story: ArticlePage) -> None:
    rules = CommentRules.load()
    rules.held_words, rules.max_links = "casino\n\n", 0
    rules.save()
    sent = _sent(text="A Casino at http://e.example/")
    comment = submit(Place(story, Mode.AFTER), sent, EMAIL)
    assert comment.held_because == "links word"


def test_a_reply_stands_below_what_it_answers(story: ArticlePage) -> None:
    parent = CommentFactory(page=story)
    reply = submit(Place(story, Mode.AFTER, parent), _sent(), EMAIL)
    assert reply.path.startswith(parent.path)
    assert [row.pk for row in Comment.objects.in_thread()] == [parent.pk, reply.pk]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_button_pressed_eight_times_at_one_moment_sends_one_comment(
    outlet: OutletSettings, tmp_path: Path
) -> None:
    place = Place(ArticleFactory(), Mode.AFTER)
    with real_database(tmp_path):
        made = at_once([partial(submit, place, _sent(), EMAIL)] * 8)
        [count] = at_once([Comment.objects.count])
    assert count == len({comment.pk for comment in made}) == 1
