"""What somebody types is words to look for, whatever marks are among them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from modelsearch.query import Phrase
from tests.factories import ArticleFactory, PersonFactory, UserFactory
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

MARKED = ["-", "!?", '"a', 'a"', '"ferry" "', '" OR 1=1', '-"a b"', '"', '""', '" "', "'\"'"]
LISTS = (
    "/newsroom/pages/search/",
    "/newsroom/stories/",
    "/newsroom/people/",
    "/newsroom/images/",
    "/newsroom/documents/",
    "/newsroom/choose-page/search/",
    "/newsroom/images/chooser/results/",
)


@pytest.mark.usefixtures("outlet")
@pytest.mark.parametrize("query", MARKED)
def test_readers_may_type_quotation_marks(client: Client, query: str) -> None:
    assert client.get("/search/", {"q": query}).status_code == 200


@pytest.mark.usefixtures("outlet")
def test_quotation_marks_do_not_keep_words_from_being_found(client: Client) -> None:
    ArticleFactory(title="The lighthouse is dark")
    ArticleFactory(title="The market is open")
    for query in ('"lighthouse"', 'lighthouse "', '"lighthouse dark', '"dark" "lighthouse"'):
        text = client.get("/search/", {"q": query}).text
        assert "<mark>lighthouse</mark>" in text, query
        assert "market" not in text, query
    assert [page.title for page in Page.objects.search(Phrase('lighthouse" is'))] == [
        "The lighthouse is dark"
    ]
    assert not Page.objects.search(Phrase('"'))


@pytest.mark.usefixtures("outlet")
@pytest.mark.parametrize("path", LISTS)
def test_the_newsroom_may_type_quotation_marks(path: str, client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    for query in MARKED:
        assert client.get(path, {"q": query}).status_code == 200, query


@pytest.mark.usefixtures("outlet")
def test_the_newsroom_finds_people_by_their_names(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    PersonFactory(name="Zoë Vale")
    PersonFactory(name="Noor Amin")
    text = client.get("/newsroom/people/", {"q": "amin"}).text
    assert "Noor Amin" in text
    assert "Zoë Vale" not in text


@pytest.mark.usefixtures("outlet")
def test_indexing_a_story_reads_no_other_entry_of_the_index() -> None:
    ArticleFactory.create_batch(3)
    story = ArticleFactory(title="The lighthouse is dark")
    with CaptureQueriesContext(connection) as asked:
        get_search_backend().add(story)
    assert not [query for query in asked if "AVG(" in query["sql"].upper()]
    assert [page.title for page in Page.objects.search("lighthouse")] == [story.title]


@pytest.mark.usefixtures("outlet")
def test_what_is_indexed_is_what_the_story_says_now() -> None:
    story = ArticleFactory(title="The lighthouse is dark")
    story.title = "The pier is wet"
    story.save()
    assert not Page.objects.search("lighthouse")
    assert [page.title for page in Page.objects.search("pier")] == [story.title]
