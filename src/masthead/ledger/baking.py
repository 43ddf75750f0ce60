"""Asking for the pages of stories whose entries have come into the log: they name them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from masthead.addresses.pages import paths_of
from masthead.articles.models import ArticlePage
from masthead.bake import queue, spreads
from masthead.bake.models import Priority

from . import places
from .models import RecordEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .placing import Placed

CHUNK = 200  # entries of one turn
FEW = 20  # stories whose readers wait; more at once are an import, or an older outlet's archive


def bake_stories(rows: Sequence[Placed], since: int) -> None:
    """Ask for the pages of the stories of ``rows``; of many, for those that were baked before.

    ``since`` is the place in the log of the first of them. The record's own pages follow behind.
    What came alone is not kept waiting for what came with it by thousands. For those nothing is
    looked up here: whoever publishes waits for this transaction.
    """
    many = len(rows) > FEW
    alone = {row.entry.article for row in rows if not (many and row.many)}
    if len(alone) <= FEW:
        bake_alone(alone)
    bake_record()
    if many:
        end = since + len(rows)
        # No entry is older than the one before it.
        for month in places.months_between(rows[0].entry.time, rows[-1].entry.time):
            queue.request_spread(f"record_month:{month:%Y-%m}", known_only=True)
        queue.request_spread(f"recorded_stories:{since}:{end}", known_only=True)
        queue.request_spread(f"entries:{since}:{end}", known_only=True)


def bake_alone(articles: Iterable[UUID]) -> None:
    """Ask for the pages of stories for which somebody waits."""
    stories = ArticlePage.objects.filter(uid__in=articles)
    queue.request(path for path in paths_of(stories).values() if "?" not in path)
    for article in articles:
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


def recorded_stories(rest: str) -> Iterator[str]:
    """Expand a spread to the stories of the entries from one place on to before another."""
    found = _newest(rest)
    stories = ArticlePage.objects.filter(uid__in={entry.article for entry in found})
    yield from (path for path in paths_of(stories).values() if "?" not in path)
    yield from _further("recorded_stories", rest, found)


def entries(rest: str) -> Iterator[str]:
    """Expand a spread to the pages of the entries from one place on to before another."""
    found = _newest(rest)
    yield from places.of_entries(found)
    yield from _further("entries", rest, found)


def _newest(rest: str) -> list[RecordEntry]:
    """The newest entries between two places, as many as one turn takes."""
    low, _colon, end = rest.partition(":")
    rows = RecordEntry.objects.filter(place__gte=int(low)).order_by("-place")
    return list((rows.filter(place__lt=int(end)) if end else rows)[:CHUNK])


def _further(kind: str, rest: str, found: Sequence[RecordEntry]) -> Iterator[str]:
    """The spread to what is left behind ``found``."""
    if len(found) == CHUNK:
        yield f"{kind}:{rest.partition(':')[0]}:{found[-1].place}"


def record(_rest: str) -> Iterator[str]:
    """Expand a spread to all of the record: its own pages, then those of every revision."""
    yield from (places.RECORD, places.CORRECTIONS, *places.FEEDS)
    for month, _count in places.months():
        yield f"record_month:{month:%Y-%m}"
    yield "entries:0:"


def register() -> None:
    """Tell the baker."""
    for expand in (recorded, record_month, recorded_stories, entries, record):
        spreads.register(expand.__name__, expand)
