"""The worker reads comments and writes cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from tests.coordination.saying import SMALL_TALK, TEMPLATE
from tests.factories import ArticleFactory, CommentFactory, PersonFactory

from masthead.articles.models import ArticlePage
from masthead.comments.models import Comment, Source, Status
from masthead.coordination import act, scan
from masthead.coordination.desk.words import in_words
from masthead.coordination.models import Case, CaseMember, State, Verb
from masthead.coordination.scan import Scanner
from masthead.people.models import User

NOON = datetime(2026, 3, 8, 12, tzinfo=UTC)

Write = Callable[..., Comment]


@pytest.fixture
def write(story: ArticlePage) -> Write:
    """Makes a comment of its own name, ``hours`` before noon."""

    def comment(name: str, text: str = TEMPLATE, hours: float = 1.0, **more: Any) -> Comment:
        more = {"page": story, "email_hash": name} | more
        made: Comment = CommentFactory(
            author_name=name, text=text, created_at=NOON - timedelta(hours=hours), **more
        )
        return made

    return comment


@pytest.fixture
def three(write: Write) -> list[Comment]:
    """A campaign at its smallest, and what others said on that day."""
    for nth, text in enumerate(SMALL_TALK):
        write(f"Reader {nth}", text, hours=30 + nth)
    return [write(name, hours=hours) for name, hours in (("Ada", 3), ("Bo", 2), ("Cy", 1))]


def _members(case: Case) -> set[str]:
    return set(case.members.values_list("comment__author_name", flat=True))


def test_comments_of_three_names_with_the_same_text_become_a_case(three: list[Comment]) -> None:
    Scanner().run(NOON)
    case = Case.objects.get()
    assert _members(case) == {"Ada", "Bo", "Cy"}
    assert case.state == State.OPEN
    assert [entry.verb for entry in case.log.all()] == [Verb.OPENED]


def test_a_case_tells_its_facts_in_words(three: list[Comment]) -> None:
    Scanner().run(NOON)
    told = " ".join(in_words(it.kind, it.figures) for it in Case.objects.get().facts.all())
    assert "3 comments under 3 names, below 1 story." in told
    assert "2\xa0hours later" in told
    assert "3 of them are nearly the same text as another; the closest two are to 100\xa0%" in told
    assert "3 of 3 names wrote here for the first time" in told


def test_nothing_is_decided_about_the_comments_of_a_case(three: list[Comment]) -> None:
    Scanner().run(NOON)
    assert {it.status for it in Comment.objects.filter(case_member__isnull=False)} == {"approved"}


def test_what_comes_later_joins_the_case(three: list[Comment], write: Write) -> None:
    scanner = Scanner()
    scanner.run(NOON)
    write("Di", hours=-1)
    assert scanner.run(NOON + timedelta(hours=2)) == 1
    assert _members(Case.objects.get()) == {"Ada", "Bo", "Cy", "Di"}


def test_a_worker_that_starts_anew_knows_the_cases(three: list[Comment], write: Write) -> None:
    Scanner().run(NOON)
    write("Di", hours=-1)
    Scanner().run(NOON + timedelta(hours=2))
    assert _members(Case.objects.get()) == {"Ada", "Bo", "Cy", "Di"}


def test_a_round_that_fails_is_made_up_for(
    three: list[Comment], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any) -> int:
        raise DatabaseError

    scanner = Scanner()
    with monkeypatch.context() as broken:
        broken.setattr(scan, "write", away)
        with pytest.raises(DatabaseError):
            scanner.run(NOON)
    scanner.run(NOON)
    assert _members(Case.objects.get()) == {"Ada", "Bo", "Cy"}


def test_another_failure_does_not_stop_the_worker(
    three: list[Comment], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any) -> int:
        raise ValueError

    monkeypatch.setattr(scan, "write", broken)
    monkeypatch.setattr("masthead.coordination.scan.timezone.now", lambda: NOON)
    Scanner().round()
    assert "looking for comments that belong together failed" in caplog.text
    assert TEMPLATE not in caplog.text


def test_of_two_workers_one_looks_and_the_other_takes_over(three: list[Comment]) -> None:
    first, second = Scanner(), Scanner()
    first.run(NOON)
    assert second.run(NOON) == 0
    CaseMember.objects.all().delete()
    Case.objects.all().delete()
    assert second.run(NOON + timedelta(seconds=59)) == 0
    assert second.run(NOON + timedelta(seconds=61)) == 3
    assert first.run(NOON + timedelta(seconds=62)) == 0


def test_more_comments_than_a_round_takes_are_read_in_the_next(
    three: list[Comment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("masthead.coordination.read.AT_ONCE", 2)
    scanner = Scanner()
    assert sum(scanner.run(NOON) for _ in range(9)) == 3


def test_what_joins_a_case_marked_wrong_stays_quiet(
    three: list[Comment], write: Write, moderator: User
) -> None:
    scanner = Scanner()
    scanner.run(NOON)
    act.mark_wrong(Case.objects.get(), moderator, "A petition that neighbours agreed on")
    write("Di", hours=-1)
    scanner.run(NOON + timedelta(hours=2))
    case = Case.objects.get()
    assert (case.state, case.members.count()) == (State.WRONG, 4)
    assert case.log.order_by("pk").last().verb == Verb.WRONG


def test_what_joins_a_judged_case_opens_it_again(
    three: list[Comment], write: Write, moderator: User
) -> None:
    scanner = Scanner()
    scanner.run(NOON)
    act.close(Case.objects.get(), moderator)
    write("Di", hours=-1)
    scanner.run(NOON + timedelta(hours=2))
    case = Case.objects.get()
    assert (case.state, case.log.order_by("pk").last().verb) == (State.OPEN, Verb.REOPENED)


def test_what_joins_a_held_case_is_held(
    three: list[Comment], write: Write, moderator: User
) -> None:
    scanner = Scanner()
    scanner.run(NOON)
    act.hold(Case.objects.get(), moderator)
    later = write("Di", hours=-1)
    scanner.run(NOON + timedelta(hours=2))
    later.refresh_from_db()
    assert later.status == Status.PENDING
    assert later.moderation.get().rule == "case"


def test_the_newsroom_is_nobodys_campaign(write: Write) -> None:
    person = PersonFactory()
    write("Ada", hours=3, person=person)
    write("Bo", hours=2, source=Source.NEWSROOM)
    write("Cy", hours=1)
    Scanner().run(NOON)
    assert not Case.objects.exists()


def test_what_the_story_says_is_nobodys_campaign(write: Write, outlet: Any) -> None:
    told = ArticleFactory(words=TEMPLATE)
    for nth, name in enumerate(("Ada", "Bo", "Cy", "Di")):
        write(name, f"“{TEMPLATE}” {SMALL_TALK[nth]}", page=told)
    Scanner().run(NOON)
    assert not Case.objects.exists()


def test_names_that_keep_coming_together_become_a_case(write: Write, outlet: Any) -> None:
    for day in range(5):
        page = ArticleFactory()
        for nth, name in enumerate(("Ada", "Bo", "Cy")):
            write(name, f"{day}, {nth}?", hours=24 * day + 2 - nth / 10, page=page)
        for nth in range(20):
            reader = f"Reader {(day * 7 + nth * nth) % 30}"
            write(reader, f"{day} or {nth}?", hours=24 * day + nth * 0.9, page=page)
    scanner = Scanner()
    scanner.run(NOON)
    scanner.run(NOON + timedelta(seconds=5))
    case = Case.objects.get()
    assert _members(case) == {"Ada", "Bo", "Cy"}
    assert "under up to 5 stories" in " ".join(
        in_words(it.kind, it.figures) for it in case.facts.all()
    )


def test_an_erased_comment_leaves_its_case_without_its_words(three: list[Comment]) -> None:
    Scanner().run(NOON)
    three[0].delete()
    assert _members(Case.objects.get()) == {"Bo", "Cy"}
