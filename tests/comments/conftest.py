"""A story to comment on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import signing
from pytest_django import Settings
from tests.factories import ArticleFactory
from tests.smtp import Letters, mail_server

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


@pytest.fixture
def post(settings: Settings) -> Iterator[Letters]:
    """A mail server that this outlet sends by."""
    with mail_server() as letters:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", letters.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield letters
