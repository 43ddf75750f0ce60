"""What time alone changes: ticker lines that begin and end, days, discussions that close."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from masthead.articles.models import ArticlePage
from masthead.bake import queue
from masthead.bake.models import BakeTotals
from masthead.bake.totals import ROW
from masthead.feeds.places import NEWS_DAYS
from masthead.outlet.models import OutletSettings
from masthead.ticker.models import TickerItem

from . import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.articles.querysets import ArticleQuerySet


@transaction.atomic
def look(now: datetime) -> None:
    """Ask for what changed between the last look and ``now``; of two workers one does it."""
    totals, _made = BakeTotals.objects.get_or_create(pk=ROW)
    since = totals.looked_until
    claim = BakeTotals.objects.filter(pk=ROW, looked_until=since)
    if claim.update(looked_until=now) and since:
        queue.request(changed(since, now))


def due(now: datetime) -> bool:
    """Whether it is worth a look: anything changed, or a minute passed."""
    since = BakeTotals.objects.filter(pk=ROW).values_list("looked_until", flat=True).first()
    return since is None or now - since > timedelta(minutes=1) or any(changed(since, now))


def changed(since: datetime, now: datetime) -> Iterator[str]:
    """The paths that show something else at ``now`` than at ``since``, though nobody changed it."""
    if timezone.localdate(since) != timezone.localdate(now):
        yield from pages.everywhere(pages.FRONT, "/ticker/")
    items = TickerItem.objects.filter(
        _within("starts_at", since, now) | _within("expires_at", since, now)
    )
    stories = ArticlePage.objects.published()
    if (
        items.exists()
        or stories.filter(_within("breaking_until", since, now), breaking=True).exists()
    ):
        yield from pages.everywhere(*pages.TICKER, pages.FRONT)
    if stories.filter(_within("first_published_at", since - NEWS_DAYS, now - NEWS_DAYS)).exists():
        yield "/news-sitemap.xml"
    yield from pages.canonical_paths(_closing(stories, since, now))


def _closing(stories: ArticleQuerySet, since: datetime, now: datetime) -> ArticleQuerySet:
    """Stories whose comments close."""
    days = OutletSettings.load().comments_close_after
    if days is None:
        return stories.none()
    ago = timedelta(days=days)
    return stories.filter(_within("first_published_at", since - ago, now - ago))


def _within(name: str, since: datetime, now: datetime) -> Q:
    return Q(**{f"{name}__gt": since, f"{name}__lte": now})
