"""A story with its translation, and what an editor does to either."""

from __future__ import annotations

import pytest
from wagtail.rich_text import RichText

from masthead.articles.models import ArticlePage
from masthead.outlet.models import OutletSettings
from masthead.people.models import User
from masthead.translations.models import Translation
from masthead.translations.start import start
from tests.factories import ArticleFactory, PersonFactory, SectionFactory, UserFactory


@pytest.fixture
def editor(outlet: OutletSettings) -> User:
    """Somebody who translates."""
    made: User = UserFactory()
    return made


@pytest.fixture
def original(outlet: OutletSettings) -> ArticlePage:
    """Three blocks, a byline, a section."""
    return ArticleFactory(
        title="The ferry is late",
        language="en",
        section=SectionFactory(slug="news"),
        by=[PersonFactory(name="Ines Calder")],
        body=[
            ("text", RichText("<p>The ferry came at <b>seven</b>.</p>")),
            ("quote", {"text": RichText("<p>We waited.</p>"), "attribution": "A passenger"}),
            ("text", RichText("<p>It left at nine.</p>")),
        ],
    )  # type: ignore[return-value]


@pytest.fixture
def translation(original: ArticlePage, editor: User) -> ArticlePage:
    """Its Persian version, which readers have."""
    page = start(original, "fa", editor, PersonFactory(name="Darya Noor"))
    page.title = "کشتی دیر رسید"
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def row_of(page: ArticlePage) -> Translation:
    """What is known of it now."""
    return Translation.objects.get(page=page.pk)
