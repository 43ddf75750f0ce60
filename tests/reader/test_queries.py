"""The work for a page does not grow with the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    ImageFactory,
    PersonFactory,
    SectionFactory,
    TopicFactory,
)

from masthead.articles.models import SectionPage
from masthead.people.models import Person

pytestmark = pytest.mark.usefixtures("outlet")

SMALL, LARGE = 25, 50


@pytest.fixture
def archive() -> Callable[[int], None]:
    """Call it with a number to add so many stories to two sections, by two people."""
    picture = ImageFactory(size=(60, 40))
    sections: list[SectionPage] = [SectionFactory(title=name) for name in ("News", "Culture")]
    people: list[Person] = [PersonFactory(slug=slug, portrait=picture) for slug in "ab"]
    topic = TopicFactory(title="Harbour")

    def add(count: int) -> None:
        for number in range(count):
            story = ArticleFactory(
                section=sections[number % 2],
                by=people,
                about=[topic],
                lead_image=picture,
                kind="opinion" if number % 5 == 0 else "report",
            )
        CommentFactory(page=story)

    return add


def queries(client: Client, path: str) -> int:
    """How many queries a page takes once its pictures have been made."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_page_takes_no_more_queries_in_a_larger_archive(
    client: Client, archive: Callable[[int], None]
) -> None:
    archive(SMALL)
    news, people = SectionPage.objects.get(slug="news"), Person.objects.all()
    ArticleFactory(slug="first", section=news, by=people)
    at_most = {
        "/": 40,
        "/news/": 30,
        "/topic/harbour/": 30,
        "/author/a/": 30,
        "/news/first/": 45,
        "/archive/": 20,
        "/search/?q=ferry": 30,
    }
    small = {path: queries(client, path) for path in at_most}
    archive(LARGE - SMALL)
    large = {path: queries(client, path) for path in at_most}
    assert all(large[path] <= small[path] <= at_most[path] for path in at_most), (small, large)
