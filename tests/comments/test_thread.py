"""Places and numbers of comments."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Page

from masthead.comments.models import Comment, Status
from masthead.comments.thread import attach, attach_all

pytestmark = pytest.mark.django_db

START = datetime(2017, 2, 9, 23, 4, tzinfo=UTC)


@pytest.fixture
def page() -> Page:
    return _page("one")


def _page(slug: str) -> Page:
    return Page.get_first_root_node().add_child(instance=Page(title=slug, slug=slug))


def _comment(page: Page, minute: int, **fields: object) -> Comment:
    given = {"author_name": "Robin", "text": "Hm.", "html": "<p>Hm.</p>"} | fields
    return Comment(page=page, created_at=START + timedelta(minutes=minute), **given)


def test_an_import_keeps_threads_and_numbers_by_time(page: Page) -> None:
    first = _comment(page, 0, status=Status.APPROVED)
    held = _comment(page, 1)
    second = _comment(page, 2, status=Status.APPROVED)
    reply = _comment(page, 3, status=Status.APPROVED, parent=first)
    deeper = _comment(page, 4, status=Status.APPROVED, parent=reply)
    attach_all([deeper, second, reply, held, first])
    assert [(row.pk, row.number) for row in Comment.objects.in_thread()] == [
        (first.pk, 1),
        (reply.pk, 3),
        (deeper.pk, 4),
        (second.pk, 2),
    ]
    assert deeper.path.startswith(reply.path)
    assert held.number is None
    assert held.path


def test_numbers_of_a_second_import_follow_those_of_the_first(page: Page) -> None:
    other = _page("two")
    parent = attach(_comment(page, 5, status=Status.APPROVED))
    late = _comment(page, 0, status=Status.APPROVED, parent=parent)
    elsewhere = _comment(other, 0, status=Status.APPROVED)
    attach_all([late, elsewhere])
    assert (parent.number, late.number, elsewhere.number) == (1, 2, 1)
    late.refresh_from_db()
    assert late.path.startswith(parent.path)


def test_a_reply_to_a_comment_of_another_page_is_refused(page: Page) -> None:
    parent = attach(_comment(page, 0))
    with pytest.raises(ValueError, match="another page"):
        attach(_comment(_page("two"), 1, parent=parent))


def test_comments_that_answer_each_other_in_a_circle_are_refused(page: Page) -> None:
    one, two = _comment(page, 0), _comment(page, 1)
    one.parent, two.parent = two, one
    with pytest.raises(ValueError, match="circle"):
        attach_all([one, two])
    assert not Comment.objects.exists()


def test_a_page_can_be_deleted_with_its_threads(page: Page) -> None:
    parent = attach(_comment(page, 0))
    attach(_comment(page, 1, parent=parent))
    page.delete()
    assert not Comment.objects.exists()
