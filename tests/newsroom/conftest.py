"""A newsroom with somebody in each role, and the forms they fill in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from tests.factories import SectionFactory, UserFactory
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from masthead.articles.models import SectionPage
from masthead.articles.tree import stories_folder
from masthead.newsroom.bootstrap import set_up
from masthead.newsroom.roles import GROUPS

NEW_STORY = "/newsroom/pages/add/articles/articlepage/{}/"

SignIn = Callable[[str], Client]


@pytest.fixture
def newsroom(db: None) -> None:
    set_up("The Harbour Post")


@pytest.fixture
def section(newsroom: None) -> SectionPage:
    made: SectionPage = SectionFactory(title="Harbour")
    return made


@pytest.fixture
def sign_in(newsroom: None) -> SignIn:
    """Return a browser in which somebody of a role has signed in."""

    def as_role(role: str) -> Client:
        user = UserFactory(username=f"{role}@post.example")
        user.groups.add(Group.objects.get(name=GROUPS[role]))
        client = Client()
        client.force_login(user)
        client.user = user  # type: ignore[attr-defined]
        return client

    return as_role


def story_fields(section: SectionPage | None, **changed: Any) -> dict[str, Any]:
    """What the browser sends for a story that is ready for readers."""
    empty = dict.fromkeys(
        (
            "seo_title",
            "search_description",
            "social_title",
            "social_description",
            "social_image",
            "canonical_url",
            "kicker",
            "dateline",
            "lead_image",
            "lead_caption",
            "translation_of",
            "breaking_until",
            "comment_mode",
            "no_byline_reason",
            "go_live_at",
            "expire_at",
        ),
        "",
    )
    fields = {
        **empty,
        "title": "Ferries stop for a day",
        "slug": "ferries-stop-for-a-day",
        "standfirst": "Crews ask for rest.",
        "kind": "report",
        "section": section.pk if section else "",
        "language": "en",
        "backstory": rich_text(""),
        "body": streamfield([("text", rich_text("<p>The quay was empty.</p>"))]),
        "bylines": [],
        "related_links": [],
        "comments": [],
    } | changed
    rows = {name: _formset(value) for name, value in fields.items() if isinstance(value, list)}
    return nested_form_data(fields | rows)


def _formset(rows: list[dict[str, Any]]) -> dict[str, Any]:
    lines = {str(at): {"id": "", "ORDER": at + 1, **row} for at, row in enumerate(rows)}
    return lines | {
        "TOTAL_FORMS": len(rows),
        "INITIAL_FORMS": 0,
        "MIN_NUM_FORMS": 0,
        "MAX_NUM_FORMS": 1000,
    }


def write(client: Client, section: SectionPage | None, action: str = "", **changed: Any) -> Any:
    """Fill in the form of a new story and press a button ("" is "save draft")."""
    fields = story_fields(section, **changed)
    if action:
        fields[f"action-{action}"] = f"action-{action}"
    return client.post(NEW_STORY.format(stories_folder().pk), fields)
