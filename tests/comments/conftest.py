"""A story to comment on."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core import signing
from tests.factories import ArticleFactory

from masthead.articles.models import ArticlePage
from masthead.comments import stamp
from masthead.outlet.models import OutletSettings

Fields = dict[str, Any]


@pytest.fixture
def story(outlet: OutletSettings) -> ArticlePage:
    """A live story of an outlet that moderates before publication."""
    page: ArticlePage = ArticleFactory(title="The quay is finished", slug="quay")
    return page


@pytest.fixture
def typed() -> Fields:
    """What a reader typed who had the form open for a minute."""
    minute_ago = signing.dumps(int(time.time()) - 60, salt=stamp.SALT)
    return {
        "text": "I live opposite the building.",
        "name": "Jo Harper",
        "email": "jo@reader.example",
        "url": "",
        "stamp": minute_ago,
    }
