"""What an editor says of a change, and what becomes of it."""

from typing import Any

import pytest
from django.test import Client
from tests.factories import ArticleFactory
from tests.ledger.runs import log, record_all
from tests.newsroom.conftest import SignIn, story_fields

from masthead.articles.models import ArticlePage, SectionPage


@pytest.fixture
def story(section: SectionPage) -> ArticlePage:
    made: ArticlePage = ArticleFactory(section=section, no_byline_reason="Wire")
    return made


def press_publish(client: Client, story: ArticlePage, section: SectionPage, **changed: Any) -> Any:
    fields = story_fields(section, no_byline_reason="Wire", slug=story.slug, **changed)
    fields["action-publish"] = "action-publish"
    return client.post(f"/newsroom/pages/{story.pk}/edit/", fields)


def test_a_change_of_what_readers_have_needs_a_name(
    sign_in: SignIn, section: SectionPage, story: ArticlePage
) -> None:
    editor = sign_in("editor")
    response = press_publish(editor, story, section)
    assert "change" in response.context["form"].errors
    assert press_publish(editor, story, section, change="minor").status_code == 302


def test_a_new_story_is_asked_nothing_of_that(sign_in: SignIn, story: ArticlePage) -> None:
    client = sign_in("editor")
    assert b"What you are changing" in client.get(f"/newsroom/pages/{story.pk}/edit/").content
    draft = ArticleFactory(live=False)
    assert b"What you are changing" not in client.get(f"/newsroom/pages/{draft.pk}/edit/").content


def test_a_correction_needs_a_text_that_readers_see(
    sign_in: SignIn, section: SectionPage, story: ArticlePage
) -> None:
    editor = sign_in("editor")
    response = press_publish(editor, story, section, change="correction")
    assert "change_note" in response.context["form"].errors
    note = "The crews rested on Tuesday, not on Monday."
    press_publish(editor, story, section, change="correction", change_note=note)
    assert note in Client().get(str(story.url)).content.decode()
    record_all()
    assert [entry.kind for entry in log()] == ["publish", "correct"]


def test_the_next_change_is_asked_for_anew_and_corrections_stay(
    sign_in: SignIn, section: SectionPage, story: ArticlePage
) -> None:
    editor = sign_in("editor")
    press_publish(editor, story, section, change="correction", change_note="It was Tuesday.")
    form = editor.get(f"/newsroom/pages/{story.pk}/edit/").context["form"]
    assert form["change"].value() == form["change_note"].value() == ""
    press_publish(editor, story, section, change="update")
    assert "It was Tuesday." in Client().get(str(story.url)).content.decode()


def test_a_story_is_not_withdrawn_without_a_reason(sign_in: SignIn, story: ArticlePage) -> None:
    editor = sign_in("editor")
    address = f"/newsroom/pages/{story.pk}/unpublish/"
    assert b"Why is it withdrawn?" in editor.post(address).content
    assert editor.post(address, {"reason": " "}).status_code == 200
    story.refresh_from_db()
    assert story.live
    assert editor.post(address, {"reason": "A source was invented."}).status_code == 302
    record_all()
    page = Client().get(f"{story.url}revisions/").content.decode()
    assert "A source was invented." in page
