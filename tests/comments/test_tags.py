"""The thread under a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser as Html
from tests.factories import ArticleFactory, CommentFactory, PersonFactory, StandardFactory

from masthead.articles.models import ArticlePage
from masthead.comments.models import Comment, Source, Status
from masthead.comments.moderate import Decision, withdraw
from masthead.comments.thread import attach_all

Draw = Callable[[Any], Html]
START = datetime(2017, 2, 9, 23, 4, tzinfo=UTC)


@pytest.fixture
def draw(rf: RequestFactory) -> Draw:
    template = Template("{% load comments_tags %}{% comments page %}")
    return lambda page: Html(template.render(Context({"page": page, "request": rf.get("/")})))


def _text(node: Any) -> str:
    return " ".join(node.text().split())


def test_the_heading_counts_what_readers_see(story: ArticlePage, draw: Draw) -> None:
    first = CommentFactory(page=story)
    assert _text(draw(story).css_first("h2")) == "1 Comment on The quay is finished"
    CommentFactory(page=story, parent=first)
    CommentFactory(page=story, status=Status.PENDING)
    assert _text(draw(story).css_first("h2")) == "2 Comments on The quay is finished"
    withdraw(first, Decision())
    page = draw(story)
    assert _text(page.css_first("h2")) == "1 Comment on The quay is finished"
    assert "This comment was removed." in _text(page.css_first("#comment-1"))
    assert page.css_first("#comment-1 #comment-2")


def test_a_story_without_comments_shows_the_form(story: ArticlePage, draw: Draw) -> None:
    page = draw(story)
    assert "Leave a Reply" in _text(page.css_first("section"))
    assert "0 Comments" not in _text(page.css_first("section"))


def test_the_count_alone_can_be_asked_for(story: ArticlePage) -> None:
    CommentFactory(page=story)
    CommentFactory(page=story, status=Status.SPAM)
    source = "{% load comments_tags %}{% comment_count page as number %}{{ number }}"
    assert Template(source).render(Context({"page": story})) == "1"


def test_each_entry_has_number_name_time_and_reply(story: ArticlePage, draw: Draw) -> None:
    CommentFactory(page=story, author_name="Lena B.", created_at=START)
    page = draw(story)
    head = page.css_first("#comment-1 header")
    assert _text(head) == "Lena B. // February 9, 2017 at 23:04 // Reply Report this"
    assert head.css_first("time").attributes["datetime"].startswith("2017-02-09T23:04:00")
    reply = head.css_first("a.reply").attributes
    assert reply["href"].startswith(f"/comment/{story.pk}/?reply=1")
    assert "nofollow" in reply["rel"]


def test_who_hears_the_page_is_told_what_a_reply_answers(story: ArticlePage, draw: Draw) -> None:
    first = CommentFactory(page=story)
    CommentFactory(page=story, parent=first)
    assert "in reply to 1" in _text(draw(story).css_first("#comment-2 header"))


def test_author_and_newsroom_are_marked_apart(outlet: Any, draw: Draw) -> None:
    author, colleague = PersonFactory(), PersonFactory()
    story = ArticleFactory(by=[author])
    CommentFactory(page=story, person=author)
    CommentFactory(page=story, person=colleague)
    CommentFactory(page=story, source=Source.NEWSROOM)
    CommentFactory(page=story)
    badges = [
        [_text(badge) for badge in comment.css(".badge")] for comment in draw(story).css(".comment")
    ]
    assert badges == [["Author"], ["Newsroom"], ["Newsroom"], []]


def test_names_and_texts_cannot_break_out_of_their_place(story: ArticlePage, draw: Draw) -> None:
    CommentFactory(page=story, author_name='<img src=x onerror="x">', author_url='https://a/"><b>')
    page = draw(story)
    assert not page.css("#comment-1 img")
    assert _text(page.css_first("#comment-1 header bdi")).startswith("<img")


def test_a_closed_thread_keeps_its_comments_and_offers_no_answer(
    story: ArticlePage, draw: Draw
) -> None:
    CommentFactory(page=story)
    story.comment_mode = "closed"
    page = draw(story)
    assert page.css("#comment-1")
    assert not page.css("form, a.reply")
    assert "Comments are closed." in _text(page.css_first("section"))


def test_a_standing_page_shows_imported_comments_and_nothing_without(
    outlet: Any, draw: Draw
) -> None:
    page = StandardFactory()
    assert draw(page).css_first("section") is None
    CommentFactory(page=page)
    drawn = draw(page)
    assert drawn.css("#comment-1")
    assert not drawn.css("form")


def test_a_draft_in_preview_shows_no_form(outlet: Any, draw: Draw) -> None:
    assert not draw(ArticlePage(title="Not saved yet")).css("form")


def test_a_thread_of_a_thousand_takes_no_more_queries_than_one_of_two(
    outlet: Any, draw: Draw
) -> None:
    small, large = ArticleFactory(), ArticleFactory()
    for story, count in ((small, 2), (large, 1000)):
        attach_all(_thread(story, count))
        draw(story)
    assert _queries(lambda: draw(small)) == _queries(lambda: draw(large))
    assert len(draw(large).css(".comment")) == 200  # a hundred threads of two


def _thread(story: ArticlePage, count: int) -> list[Comment]:
    """Every second comment answers the one before it."""
    people = PersonFactory.create_batch(2)
    made: list[Comment] = []
    for place in range(count):
        fields = {"author_name": f"Reader {place}", "text": "Yes.", "html": "<p>Yes.</p>"}
        comment = Comment(page=story, status=Status.APPROVED, **fields)
        comment.created_at = START + timedelta(minutes=place)
        comment.parent = made[-1] if place % 2 else None
        comment.person = people[0] if place % 7 == 0 else None
        made.append(comment)
    return made


def _queries(do: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)
