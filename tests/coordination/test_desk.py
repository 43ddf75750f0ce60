"""The screen "Comments that belong together"."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as Html
from tests.coordination.saying import TEMPLATE
from tests.factories import CommentFactory, UserFactory

from masthead.articles.models import ArticlePage
from masthead.comments.models import Comment, Status
from masthead.coordination.desk.marked import marked
from masthead.coordination.models import Case, CaseEntry, State, Verb
from masthead.coordination.scan import Scanner
from masthead.people.models import User

CASES = "/newsroom/comment-cases/"
SPOILT = "<script>alert(1)</script> "


@pytest.fixture
def case(story: ArticlePage) -> Case:
    for hours, name in enumerate(("Ada", "Bo", "Cy"), start=1):
        CommentFactory(
            page=story,
            author_name=name,
            text=SPOILT + TEMPLATE,
            created_at=timezone.now() - timedelta(hours=hours),
        )
    Scanner().run()
    return Case.objects.get()


def _page(desk: Client, case: Case) -> Html:
    return Html(desk.get(f"{CASES}{case.pk}/").content)


def _do(desk: Client, case: Case, **data: Any) -> str:
    response = desk.post(f"{CASES}{case.pk}/", data, follow=True)
    assert response.status_code == 200
    case.refresh_from_db()
    return response.content.decode()


def _states(case: Case) -> set[str]:
    return set(Comment.objects.filter(case_member__case=case).values_list("status", flat=True))


def test_the_list_tells_what_speaks_for_each_case(desk: Client, case: Case) -> None:
    page = desk.get(CASES).content.decode()
    assert "3 comments under 3 names" in page
    assert f"{CASES}{case.pk}/" in page
    assert "Coordinated (1)" in desk.get("/newsroom/").content.decode()


def test_comments_stand_side_by_side_with_what_they_share_marked(desk: Client, case: Case) -> None:
    texts = _page(desk, case).css(".case-text")
    assert len(texts) == 3
    for text in texts:
        assert "small fishermen of our village" in " ".join(it.text() for it in text.css("mark"))
        assert not text.css("script")


def test_hold_together_takes_all_from_the_site_and_is_logged(
    desk: Client, case: Case, moderator: User, story: ArticlePage
) -> None:
    assert "3 comments changed." in _do(desk, case, do="hold")
    assert _states(case) == {Status.PENDING}
    assert case.holds
    entry = case.log.last()
    assert (entry.verb, entry.actor, entry.comments) == (Verb.HOLD, moderator, 3)
    desk.logout()
    assert "fishermen" not in desk.get(story.url).content.decode()


def test_readers_are_told_nothing_of_a_case(client: Client, case: Case, story: ArticlePage) -> None:
    page = client.get(story.url).content.decode()
    assert "fishermen" in page
    assert "coordinat" not in page.lower()
    assert "belong together" not in page


def test_the_chosen_are_refused_together_with_their_reason(desk: Client, case: Case) -> None:
    members = [it.comment for it in case.members.all()]
    _do(desk, case, do="reject", chosen=[it.pk for it in members[:2]], reason="Said before")
    assert [it.status for it in Comment.objects.filter(pk__in=[it.pk for it in members[:2]])] == [
        Status.REJECTED,
        Status.REJECTED,
    ]
    assert members[0].moderation.get().reason == "Said before"
    members[2].refresh_from_db()
    assert members[2].status == Status.APPROVED


def test_what_was_held_together_is_undone_in_the_queue(desk: Client, case: Case) -> None:
    _do(desk, case, do="hold")
    desk.post("/newsroom/comments/", {"undo": "1"})
    assert _states(case) == {Status.APPROVED}


def test_a_case_is_marked_wrong_with_a_reason_and_the_comments_stay(
    desk: Client, case: Case, moderator: User
) -> None:
    _do(desk, case, do="wrong", reason="Neighbours agreed on a text")
    assert (case.state, _states(case)) == (State.WRONG, {Status.APPROVED})
    entry = case.log.last()
    assert (entry.verb, entry.actor) == (Verb.WRONG, moderator)
    assert "Neighbours agreed on a text" in _page(desk, case).body.text()


def test_of_two_moderators_at_once_one_marks_it_wrong(desk: Client, case: Case) -> None:
    _do(desk, case, do="wrong")
    _do(desk, case, do="wrong")
    assert case.log.filter(verb=Verb.WRONG).count() == 1


def test_a_judgement_can_be_taken_back(desk: Client, case: Case) -> None:
    _do(desk, case, do="judged")
    assert case.state == State.JUDGED
    assert not _page(desk, case).css("[value=hold]")
    _do(desk, case, do="reopened")
    assert case.state == State.OPEN


@pytest.mark.parametrize(
    "data", [{}, {"do": "explode"}, {"do": "spam"}, {"do": "spam", "chosen": "x"}]
)
def test_a_form_that_asks_for_nothing_known_changes_nothing(
    desk: Client, case: Case, data: dict[str, str]
) -> None:
    _do(desk, case, **data)
    assert _states(case) == {Status.APPROVED}
    assert case.log.count() == 1


def test_comments_of_no_case_are_not_touched(desk: Client, case: Case, story: ArticlePage) -> None:
    other = CommentFactory(page=story)
    _do(desk, case, do="spam", chosen=[other.pk])
    other.refresh_from_db()
    assert other.status == Status.APPROVED


def test_only_moderators_see_cases(client: Client, case: Case) -> None:
    client.force_login(UserFactory())
    assert client.get(CASES).status_code == 302
    assert client.post(f"{CASES}{case.pk}/", {"do": "hold"}).status_code == 302
    assert _states(case) == {Status.APPROVED}


def test_a_line_of_the_log_is_not_changed(case: Case) -> None:
    entry = CaseEntry.objects.get()
    with pytest.raises(TypeError, match="not changed"):
        entry.save()


def test_marks_that_lie_beyond_an_edited_text_are_left_out() -> None:
    assert marked("short <b>", [[0, 5], [20, 30]]) == "<mark>short</mark> &lt;b&gt;"


def test_a_case_whose_comments_are_gone_is_not_shown(desk: Client, case: Case) -> None:
    Comment.objects.all().delete()
    assert f"{CASES}{case.pk}/" not in desk.get(CASES).content.decode()
