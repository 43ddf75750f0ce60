"""What a translation has of its original where the two part."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from masthead.articles.models import ArticlePage
from masthead.ledger import erase
from masthead.people.models import User
from masthead.publishing.scheduled import run_due
from masthead.translations.sources import give_to_copy
from tests.factories import UserFactory
from tests.ledger.runs import publish_again, record_all

from .quoted import (
    FIRST,
    SECOND,
    original,
    quote_of,
    requote,
    source_of,
    stored,
    translation,
    with_quote,
)

WEEK = timedelta(days=7)


__all__ = ["original", "translation"]


def test_a_deleted_original_leaves_its_sources(
    original: ArticlePage, translation: ArticlePage
) -> None:
    record_all()
    ArticlePage.objects.get(pk=original.pk).delete()
    record_all()
    assert stored(translation) == [FIRST, FIRST]
    assert source_of(translation) == FIRST
    assert quote_of(translation).css_first("details") is None


def keep_copy(page: ArticlePage, source: str) -> None:
    """Put into a translation what one from before this was so has: a source of its own."""
    raw = json.dumps(with_quote(page, source_url=source))
    ArticlePage.objects.filter(pk=page.pk).update(body=raw)
    for revision in Revision.objects.for_instance(page):
        revision.content |= {"body": raw}
        revision.save(update_fields=["content"])


def test_it_is_the_one_that_readers_saw(original: ArticlePage, translation: ArticlePage) -> None:
    keep_copy(translation, SECOND)
    assert source_of(translation) == FIRST
    ArticlePage.objects.get(pk=original.pk).delete()
    assert stored(translation) == [FIRST, FIRST]
    assert source_of(translation) == FIRST


def test_a_draft_that_parted_before_keeps_what_its_editor_wrote(
    original: ArticlePage, translation: ArticlePage
) -> None:
    draft = translation.get_latest_revision_as_object()
    draft.translation_of = None
    draft.save_revision()
    draft = ArticlePage.objects.get(pk=translation.pk).get_latest_revision_as_object()
    draft.body = with_quote(translation, source_url=SECOND)
    draft.save_revision()
    ArticlePage.objects.get(pk=original.pk).delete()
    assert stored(translation) == [FIRST, SECOND]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_nobody_saves_a_translation_while_it_is_given_its_sources(
    original: ArticlePage, translation: ArticlePage
) -> None:
    page = ArticlePage.objects.get(pk=original.pk)
    with CaptureQueriesContext(connection) as asked:
        page.delete()
    locked = [one["sql"] for one in asked.captured_queries if "FOR UPDATE" in one["sql"]]
    for table in ("articles_articlepage", "wagtailcore_revision"):
        assert any(f'FROM "{table}"' in sql for sql in locked), table


def schedule(translation: ArticlePage) -> None:
    """Let readers get it anew next week; a draft is written further."""
    page = translation.get_latest_revision_as_object()
    page.title, page.go_live_at = "کشتی دیر کرد", timezone.now() + WEEK
    page.save_revision().publish()
    page = translation.get_latest_revision_as_object()
    page.title = "کشتی نیامد"
    page.save_revision()


def a_week_passes(translation: ArticlePage) -> None:
    """What was scheduled is published."""
    now = timezone.now() + WEEK
    with time_machine.travel(now):
        assert run_due(now) == (1, 0)
    assert ArticlePage.objects.get(pk=translation.pk).title == "کشتی دیر کرد"


def test_so_has_what_readers_get_at_a_set_time(
    original: ArticlePage, translation: ArticlePage
) -> None:
    schedule(translation)
    ArticlePage.objects.get(pk=original.pk).delete()
    a_week_passes(translation)
    assert source_of(translation) == FIRST


def test_but_nothing_that_they_did_not_see(original: ArticlePage, translation: ArticlePage) -> None:
    schedule(translation)
    page = ArticlePage.objects.get(pk=original.pk)
    page.unpublish()
    page.delete()
    assert [bool(one) for one in stored(translation)] == [False, True]
    a_week_passes(translation)
    assert source_of(translation) is None


def test_what_readers_did_not_see_is_left_in_the_draft_alone(
    original: ArticlePage, translation: ArticlePage, editor: User
) -> None:
    page = ArticlePage.objects.get(pk=original.pk)
    page.unpublish()
    erase.erase(erase.ask(page, "It endangers somebody.", editor), UserFactory())
    assert [bool(one) for one in stored(translation)] == [False, True]
    assert source_of(translation) is None
    fresh = ArticlePage.objects.get(pk=translation.pk)
    assert fresh.has_unpublished_changes
    fresh.get_latest_revision().publish()
    assert source_of(translation) == FIRST


def test_a_story_that_is_no_translation_any_more_has_its_sources(
    original: ArticlePage, translation: ArticlePage
) -> None:
    publish_again(translation, translation_of=None, change="minor")
    assert stored(translation) == [FIRST, FIRST]
    assert source_of(translation) == FIRST
    # From then on they are the editor's to change.
    requote(translation, source_url="")
    assert source_of(translation) is None


def test_so_has_a_draft_whose_link_is_cut(original: ArticlePage, translation: ArticlePage) -> None:
    draft = translation.get_latest_revision_as_object()
    draft.translation_of = None
    draft.save_revision()
    assert [bool(one) for one in stored(translation)] == [False, True]
    assert source_of(translation) == FIRST


def test_nothing_that_was_withdrawn_is_published_by_cutting_the_link(
    original: ArticlePage, translation: ArticlePage
) -> None:
    ArticlePage.objects.get(pk=original.pk).unpublish()
    publish_again(translation, translation_of=None, change="minor")
    assert source_of(translation) is None
    assert not any(stored(translation))


def test_and_a_copy(original: ArticlePage, translation: ArticlePage) -> None:
    copied = translation.copy(update_attrs={"slug": "copied"})
    give_to_copy(translation, copied)
    assert stored(copied)[1] == FIRST


def test_a_quotation_that_the_original_gives_up_stays_with_its_source(
    original: ArticlePage, translation: ArticlePage
) -> None:
    record_all()
    first, _quote, last = with_quote(original)
    publish_again(original, body=[first, last], change="update")
    record_all()
    assert stored(translation) == [FIRST, FIRST]
    assert source_of(translation) == FIRST
    assert quote_of(translation).css_first("details") is None


@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_form_that_was_open_meanwhile_does_not_take_it_away(
    original: ArticlePage, translation: ArticlePage, *, is_deleted: bool
) -> None:
    form = translation.get_latest_revision_as_object()
    page = ArticlePage.objects.get(pk=original.pk)
    if is_deleted:
        page.delete()
        form.translation_of = None
    else:
        first, _quote, last = with_quote(page)
        publish_again(page, body=[first, last], change="update")
    saved = form.save_revision()
    assert stored(translation) == [FIRST, FIRST]
    form.save_revision(overwrite_revision=saved)  # by itself, while somebody writes
    form.save_revision().publish()
    assert stored(translation) == [FIRST, FIRST]
    # Whoever has seen it may take it out.
    requote(translation)
    requote(translation, source_url="")
    assert not any(stored(translation))
