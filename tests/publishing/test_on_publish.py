from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories import ArticleFactory, PersonFactory, SectionFactory

from masthead.addresses.models import Address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


def test_a_story_gets_its_path_at_its_first_publication() -> None:
    article = ArticleFactory(slug="ferry", section=SectionFactory(slug="news"))
    assert article.public_path == "/news/ferry/"


def test_a_story_that_is_only_scheduled_has_no_path_that_could_be_guessed() -> None:
    ArticleFactory(slug="embargo", go_live_at=timezone.now() + timedelta(days=1))
    assert not Address.objects.filter(path__contains="embargo").exists()


def test_a_person_has_a_page_from_the_first_save_on() -> None:
    assert PersonFactory(slug="alma").url == "/author/alma/"
