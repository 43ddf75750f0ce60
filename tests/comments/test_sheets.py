"""Long discussions, and how they are told to programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as Html
from tests.factories import CommentFactory, StandardFactory

from masthead.articles.models import ArticlePage
from masthead.comments.models import Comment, Status
from masthead.comments.moderate import Decision, approve, reject
from masthead.comments.sheets import SIZE, comment_url, cut
from masthead.comments.thread import attach_all

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _say(story: ArticlePage, threads: int, replies: int = 0) -> list[Comment]:
    """Threads, each followed by replies to it."""
    made = []
    for number in range(threads):
        top = _one(story, f"Thread {number}", len(made))
        made.append(top)
        for reply in range(replies):
            made.append(_one(story, f"Reply {reply}", len(made), parent=top))
    attach_all(made)
    return made


def _one(story: ArticlePage, text: str, minute: int, **more: object) -> Comment:
    return Comment(
        page_id=story.pk,
        status=Status.APPROVED,
        author_name="Robin",
        text=text,
        html=f"<p>{text}</p>",
        created_at=START + timedelta(minutes=minute),
        **more,
    )


def _numbers(client: Client, address: str) -> list[int]:
    response = client.get(address)
    assert response.status_code == 200
    return [
        int(str(li.attributes["id"]).removeprefix("comment-"))
        for li in Html(response.content).css("li.comment")
    ]


def test_a_hundred_threads_stand_under_the_story_and_the_rest_below_it(
    client: Client, story: ArticlePage
) -> None:
    _say(story, 250, 1)
    first = _numbers(client, story.url)
    second = _numbers(client, f"{story.url}comments/2/")
    third = _numbers(client, f"{story.url}comments/3/")
    assert (len(first), len(second), len(third)) == (200, 200, 100)
    assert sorted([*first, *second, *third]) == list(range(1, 501))
    page = Html(client.get(story.url).content)
    assert "500 Comments on" in page.css_first("#comments-title").text()
    links = [link.attributes["href"] for link in page.css(".comments nav.pages a")]
    assert links == [f"{story.url}comments/{n}/#comments" for n in (2, 3)]


def test_a_comment_stays_on_its_sheet_whatever_comes_before_or_goes(
    client: Client, story: ArticlePage
) -> None:
    late = CommentFactory(page=story, status=Status.PENDING)
    made = _say(story, SIZE + 10)
    before = _numbers(client, f"{story.url}comments/2/")
    approve(late, Decision())  # came first and is approved last
    reject(made[3], Decision())
    CommentFactory(page=story, parent=made[0])
    assert set(before) <= set(_numbers(client, f"{story.url}comments/2/"))
    late.refresh_from_db()
    assert comment_url("/x/", late) == f"/x/comments/2/#comment-{late.number}"


@pytest.mark.parametrize("seed", range(5))
def test_every_comment_is_found_where_its_address_says(
    client: Client, story: ArticlePage, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same in each run
    made: list[Comment] = []
    for minute in range(300):
        parent = random.choice(made) if made and random.random() < 0.4 else None
        made.append(_one(story, "Words", minute, parent=parent))
    attach_all(made)
    places = {
        row.number: place
        for place, sheet in enumerate(cut(list(Comment.objects.in_thread())), start=1)
        for row in sheet.rows
    }
    for comment in random.sample(made, 20):
        address = comment_url("/x/", comment)
        assert address.startswith("/x/comments/2/") == (places[comment.number] == 2)
        to = client.get(f"/comment/{story.pk}/{comment.number}/")["Location"]
        assert to == comment_url(story.url, comment)


@pytest.mark.parametrize("place", ["comments/1/", "comments/3/", "comments/0/", "comments/2/x/"])
def test_a_sheet_that_there_is_not(client: Client, story: ArticlePage, place: str) -> None:
    _say(story, SIZE + 1)
    response = client.get(f"{story.url}{place}", follow=True)
    if place == "comments/1/":
        assert response.redirect_chain == [(story.url, 301)]
    else:
        assert response.status_code == 404


def test_a_sheet_without_its_slash_leads_there_and_pages_without_comments_have_none(
    client: Client, story: ArticlePage
) -> None:
    _say(story, SIZE + 1)
    assert client.get(f"{story.url}comments/2")["Location"] == f"{story.url}comments/2/"
    assert client.get(f"{StandardFactory().url}comments/2/").status_code == 404


def test_programs_learn_what_is_new_and_are_told_when_nothing_is(
    client: Client, story: ArticlePage
) -> None:
    made = _say(story, 2, 1)
    answer = client.get(f"{story.url}comments.json")
    told = json.loads(answer.content)
    assert (told["count"], told["last"]) == (4, 4)
    assert [one["number"] for one in told["comments"]] == [4, 3, 2, 1]
    assert told["comments"][0]["in_reply_to"] == 3
    again = client.get(f"{story.url}comments.json", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    reject(made[1], Decision())
    changed = client.get(f"{story.url}comments.json", headers={"If-None-Match": answer["ETag"]})
    assert json.loads(changed.content)["count"] == 3
    words = changed.content.decode()
    assert str(made[0].uid) not in words
    assert "hash" not in words


def test_one_comment_has_a_feed_of_what_is_said_below_it(
    client: Client, story: ArticlePage
) -> None:
    made = _say(story, 2, 2)
    CommentFactory(page=story, parent=made[1], text="Below a reply.")
    feed = client.get(f"{story.url}comments/1/feed/json/").json()
    assert len(feed["items"]) == 3
    assert "Below a reply." in json.dumps(feed)
    assert client.get(f"{story.url}comments/4/feed/").status_code == 200
    assert client.get(f"{story.url}comments/99/feed/").status_code == 404


def test_a_thread_that_does_not_end_leaves_the_story_readable(
    client: Client, story: ArticlePage
) -> None:
    made = _say(story, 1, 700)
    assert len(_numbers(client, story.url)) == 500
    page = Html(client.get(story.url).content)
    more = page.css_first("#comment-1 .more a")
    assert more.text() == "201 more replies"
    assert len(_numbers(client, str(more.attributes["href"]))) == 701
    far = made[-1]
    address, _mark, anchor = comment_url(story.url, far).partition("#")
    assert anchor == "comment-701"
    assert 701 in _numbers(client, address)
    assert client.get(f"{story.url}comments/thread/{far.pk}/").status_code == 404
