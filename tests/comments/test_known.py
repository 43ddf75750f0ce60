"""What is known of a sender is asked for each comment that comes in."""

import pytest
from django.db import connection
from tests.factories import ArticleFactory, CommentFactory

from masthead.comments.known import _KNOWN, known_of_new
from masthead.comments.modes import Mode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

LONG = "The ferry was late again on Monday, and nobody at the pier knew why"


def said_before(sender: str, text: str) -> bool:
    known, _same = known_of_new(sender, "Ada", Mode.AFTER, text, "mark", crowded=False)
    return known.said_before


def test_the_same_text_of_the_same_sender_is_known_under_any_story() -> None:
    CommentFactory(page=ArticleFactory(), email_hash="ada", text=LONG)
    assert said_before("ada", LONG)
    assert not said_before("ben", LONG)


def test_a_text_that_only_begins_alike_was_not_said_before() -> None:
    CommentFactory(page=ArticleFactory(), email_hash="ada", text=f"{LONG}.")
    assert not said_before("ada", f"{LONG}!")
    assert not said_before("ada", LONG)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
def test_what_a_sender_said_is_not_read_comment_by_comment() -> None:
    written = _KNOWN._written  # noqa: SLF001 - the very statement that is asked
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {written.statement}", written.params)
        plan = [row[3] for row in cursor.fetchall()]
    assert any("comments_said_by_sender (email_hash=? AND <expr>=?)" in step for step in plan), plan
