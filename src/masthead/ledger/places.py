"""Where the pages of the record lie, and which of them show an entry.

The entries of a month are cut into sheets as stories are: numbered from the oldest, always full, so
that a sheet keeps its entries whatever is published after.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Min

from masthead.addresses.pages import paths_of
from masthead.addresses.paths import below
from masthead.articles.models import ArticlePage

from . import lists
from .models import RecordEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from uuid import UUID

    from django.db.models import QuerySet

RECORD = "/record/"
CORRECTIONS = f"{RECORD}corrections/"
FEEDS = tuple(f"{CORRECTIONS}feed/{form}" for form in ("", "atom/", "json/", "rss/", "rss2/"))
SIZE = 200  # entries on a numbered sheet; the first sheet holds up to twice as many, less one


def month_path(month: datetime, sheet: int | None = None) -> str:
    """Return the path of a month's entries; without a number that of the newest."""
    return f"{RECORD}{month:%Y/%m}/" + (f"page/{sheet}/" if sheet else "")


def of_month(month: datetime) -> QuerySet[RecordEntry]:
    """Return the entries of the month in which ``month`` lies (by UTC), the newest first."""
    first = _beginning(month)
    return lists.entries().filter(time__gte=first, time__lt=_following(first))


def numbered(total: int) -> int:
    """Return how many numbered sheets so many entries have."""
    return max(0, (total - SIZE) // SIZE)


def sheets_of(month: datetime) -> Iterator[str]:
    """All sheets of a month, the newest first."""
    yield month_path(month)
    yield from (month_path(month, n) for n in range(numbered(of_month(month).count()), 0, -1))


def months() -> list[tuple[datetime, int]]:
    """Return each month that has entries, the newest first, and how many they are.

    Counted in the index of times alone; what is not in the log yet is taken off again.
    """
    rows = RecordEntry.objects.order_by()
    # One end at a time: asked for both at once, SQLite reads all that lies between.
    ends = [rows.aggregate(end=end("time"))["end"] for end in (Min, Max)]
    if None in ends:
        return []
    waiting = rows.filter(place=None)
    counts = []
    for month in months_between(*ends):
        those = {"time__gte": month, "time__lt": _following(month)}
        count = rows.filter(**those).count() - waiting.filter(**those).count()
        counts += [(month, count)] if count else []
    return counts[::-1]


def months_between(first: datetime, last: datetime) -> Iterator[datetime]:
    """The months from that of ``first`` to that of ``last``."""
    month = _beginning(first)
    while month <= last:
        yield month
        month = _following(month)


def showing(articles: Collection[UUID]) -> Iterator[str]:
    """The pages of the record that name one of ``articles``, and those that a new entry changes."""
    for entry in lists.entries().filter(article__in=articles):
        of_all = of_month(entry.time)
        last = numbered(of_all.count())
        own_sheet = of_all.filter(place__lt=entry.place).count() // SIZE + 1
        # The newest numbered sheet may be new, and the one before it leads to it.
        month = _beginning(entry.time)
        yield month_path(month)
        yield from (month_path(month, n) for n in {own_sheet, last, last - 1} if 1 <= n <= last)


def of_stories(articles: Collection[UUID]) -> Iterator[str]:
    """The pages of all revisions of some stories, the newest first."""
    entries = RecordEntry.objects.filter(article__in=articles, place__isnull=False)
    return of_entries(entries.order_by("-place"))


def of_entries(entries: Iterable[RecordEntry]) -> Iterator[str]:
    """The pages of what was said in ``entries``: the list of the story's revisions, and its own.

    Without the proof, which is another one with every checkpoint.
    """
    found = list(entries)
    stories = ArticlePage.objects.filter(uid__in={entry.article for entry in found})
    places = paths_of(stories.only("pk", "uid", "content_type"))
    paths = {story.uid: places.get(story.pk, "") for story in stories}
    for entry in found:
        path = paths.get(entry.article, "")
        if not path or "?" in path:
            continue
        yield below(path, "revisions/")
        revision = below(path, f"revisions/{entry.revision}/")
        yield from (revision, f"{revision}article.json")
        if entry.revision > 1:
            yield f"{revision}changes/"


def _beginning(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _following(month: datetime) -> datetime:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
