"""All stories by the month in which readers first saw them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Min
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.lists import everything
from masthead.articles.models import ArticlePage
from masthead.articles.querysets import teasers
from masthead.core.edition import here
from masthead.core.sites import linked
from masthead.reader.dates import month_name
from masthead.reader.head.model import Head
from masthead.reader.language import in_the_outlets_language

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from masthead.articles.models import Listing


@in_the_outlets_language
def archive(request: HttpRequest) -> HttpResponse:
    """List the months that have stories, the newest first."""
    counts = [(first, count) for first, count in _counts().items() if count]
    years = [
        {"year": year, "months": [{"day": first, "count": count} for first, count in rows]}
        for year, rows in groupby(counts, key=lambda row: row[0].year)
    ]
    head = Head(title=_("Archive"), path=linked(here().path("/archive/")))
    return render(request, "masthead/archive.html", {"years": years, "head": head})


@in_the_outlets_language
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show the stories of one month by day. Raises Http404 where the month has none."""
    first = date(year, number, 1)
    listed = everything().rows()
    rows = _between(listed, first, _after(first))
    ids = list(rows.values_list("story", flat=True))
    found = teasers(ArticlePage, ids)
    stories = [found[pk] for pk in ids if pk in found]
    if not stories:
        message = f"no story is of {first:%Y-%m}"
        raise Http404(message)
    context: dict[str, Any] = {
        "month": first,
        "days": [{"day": day, "stories": list(group)} for day, group in groupby(stories, key=_day)],
        "previous": _day_of(listed.filter(moment__lt=_midnight(first)).order_by("-moment")),
        "next": _day_of(listed.filter(moment__gte=_midnight(_after(first))).order_by("moment")),
        "head": Head(title=month_name(first), path=linked(here().path(f"/{first:%Y/%m}/"))),
    }
    return render(request, "masthead/month.html", context)


def _counts() -> dict[date, int]:
    """Count the stories of each month, the newest first, by an index and not by the stories."""
    rows = everything().rows()
    # One end at a time: asked for both at once, SQLite reads all that lies between.
    ends = [rows.aggregate(end=end("moment"))["end"] for end in (Min, Max)]
    if None in ends:
        return {}
    month, newest = (timezone.localtime(end).date().replace(day=1) for end in ends)
    counts: dict[date, int] = {}
    while month <= newest:
        after = _after(month)
        counts = {month: _between(rows, month, after).count(), **counts}
        month = after
    return counts


def _between(rows: QuerySet[Listing], first: date, end: date) -> QuerySet[Listing]:
    return rows.filter(moment__gte=_midnight(first), moment__lt=_midnight(end))


def _day_of(rows: QuerySet[Listing]) -> date | None:
    moment = rows.values_list("moment", flat=True).first()
    return timezone.localtime(moment).date() if moment else None


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - in the next step


def _day(story: ArticlePage) -> date:
    return timezone.localtime(story.first_published_at).date()
