"""All stories by the month in which readers first saw them."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Min
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.lists import everything, months_beside, of_month
from masthead.articles.months import following, month_of
from masthead.articles.sheets import sheet
from masthead.core.edition import here
from masthead.core.sites import linked
from masthead.reader.dates import month_name
from masthead.reader.head.model import Head
from masthead.reader.head.page import of_list
from masthead.reader.language import in_the_outlets_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from masthead.articles.models import ArticlePage


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
def month(
    request: HttpRequest, year: int, month_number: int, number: int | None = None
) -> HttpResponse:
    """Show a sheet of the stories of one month by day. Raises Http404 where the month has none."""
    first = date(year, month_number, 1)
    stories = sheet(of_month(first), linked(here().path(f"/{first:%Y/%m}/")), number)
    if not stories:
        message = f"no story is of {first:%Y-%m}"
        raise Http404(message)
    previous, following_month = (None, None) if number else months_beside(first)
    context: dict[str, Any] = {
        "month": first,
        "stories": stories,
        "days": [{"day": day, "stories": list(group)} for day, group in groupby(stories, key=_day)],
        "previous": previous,
        "next": following_month,
        "head": of_list(Head(title=month_name(first)), stories),
    }
    return render(request, "masthead/month.html", context)


def _counts() -> dict[date, int]:
    """Count the stories of each month, the newest first, by an index and not by the stories."""
    rows = everything().rows()
    # One end at a time: asked for both at once, SQLite reads all that lies between.
    ends = [rows.aggregate(end=end("moment"))["end"] for end in (Min, Max)]
    if None in ends:
        return {}
    first, newest = (month_of(end) for end in ends)
    counts: dict[date, int] = {}
    while first <= newest:
        counts = {first: of_month(first).rows().count(), **counts}
        first = following(first)
    return counts


def _day(story: ArticlePage) -> date:
    return timezone.localtime(story.first_published_at).date()
