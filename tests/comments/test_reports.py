"""Readers report a comment."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as Html
from tests.factories import CommentFactory

from masthead.articles.models import ArticlePage
from masthead.comments import origin
from masthead.comments.models import Comment, Report, Status
from masthead.comments.moderate import Decision, keep, reject
from masthead.comments.rates import LIMIT


@pytest.fixture
def said(story: ArticlePage) -> Comment:
    comment: Comment = CommentFactory(page=story, author_name="Eve", text="They are all thieves.")
    return comment


def _form(client: Client, address: str) -> dict[str, str]:
    fields = Html(client.get(address).content).css("form input[type=hidden]")
    return {str(f.attributes["name"]): f.attributes["value"] or "" for f in fields}


def test_a_report_without_cookie_or_script_reaches_the_moderators(
    client: Client, story: ArticlePage, said: Comment
) -> None:
    thread = Html(client.get(story.url).content)
    address = thread.css_first("#comment-1 a.report").attributes["href"] or ""
    page = client.get(address)
    assert "They are all thieves." in page.content.decode()
    assert not page.cookies
    sent = client.post(address, _form(client, address) | {"reason": "Defamation\nof us"})
    assert "A moderator will look at it." in sent.content.decode()
    said.refresh_from_db()
    assert said.status == Status.APPROVED
    assert said.reported_at
    assert Report.objects.get().reason == "Defamation of us"


def test_a_foreign_page_cannot_report(client: Client, story: ArticlePage, said: Comment) -> None:
    address = f"/comment/{story.pk}/1/report/"
    for token in ("", "forged", origin.make_token(story.pk, said.pk + 1, "report")):
        client.post(address, {"token": token, "reason": "x"})
    assert not Report.objects.exists()


def test_only_what_is_shown_can_be_reported(
    client: Client, story: ArticlePage, said: Comment
) -> None:
    reject(said, Decision())
    for number in (1, 2, 10**12):
        assert client.get(f"/comment/{story.pk}/{number}/report/").status_code == 404


def test_a_crowd_takes_nothing_away_and_is_stopped(
    client: Client, story: ArticlePage, said: Comment
) -> None:
    address = f"/comment/{story.pk}/1/report/"
    token = _form(client, address)
    codes = [client.post(address, token).status_code for _ in range(2 * LIMIT + 1)]
    assert codes[0] == 200
    assert codes[-1] == 429
    assert Report.objects.count() <= 2 * LIMIT
    said.refresh_from_db()
    assert said.status == Status.APPROVED


def test_a_moderator_lets_it_stand_and_new_reports_come_anew(
    client: Client, story: ArticlePage, said: Comment
) -> None:
    address = f"/comment/{story.pk}/1/report/"
    client.post(address, _form(client, address))
    assert keep(said, Decision())
    assert not keep(said, Decision())
    said.refresh_from_db()
    assert said.reported_at is None
    client.post(address, _form(client, address))
    said.refresh_from_db()
    assert said.reported_at
