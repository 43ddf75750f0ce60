"""Asking for the pages of stories whose entries have come into the log: they name them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max, Min

from masthead.addresses.pages import paths_of
from masthead.articles.models import ArticlePage
from masthead.bake import queue, spreads
from masthead.bake.models import Priority

from . import places
from .models import RecordEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

CHUNK = 200  # entries of one turn
FEW = 20  # stories whose readers wait; more at once are an import, or an older outlet's archive


def bake_stories(articles: Collection[UUID], since: int) -> None:
    """Ask for the pages of ``articles``; of many, for those that were baked before.

    ``since`` is the place in the log of the first of their new entries. The record's own pages
    follow behind.
    """
    found = list(articles)
    many = len(found) > FEW
    for start in range(0, len(found), 500):
        stories = ArticlePage.objects.filter(uid__in=found[start : start + 500])
        paths = [path for path in paths_of(stories).values() if "?" not in path]
        queue.request(paths, Priority.BEHIND if many else Priority.NOW, known_only=many)
    bake_record()
    if many:
        new = RecordEntry.objects.filter(place__gte=since).aggregate(a=Min("time"), b=Max("time"))
        for month in places.months_between(new["a"], new["b"]):
            queue.request_spread(f"record_month:{month:%Y-%m}", known_only=True)
        queue.request_spread(f"entries:{since}:", known_only=True)
        return
    for article in found:
        queue.request_spread(f"recorded:{article}")


def bake_record() -> None:
    """Ask for the pages that tell of the record as a whole."""
    queue.request((places.RECORD, places.CORRECTIONS), Priority.BEHIND)
    queue.request(places.FEEDS, Priority.BEHIND, known_only=True)


def recorded(article: str) -> Iterator[str]:
    """Expand a spread to the pages of a story's revisions, and those of the record that name it."""
    yield from places.of_stories([UUID(article)])
    yield from places.showing([UUID(article)])


def record_month(month: str) -> Iterator[str]:
    """Expand a spread to the sheets of a month."""
    return places.sheets_of(datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC))


def entries(rest: str) -> Iterator[str]:
    """Expand a spread to the pages of the newest entries from one place on to before another."""
    low, _colon, end = rest.partition(":")
    rows = RecordEntry.objects.filter(place__gte=int(low)).order_by("-place")
    found = list((rows.filter(place__lt=int(end)) if end else rows)[:CHUNK])
    yield from places.of_entries(found)
    if len(found) == CHUNK:
        yield f"entries:{low}:{found[-1].place}"


def record(_rest: str) -> Iterator[str]:
    """Expand a spread to all of the record: its own pages, then those of every revision."""
    yield from (places.RECORD, places.CORRECTIONS, *places.FEEDS)
    for month, _count in places.months():
        yield f"record_month:{month:%Y-%m}"
    yield "entries:0:"


def register() -> None:
    """Tell the baker."""
    for expand in (recorded, record_month, entries, record):
        spreads.register(expand.__name__, expand)
