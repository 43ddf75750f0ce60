"""Pages that are rendered together are those that are rendered each by itself."""

from __future__ import annotations

import re

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
from wagtail.models import PageViewRestriction

from masthead.addresses.assign import redirect
from masthead.articles.changes import Change
from masthead.articles.models import ArticlePage, RelatedArticle
from masthead.articles.queries_story import related, translations
from masthead.articles.querysets import read_around
from masthead.comments.models import ThreadLock
from masthead.core.batch import batch
from masthead.core.edition import within
from masthead.ledger import work as record
from masthead.outlet.models import Edition
from masthead.reader.ahead import read_ahead

pytestmark = pytest.mark.usefixtures("outlet")

# When the form was shown, signed: another one each second.
STAMP = re.compile(rb'name="stamp" value="[^"]*"')


@pytest.fixture
def stories() -> list[ArticlePage]:
    """With all that stands around a story: enough before it, too few, another edition."""
    Edition.objects.create(language="fa", name="پست بندر", prefix="fa")
    news, picture = SectionFactory(slug="news"), ImageFactory(size=(60, 40))
    inside = SectionFactory(parent=news, slug="harbour")
    people, topics = PersonFactory.create_batch(3), TopicFactory.create_batch(3)
    made = [
        ArticleFactory(
            section=news if number % 4 else inside,
            by=[people[number % 3], people[(number + 1) % 3]],
            about=[topics[0], topics[number % 3]] if number < 9 else [],
            lead_image=picture if number % 2 else None,
        )
        for number in range(11)
    ]
    made.append(ArticleFactory(language="fa", translation_of=made[0], section=news))
    made += [ArticleFactory(language="fa", section=news, by=people[:1]) for _ in range(5)]
    made[1].related_links = [RelatedArticle(related=made[5])]
    made[1].change, made[1].change_note = Change.CORRECTION, "The ferry was late."
    made[1].save_revision().publish()
    CommentFactory(page=made[2], parent=CommentFactory(page=made[2]))
    ThreadLock.objects.create(page=made[3])
    PageViewRestriction.objects.create(page=made[4], restriction_type="login")
    return made


@pytest.fixture
def recorded(stories: list[ArticlePage]) -> list[ArticlePage]:
    """Those of them that anybody may read, with their entries in the public record."""
    while record.step():
        pass
    return [story for story in stories if story.pk != stories[4].pk]


def body(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200
    return STAMP.sub(b"", answer.content)


def test_a_page_is_the_same_in_a_batch_and_alone(
    client: Client, recorded: list[ArticlePage]
) -> None:
    paths = [story.url for story in recorded] + ["/", "/news/", "/author/nobody/"]
    alone = [body(client, path) for path in paths[:-1]]
    assert b"/revisions/2/" in alone[1]
    with batch():
        read_ahead(paths)
        assert [body(client, path) for path in paths[:-1]] == alone


def test_what_stands_beside_is_found_for_many_as_for_one(recorded: list[ArticlePage]) -> None:
    def beside(story: ArticlePage) -> list[int]:
        with within(story.edition):
            read_around(story)
            return [other.pk for other in related(story, translations(story))]

    alone = [beside(ArticlePage.objects.get(pk=story.pk)) for story in recorded]
    with batch():
        again = [ArticlePage.objects.get(pk=story.pk) for story in recorded]
        read_ahead([story.url for story in again])
        with CaptureQueriesContext(connection) as captured:
            assert [beside(story) for story in again] == alone
    assert not [one for one in captured if "articles_listing" in one["sql"]]
    assert {len(found) for found in alone} == {4}


def test_what_leads_elsewhere_or_is_gone_answers_so_in_a_batch(
    client: Client, stories: list[ArticlePage]
) -> None:
    redirect("/old/", stories[0])
    stories[1].unpublish()
    with batch():
        read_ahead(["/old/", stories[1].url])
        assert client.get("/old/")["Location"] == stories[0].url
        assert client.get(stories[1].url).status_code == 410


def test_pages_of_a_batch_ask_together(client: Client, recorded: list[ArticlePage]) -> None:
    paths = [story.url for story in recorded]
    for path in paths:
        client.get(path)  # sizes of pictures are made
    with CaptureQueriesContext(connection) as alone:
        for path in paths:
            client.get(path)
    with CaptureQueriesContext(connection) as together, batch():
        read_ahead(paths)
        for path in paths:
            client.get(path)
    assert len(together) < len(alone) / 5, [one["sql"] for one in together]
