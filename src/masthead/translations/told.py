"""What readers of a translation are told of its original, and of the machine that made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from masthead.articles.models import ArticlePage
from masthead.core.batch import once
from masthead.ledger.models import RecordEntry
from masthead.record.entry import EntryKind

from .machine import Made, made_by_machine
from .models import Translation

ERASED, WITHDRAWN = "erased", "withdrawn"


@dataclass(frozen=True)
class Told:
    """One thing that happened to the original and is not in the translation, or to the original."""

    what: str  # a Change, or ERASED or WITHDRAWN
    at: datetime | None
    url: str  # where the original is read; empty where it is not any more
    language: str = ""


@dataclass(frozen=True)
class Standing:
    """How a translation stands to its original, and how it was made."""

    original: Told | None
    machine: Made | None


def read_standing(stories: Sequence[ArticlePage]) -> None:
    """Read at once what is known of ``stories`` as translations; for this batch."""
    rows = Translation.objects.filter(page__in=stories).prefetch_related("machine_texts")
    found = {row.page_id: row for row in rows}
    _read_before().update((story.pk, found.get(story.pk)) for story in stories)


def standing(story: ArticlePage) -> Standing | None:
    """Return what readers of ``story`` are told; None for a story that is no translation."""
    known = _read_before()
    row = known[story.pk] if story.pk in known else _row(story)
    return Standing(told(row, story), made_by_machine(row, story)) if row else None


def told(row: Translation, story: ArticlePage) -> Told | None:
    """Return the one thing about the original that matters most."""
    original = story.translation_of
    if original is None or original.uid != row.original:
        if ArticlePage.objects.filter(uid=row.original).exists():
            return None  # a preview of a story that is about to be no translation any more
        return Told(ERASED, _when(row.original, EntryKind.ERASE), "")
    if not original.live:
        was_public = original.first_published_at is not None
        return Told(WITHDRAWN, _when(original.uid, EntryKind.WITHDRAW), "") if was_public else None
    if not row.is_behind:
        return None
    is_open = ArticlePage.objects.published().filter(pk=original.pk).exists()
    return Told(
        row.change, row.changed_at, (original.url or "") if is_open else "", original.language
    )


def _when(original: UUID, kind: EntryKind) -> datetime | None:
    entry = RecordEntry.objects.filter(article=original, kind=kind).order_by("-revision").first()
    return entry.time if entry else None


def _row(story: ArticlePage) -> Translation | None:
    found = Translation.objects.filter(page=story.pk).prefetch_related("machine_texts")
    return found.first()


def _read_before() -> dict[int, Translation | None]:
    return once("translations", dict)
