"""Imported stories come into the public record by the import itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import run
from tests.ledger.runs import log, record_all

from masthead.articles.models import ArticlePage
from masthead.importers.wordpress import convert
from masthead.importers.wordpress.write import stories
from masthead.ledger import append
from masthead.ledger.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


def export(folder: Path, posts: int = 5, text: str = "Words") -> Path:
    drafts = wxr.item(90, "Not yet", status="draft"), wxr.item(91, post_type="page")
    return wxr.write(folder, *(wxr.item(n, text) for n in range(1, posts + 1)), *drafts)


def test_each_public_story_of_an_import_has_its_entry_before_a_worker_looks(tmp_path: Path) -> None:
    run(export(tmp_path))
    live = ArticlePage.objects.live()
    entries = RecordEntry.objects.order_by("pk")
    assert [entry.article for entry in entries] == [page.uid for page in live.order_by("pk")]
    assert {(entry.kind, entry.revision, entry.many) for entry in entries} == {("publish", 1, True)}
    assert append.missing() == 0
    record_all()
    assert len(log()) == 5


def test_a_second_import_makes_no_second_entry(tmp_path: Path) -> None:
    run(export(tmp_path))
    record_all()
    run(export(tmp_path))
    record_all()
    assert len(log()) == 5


def test_a_batch_that_fails_leaves_neither_stories_nor_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("cut")

    monkeypatch.setattr(convert, "BATCH", 2)
    real, batches = stories.references.record, 0

    def record(pages: object) -> None:
        nonlocal batches
        batches += 1
        fail() if batches == 3 else real(pages)

    monkeypatch.setattr(stories.references, "record", record)
    with pytest.raises(RuntimeError, match="cut"):
        run(export(tmp_path))
    live = ArticlePage.objects.live().count()
    assert 0 < live < 5
    assert RecordEntry.objects.count() == live


def test_a_link_that_was_finished_after_the_record_is_shown_and_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that runs beside the import takes the first story before the second is there."""
    monkeypatch.setattr(convert, "BATCH", 1)
    text = "Before <a href='https://old.example/?p=2'>the next</a>"
    path = wxr.write(tmp_path, wxr.item(1, text), wxr.item(2))
    real = stories.references.record

    def recorded_at_once(pages: object) -> None:
        real(pages)
        record_all()

    monkeypatch.setattr(stories.references, "record", recorded_at_once)
    run(path)
    record_all()
    first, second = ArticlePage.objects.order_by("pk")
    assert f'<a href="{second.url}">the next</a>' in Client().get(first.url).content.decode()
    kinds = [(entry.kind, entry.article == first.uid) for entry in log()]
    assert kinds == [("publish", True), ("publish", False), ("update", True)]
