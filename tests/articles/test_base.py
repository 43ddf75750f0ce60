"""What every page of an outlet has in common."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.factories import ArticleFactory, SectionFactory, TopicFactory, UserFactory
from tests.newsroom.conftest import write

from masthead.articles.models import ArticlePage

pytestmark = pytest.mark.usefixtures("outlet")

WRONG = "\x01\ufffe\uffff\u202e"


def test_a_saved_page_holds_no_character_that_breaks_a_feed_or_turns_a_line_round() -> None:
    story = ArticleFactory(title=f"Ferry{WRONG} late", standfirst=f"At {WRONG}the\nquay")
    topic = TopicFactory(title="Harbour", summary=f"{WRONG}Boats")
    for page in (story, story.latest_revision.as_object()):
        assert (page.title, page.standfirst) == ("Ferry late", "At the\nquay")
    topic.refresh_from_db()
    assert topic.summary == "Boats"


def test_a_draft_from_the_form_holds_none_either(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    write(client, SectionFactory(), title=f"Ferry{WRONG} late", standfirst=f"{WRONG}At the quay")
    story = ArticlePage.objects.get()
    for page in (story, story.latest_revision.as_object()):
        assert (page.title, page.standfirst) == ("Ferry late", "At the quay")


def test_a_headline_of_nothing_else_is_no_headline(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    assert "title" in write(client, SectionFactory(), title=WRONG).context["form"].errors
    assert not ArticlePage.objects.exists()


def test_a_changed_story_reaches_feeds_without_them(client: Client) -> None:
    story = ArticleFactory(title="Ferry")
    story.title = f"Ferry{WRONG} back"
    story.standfirst = f"{WRONG}At last"
    story.save_revision().publish()
    item = json.loads(client.get("/feed.json").content)["items"][0]
    assert item["title"] == "Ferry back"
    assert not set(WRONG) & set(json.dumps(item, ensure_ascii=False))
