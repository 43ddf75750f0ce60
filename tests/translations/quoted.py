"""Stories that quote, and what readers and the database have of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as Html
from selectolax.lexbor import LexborNode as Node

from masthead.addresses.assign import paths_to
from masthead.articles.models import ArticlePage
from masthead.people.models import User
from masthead.translations.start import start
from tests.ledger.runs import publish_again

FIRST, SECOND = "https://port.example/minutes", "https://port.example/transcript"
WORDS = "<p>منتظر ماندیم.</p>"


def with_quote(story: ArticlePage, **values: Any) -> list[dict[str, Any]]:
    """The blocks of the newest draft with another quotation."""
    raw = [dict(block) for block in story.get_latest_revision_as_object().body.get_prep_value()]
    raw[1]["value"] = {**raw[1]["value"], **values}
    return raw


def requote(story: ArticlePage, **values: Any) -> ArticlePage:
    """Publish it."""
    return publish_again(story, body=with_quote(story, **values), change="minor")


def stored(page: ArticlePage) -> list[str | None]:
    """The sources that a story holds itself: in what readers have, and in the newest draft."""
    fresh = ArticlePage.objects.get(pk=page.pk)
    draft = fresh.get_latest_revision_as_object()
    return [one.body.raw_data[1]["value"].get("source_url") for one in (fresh, draft)]


def quote_of(story: ArticlePage) -> Node:
    """The quotation that readers get."""
    html = Html(Client().get(paths_to(story)[0]).content.decode())
    found = html.css_first("figure.quote")
    assert found is not None
    return found


def source_of(story: ArticlePage) -> str | None:
    """Where it leads; the same as it says to machines."""
    figure = quote_of(story)
    link = figure.css_first("figcaption a")
    found = link.attributes["href"] if link else None
    words = figure.css_first("blockquote")
    assert words is not None
    assert words.attributes.get("cite") == found
    return found


@pytest.fixture
def original(original: ArticlePage) -> ArticlePage:
    """Its quotation has a source."""
    return requote(original, source_url=FIRST)


@pytest.fixture
def translation(original: ArticlePage, editor: User) -> ArticlePage:
    """The words of the quotation are translated, and readers have it."""
    page = start(original, "fa", editor)
    return requote(page, text=WORDS, attribution="یک مسافر")
