"""What moderators do, and what stays when two do it at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.comments.at_once import at_once, real_database
from tests.factories import ArticleFactory, CommentFactory, PersonFactory, UserFactory

from masthead.articles.merge_people import merge
from masthead.articles.models import ArticlePage
from masthead.comments.answer import answer
from masthead.comments.models import Comment, ModerationEntry, Source, Status
from masthead.comments.moderate import (
    Decision,
    approve,
    hold,
    mark_spam,
    reject,
    undo,
    withdraw,
)
from masthead.outlet.models import OutletSettings
from masthead.people.models import User


@pytest.fixture
def held(story: ArticlePage) -> Comment:
    comment: Comment = CommentFactory(page=story, status=Status.PENDING)
    return comment


@pytest.fixture
def moderator(db: None) -> User:
    user: User = UserFactory(first_name="Mira", last_name="Okafor")
    return user


def test_the_first_approval_gives_the_number_that_stays(held: Comment, moderator: User) -> None:
    other = CommentFactory(page=held.page, status=Status.PENDING)
    assert approve(other, Decision(moderator))
    assert approve(held, Decision(moderator))
    assert (other.number, held.number) == (1, 2)
    since = held.approved_at
    assert reject(held, Decision(moderator, reason="Off the subject"))
    assert approve(held, Decision(moderator))
    assert (held.number, held.approved_at) == (2, since)


def test_every_decision_is_a_line_of_the_log(held: Comment, moderator: User) -> None:
    mark_spam(held, Decision(moderator))
    hold(held, Decision(moderator, rule="undo"))
    reject(held, Decision(moderator, reason="Insulting"))
    lines = held.moderation.values_list("before", "after", "rule", "reason")
    assert list(lines) == [
        ("pending", "spam", "", ""),
        ("spam", "pending", "undo", ""),
        ("pending", "rejected", "", "Insulting"),
    ]


def test_of_two_moderators_who_see_one_comment_the_first_decides(
    held: Comment, moderator: User
) -> None:
    seen_by_other = Comment.objects.get(pk=held.pk)
    assert reject(held, Decision(moderator))
    assert not approve(seen_by_other, Decision(UserFactory()))
    held.refresh_from_db()
    assert (held.status, held.number) == (Status.REJECTED, None)
    assert held.moderation.count() == 1


def test_what_is_already_so_is_not_logged_again(held: Comment, moderator: User) -> None:
    assert not hold(held, Decision(moderator))
    assert not held.moderation.exists()


def test_an_erased_comment_keeps_number_place_and_log_only(held: Comment, moderator: User) -> None:
    Comment.objects.filter(pk=held.pk).update(email_hash="a" * 64, fingerprint="b" * 64)
    approve(held, Decision(moderator))
    place = held.path
    assert withdraw(held, Decision(moderator, reason="asked by letter"))
    held.refresh_from_db()
    assert (held.number, held.path) == (1, place)
    assert not any(
        (held.author_name, held.author_url, held.email_hash, held.text, held.html, held.fingerprint)
    )
    assert not approve(held, Decision(moderator))


def test_a_decision_is_undone_unless_somebody_decided_since(held: Comment, moderator: User) -> None:
    reject(held, Decision(moderator))
    entry = held.moderation.get()
    assert undo(entry, Decision(moderator, rule="undo"))
    held.refresh_from_db()
    assert held.status == Status.PENDING
    approve(held, Decision(UserFactory()))
    entry.comment.refresh_from_db()
    assert not undo(entry, Decision(moderator))


def test_the_newsroom_answers_under_its_own_name(held: Comment, moderator: User) -> None:
    person = PersonFactory(name="Mira Okafor", account=moderator)
    reply = answer(held, moderator, "The *minutes* are attached.")
    held.refresh_from_db()
    assert held.status == Status.APPROVED
    assert (reply.parent, reply.person, reply.author_name) == (held, person, "Mira Okafor")
    assert (reply.source, reply.number) == (Source.NEWSROOM, 2)
    assert reply.is_staff
    assert answer(held, moderator, "The *minutes* are attached.") == reply


def test_an_account_without_profile_answers_without_its_user_name(
    held: Comment, moderator: User
) -> None:
    nameless = UserFactory(username="root7")
    assert answer(held, moderator, "One").author_name == "Mira Okafor"
    reply = answer(held, nameless, "Two")
    assert reply.author_name == "The Harbour Post"
    assert reply.is_staff


def test_answers_follow_a_profile_that_is_merged_into_another(
    held: Comment, moderator: User
) -> None:
    old, new = PersonFactory(account=moderator), PersonFactory()
    reply = answer(held, moderator, "On page 14.")
    merge(old, new)
    reply.refresh_from_db()
    assert reply.person == new


def test_a_line_of_the_log_is_never_changed(held: Comment, moderator: User) -> None:
    approve(held, Decision(moderator))
    entry = held.moderation.get()
    entry.reason = "on second thoughts"
    with pytest.raises(TypeError, match="not changed"):
        entry.save()


def test_a_refused_comment_cannot_be_answered(held: Comment, moderator: User) -> None:
    reject(held, Decision(moderator))
    with pytest.raises(ValueError, match="not shown"):
        answer(held, moderator, "No.")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_comments_approved_at_one_moment_get_different_numbers(
    outlet: OutletSettings, tmp_path: Path
) -> None:
    story = ArticleFactory()
    held = [CommentFactory(page=story, status=Status.PENDING) for _ in range(8)]
    with real_database(tmp_path):
        at_once([partial(approve, comment, Decision()) for comment in held])
        [numbers] = at_once([lambda: list(Comment.objects.values_list("number", flat=True))])
    assert sorted(numbers) == list(range(1, 9))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_comment_approved_by_eight_at_one_moment_is_approved_once(
    outlet: OutletSettings, tmp_path: Path
) -> None:
    pk = CommentFactory(page=ArticleFactory(), status=Status.PENDING).pk
    seen = [Comment.objects.get(pk=pk) for _ in range(8)]
    with real_database(tmp_path):
        done = at_once([partial(approve, comment, Decision()) for comment in seen])
        [lines] = at_once([ModerationEntry.objects.count])
    assert (done.count(True), lines) == (1, 1)
