"""A story to comment on, and who judges."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from tests.factories import ArticleFactory, UserFactory

from masthead.articles.models import ArticlePage
from masthead.outlet.models import OutletSettings
from masthead.people.models import User


@pytest.fixture
def story(outlet: OutletSettings) -> ArticlePage:
    page: ArticlePage = ArticleFactory(title="The quay is finished", slug="quay")
    return page


@pytest.fixture
def moderator(db: None) -> User:
    user: User = UserFactory(first_name="Mira", last_name="Okafor")
    for codename in ("access_admin", "moderate_comment"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    return user


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client
