"""A quotation has one source and one wording, whatever the number of languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser as Html
from wagtail.models import PageViewRestriction

from masthead.addresses.assign import paths_to
from masthead.articles.models import ArticlePage
from masthead.bake.models import BakeRequest
from masthead.core.batch import batch
from masthead.ledger.models import RecordEntry
from masthead.people.models import User
from masthead.reader.ahead import read_ahead
from masthead.translations.compare import compared
from masthead.translations.quotations import tied
from masthead.translations.start import start
from tests.factories import ArticleFactory
from tests.ledger.runs import publish_again, record_all

from .quoted import (
    FIRST,
    SECOND,
    WORDS,
    original,
    quote_of,
    requote,
    source_of,
    stored,
    translation,
    with_quote,
)

__all__ = ["original", "translation"]


def test_a_corrected_source_is_that_of_every_translation(
    original: ArticlePage, translation: ArticlePage
) -> None:
    assert source_of(translation) == FIRST
    assert not any(stored(translation))
    requote(original, source_url=SECOND)
    assert source_of(translation) == SECOND
    requote(original, source_url="")
    assert source_of(translation) is None


def test_readers_can_open_the_words_of_the_original(translation: ArticlePage) -> None:
    figure = quote_of(translation)
    shown = figure.css_first("details blockquote")
    assert shown is not None
    assert (shown.attributes["lang"], shown.attributes["dir"]) == ("en", "ltr")
    assert shown.text(strip=True) == "We waited."
    assert "یک مسافر" in figure.text()
    assert "A passenger" not in figure.text()


def test_words_that_are_the_same_are_not_shown_twice(
    original: ArticlePage, translation: ArticlePage
) -> None:
    assert quote_of(original).css_first("details") is None
    requote(translation, text="<p>We  <i>waited</i>.</p>")
    assert quote_of(translation).css_first("details") is None


def test_a_quotation_of_its_own_has_a_source_of_its_own(
    original: ArticlePage, translation: ArticlePage
) -> None:
    raw = with_quote(translation)
    raw.append({**raw[1], "id": "own", "value": {**raw[1]["value"], "source_url": SECOND}})
    page = publish_again(translation, body=raw, change="minor")
    assert page.body.raw_data[3]["value"]["source_url"] == SECOND
    html = Html(Client().get(paths_to(page)[0]).content.decode())
    own = html.css("figure.quote")[1]
    assert own.css_first("figcaption a").attributes["href"] == SECOND
    assert own.css_first("details") is None


def test_a_copy_of_the_source_from_before_is_not_believed(
    original: ArticlePage, translation: ArticlePage
) -> None:
    raw = with_quote(translation, source_url=SECOND)
    ArticlePage.objects.filter(pk=translation.pk).update(body=json.dumps(raw))
    assert source_of(translation) == FIRST
    requote(translation, source_url=SECOND)
    assert not any(stored(translation))


def test_a_source_that_only_a_translation_named_is_not_thrown_away(
    original: ArticlePage, translation: ArticlePage
) -> None:
    requote(original, source_url="")
    requote(translation, source_url=SECOND)
    assert source_of(translation) is None
    publish_again(translation, translation_of=None, change="minor")
    assert source_of(translation) == SECOND


def test_nothing_of_a_withdrawn_original_is_shown_until_it_returns(
    original: ArticlePage, translation: ArticlePage
) -> None:
    ArticlePage.objects.get(pk=original.pk).unpublish()
    assert source_of(translation) is None
    assert quote_of(translation).css_first("details") is None
    original.get_latest_revision().publish()
    assert source_of(translation) == FIRST
    assert quote_of(translation).css_first("details") is not None


def test_nor_of_one_that_is_not_open_to_everybody(
    original: ArticlePage, translation: ArticlePage
) -> None:
    record_all()
    closed = PageViewRestriction.objects.create(page=original, restriction_type="login")
    record_all()
    assert source_of(translation) is None
    closed.delete()
    record_all()
    assert source_of(translation) == FIRST


def test_earlier_revisions_of_a_translation_keep_them_until_it_is_withdrawn_too(
    original: ArticlePage, translation: ArticlePage
) -> None:
    def recorded() -> Any:
        return Client().get(f"{paths_to(translation)[0]}revisions/1/")

    record_all()
    ArticlePage.objects.get(pk=original.pk).unpublish()
    record_all()
    assert "We waited." in recorded().content.decode()
    ArticlePage.objects.get(pk=translation.pk).unpublish()
    record_all()
    assert recorded().status_code == 410
    assert "We waited." not in recorded().content.decode()


@pytest.mark.parametrize("end", ["withdrawn", "closed", "deleted"])
def test_nor_are_the_words_that_were_recorded_until_the_record_has_others(
    original: ArticlePage, translation: ArticlePage, end: str
) -> None:
    record_all()
    assert "We waited." in quote_of(translation).text()
    page = ArticlePage.objects.get(pk=original.pk)
    if end == "withdrawn":
        page.unpublish()
    elif end == "closed":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        page.delete()
    assert "We waited." not in quote_of(translation).text()
    waiting = RecordEntry.objects.get(article=translation.uid, place=None)
    assert not waiting.many
    # Nor where no entry can be made.
    RecordEntry.objects.filter(pk=waiting.pk).update(trouble="Its picture is damaged.")
    assert "We waited." not in quote_of(translation).text()


def test_a_page_that_shows_what_it_showed_is_marked_again(
    original: ArticlePage, translation: ArticlePage
) -> None:
    def is_marked() -> bool:
        html = Client().get(paths_to(translation)[0]).content.decode()
        return 'data-record="body"' in html

    record_all()
    assert is_marked()
    publish_again(original, title="The ferry was late", change="minor")
    assert not is_marked()
    BakeRequest.objects.all().delete()
    record_all()
    assert is_marked()
    assert set(paths_to(translation)) <= set(BakeRequest.objects.values_list("path", flat=True))


def test_the_record_has_an_entry_for_each_quotation_that_reads_otherwise(
    original: ArticlePage, translation: ArticlePage
) -> None:
    def entries() -> list[str]:
        rows = RecordEntry.objects.filter(article=translation.uid).order_by("revision")
        return list(rows.values_list("kind", flat=True))

    record_all()
    assert entries() == ["publish"]
    requote(original, source_url=SECOND)
    BakeRequest.objects.all().delete()
    record_all()
    assert entries() == ["publish", "update"]
    assert set(paths_to(translation)) <= set(BakeRequest.objects.values_list("path", flat=True))
    assert source_of(translation) == SECOND
    # What shows nothing else drops out again.
    publish_again(original, title="The ferry was late", change="minor")
    record_all()
    assert entries() == ["publish", "update"]
    requote(original, text="<p>We waited for hours.</p>")
    record_all()
    assert "We waited for hours." in quote_of(translation).text()
    ArticlePage.objects.get(pk=original.pk).unpublish()
    record_all()
    assert len(entries()) == 4
    assert source_of(translation) is None


def test_a_feed_tells_the_source_that_the_page_has(
    original: ArticlePage, translation: ArticlePage
) -> None:
    assert FIRST in Client().get("/feed/fa/").content.decode()
    requote(original, source_url=SECOND)
    shown = Client().get("/feed/fa/").content.decode()
    assert SECOND in shown
    assert FIRST not in shown
    assert "We waited." in shown


def test_a_feed_that_tells_less_is_another_version(
    original: ArticlePage, translation: ArticlePage
) -> None:
    known = {"if-none-match": Client().get("/feed/fa/")["ETag"]}
    assert Client().get("/feed/fa/", headers=known).status_code == 304
    ArticlePage.objects.get(pk=original.pk).unpublish()
    again = Client().get("/feed/fa/", headers=known)
    assert again.status_code == 200
    assert FIRST not in again.content.decode()


def test_another_source_is_no_work_for_who_translates(
    original: ArticlePage, translation: ArticlePage
) -> None:
    before = original.live_revision.as_object()
    after = requote(original, source_url=SECOND)
    (change,) = [one for one in compared(before, after) if one.is_changed]
    assert (change.fate, change.asks_for_work) == ("source", False)


def test_one_question_is_asked_and_none_for_a_story_that_is_no_translation(
    original: ArticlePage, translation: ArticlePage
) -> None:
    for story, questions in ((original, 0), (translation, 1)):
        fresh = ArticlePage.objects.get(pk=story.pk)
        with CaptureQueriesContext(connection) as asked:
            for block in tied(fresh.body, fresh):
                assert block.block_type != "quote" or block.value.source == FIRST
        reads = [one for one in asked.captured_queries if '"body"' in one["sql"]]
        assert len(reads) == questions


def test_it_is_one_for_a_feed_and_for_a_batch_of_pages(
    original: ArticlePage, translation: ArticlePage, editor: User
) -> None:
    stories = [translation]
    for _ in range(3):
        body = [(block.block_type, block.value) for block in original.body]
        other = ArticleFactory(language="en", section=original.section, body=body)
        stories.append(requote(start(other, "fa", editor), text=WORDS))
    with originals_asked_for() as asked:
        Client().get("/feed/fa/")
    assert len(asked()) == 1
    with originals_asked_for() as asked:
        bake_together(stories)
    assert len(asked()) == 1
    # What was recorded is shown as it was: nothing is looked up.
    record_all()
    with originals_asked_for() as asked:
        bake_together(stories)
    assert not asked()


@contextmanager
def originals_asked_for() -> Iterator[Callable[[], list[str]]]:
    """What the database is asked of originals meanwhile."""
    with CaptureQueriesContext(connection) as found:
        yield lambda: [one["sql"] for one in found.captured_queries if '"is_open"' in one["sql"]]


def bake_together(stories: list[ArticlePage]) -> None:
    """Make their pages as the baker does."""
    paths = [path for story in stories for path in paths_to(story)]
    with batch():
        read_ahead(paths)
        for path in paths:
            assert Client().get(path).status_code == 200
