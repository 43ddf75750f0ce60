"""`/record/`: what the record is, its entries by month, and what was corrected or withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masthead.ledger import lists, places
from masthead.ledger.models import RecordHead, RecordStamp
from masthead.reader.dates import month_name
from masthead.reader.head.model import Head
from masthead.reader.language import in_the_outlets_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CORRECTIONS = 200  # the newest; older ones stand in their months


@require_safe
@in_the_outlets_language
def front(request: HttpRequest) -> HttpResponse:
    """Say in plain words what the record is, and list its months."""
    head = RecordHead.objects.first()
    counted: list[dict[str, Any]] = [
        {"day": day.date(), "count": count} for day, count in places.months()
    ]
    years = [
        {"year": year, "months": list(rows)}
        for year, rows in groupby(counted, key=lambda row: row["day"].year)
    ]
    context = {
        "years": years,
        "size": head.size if head else 0,
        "newest": head.time if head else None,
        "key": head.key if head else "",
        "stamp": RecordStamp.objects.order_by("size").last(),
        "head": Head(title=_("Public record"), path=places.RECORD),
    }
    return render(request, "masthead/record/front.html", context)


@require_safe
@in_the_outlets_language
def month(request: HttpRequest, year: str, number: str, sheet: str | None = None) -> HttpResponse:
    """List the entries of one month, by UTC as they are dated. Raises Http404 where it has none."""
    first = datetime(int(year), int(number), 1, tzinfo=UTC)
    entries = places.of_month(first)
    total = entries.count()
    numbered = places.numbered(total)
    at = int(sheet) if sheet else None
    if not total or (at or 0) > numbered:
        raise Http404(f"the record has no entry of {first:%Y-%m}")
    start = total - at * places.SIZE if at else 0
    end = start + places.SIZE if at else total - numbered * places.SIZE
    older = numbered if at is None else at - 1
    context = {
        "entries": lists.with_stories(entries[start:end]),
        "month": first.date(),
        "newer": places.month_path(first, at + 1 if at < numbered else None) if at else "",
        "older": places.month_path(first, older) if older else "",
        "head": Head(
            title=_("Public record") + f": {month_name(first.date())}",
            path=places.month_path(first, at),
        ),
    }
    return render(request, "masthead/record/month.html", context)


@require_safe
@in_the_outlets_language
def corrections(request: HttpRequest) -> HttpResponse:
    """List what was corrected, clarified and withdrawn."""
    context = {
        "entries": lists.with_stories(lists.told()[:CORRECTIONS]),
        "head": Head(
            title=_("Corrections and withdrawals"),
            path=places.CORRECTIONS,
            feed=f"{places.CORRECTIONS}feed/",
        ),
    }
    return render(request, "masthead/record/corrections.html", context)
