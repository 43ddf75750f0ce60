"""All stories by the month in which readers first saw them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.models import ArticlePage
from masthead.reader.dates import month_name
from masthead.reader.head.model import Head
from masthead.reader.language import in_the_outlets_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from masthead.articles.querysets import ArticleQuerySet


@in_the_outlets_language
def archive(request: HttpRequest) -> HttpResponse:
    """List the months that have stories, the newest first."""
    counted = (
        ArticlePage.objects.published()
        .filter(first_published_at__isnull=False)
        .annotate(month=TruncMonth("first_published_at"))
        .order_by("-month")
        .values("month")
        .annotate(count=Count("pk"))
    )
    months = [{"day": timezone.localtime(row["month"]).date(), **row} for row in counted]
    years = [
        {"year": year, "months": list(rows)}
        for year, rows in groupby(months, key=lambda row: row["day"].year)
    ]
    head = Head(title=_("Archive"), path="/archive/")
    return render(request, "masthead/archive.html", {"years": years, "head": head})


@in_the_outlets_language
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show the stories of one month by day. Raises Http404 where the month has none."""
    first = date(year, number, 1)
    published = ArticlePage.objects.published()
    stories = list(_between(published, first, _after(first)).for_lists())
    if not stories:
        message = f"no story is of {first:%Y-%m}"
        raise Http404(message)
    context: dict[str, Any] = {
        "month": first,
        "days": [{"day": day, "stories": list(group)} for day, group in groupby(stories, key=_day)],
        "previous": _day_of(published.filter(first_published_at__lt=_midnight(first)), "-"),
        "next": _day_of(published.filter(first_published_at__gte=_midnight(_after(first))), ""),
        "head": Head(title=month_name(first), path=f"/{first:%Y/%m}/"),
    }
    return render(request, "masthead/month.html", context)


def _between(stories: ArticleQuerySet, first: date, end: date) -> ArticleQuerySet:
    # A range instead of __year and __month: those are worked out row by row and use no index.
    return stories.filter(
        first_published_at__gte=_midnight(first), first_published_at__lt=_midnight(end)
    )


def _day_of(stories: ArticleQuerySet, order: str) -> date | None:
    moment = (
        stories.order_by(f"{order}first_published_at")
        .values_list("first_published_at", flat=True)
        .first()
    )
    return timezone.localtime(moment).date() if moment else None


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - in the next step


def _day(story: ArticlePage) -> date:
    return timezone.localtime(story.first_published_at).date()
