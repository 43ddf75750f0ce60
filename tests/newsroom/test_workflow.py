from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import PersonFactory
from tests.newsroom.conftest import SignIn, write
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import page_published

from masthead.addresses.models import Address
from masthead.articles.models import ArticlePage, SectionPage


def submit(reporter: Client, section: SectionPage) -> ArticlePage:
    bylines = [{"person": PersonFactory().pk, "role": "by"}]
    response = write(reporter, section, "submit", bylines=bylines)
    assert response.status_code == 302, response.context["form"].errors
    return ArticlePage.objects.get()


def approve(client: Client, story: ArticlePage) -> int:
    return decide(client, story, "approve", "")


def decide(client: Client, story: ArticlePage, decision: str, comment: str) -> int:
    task = TaskState.objects.get(status="in_progress")
    address = reverse("wagtailadmin_pages:workflow_action", args=(story.pk, decision, task.pk))
    return client.post(address, {"comment": comment}).status_code


@contextmanager
def failing_receiver() -> Iterator[None]:
    def fail(**_kwargs: Any) -> None:
        message = "the record cannot be written"
        raise RuntimeError(message)

    page_published.connect(fail)
    try:
        yield
    finally:
        page_published.disconnect(fail)


def test_a_story_goes_from_the_reporter_over_the_desk_to_its_readers(
    sign_in: SignIn, section: SectionPage
) -> None:
    story = submit(sign_in("reporter"), section)
    editor = sign_in("editor")
    waiting = editor.get("/newsroom/").content.decode()
    assert "Awaiting your review" in waiting
    assert story.title in waiting
    assert story.current_workflow_task.name == "Desk review"
    approve(editor, story)
    story = ArticlePage.objects.get()
    assert not story.live
    assert story.current_workflow_task.name == "Editor's approval"
    approve(editor, story)
    story = ArticlePage.objects.get()
    assert story.live
    assert story.public_path == "/harbour/ferries-stop-for-a-day/"
    assert WorkflowState.objects.get().status == "approved"


def test_a_reporter_cannot_approve_and_cannot_change_what_is_in_review(
    sign_in: SignIn, section: SectionPage
) -> None:
    reporter = sign_in("reporter")
    story = submit(reporter, section)
    approve(reporter, story)
    approve(reporter, story)
    assert not ArticlePage.objects.get().live
    assert story.current_workflow_task.name == "Desk review"
    page = reporter.get(f"/newsroom/pages/{story.pk}/edit/").content.decode()
    assert "Only reviewers for this task can edit" in page


def test_the_desk_can_send_a_story_back_with_a_word(sign_in: SignIn, section: SectionPage) -> None:
    reporter = sign_in("reporter")
    story = submit(reporter, section)
    decide(sign_in("editor"), story, "reject", "Who says so?")
    assert WorkflowState.objects.get().status == "needs_changes"
    assert "Who says so?" in reporter.get(f"/newsroom/pages/{story.pk}/edit/").content.decode()


def test_a_story_without_byline_does_not_reach_the_desk(
    sign_in: SignIn, section: SectionPage
) -> None:
    response = write(sign_in("reporter"), section, "submit")
    assert "no_byline_reason" in response.context["form"].errors
    assert not WorkflowState.objects.exists()


def test_an_approval_that_fails_leaves_nothing_live(sign_in: SignIn, section: SectionPage) -> None:
    story = submit(sign_in("reporter"), section)
    editor = sign_in("editor")
    approve(editor, story)
    with failing_receiver(), pytest.raises(RuntimeError):
        approve(editor, story)
    story = ArticlePage.objects.get()
    assert not story.live
    assert story.live_revision is None
    assert story.current_workflow_task.name == "Editor's approval"
    assert not Address.objects.filter(object_id=story.pk, path__contains="ferries").exists()
