"""What the ticker says at this moment: the editors' items and the stories marked as breaking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from masthead.addresses.pages import canonical_path_of, paths_of
from masthead.addresses.paths import encoded
from masthead.articles.models import ArticlePage, Kind
from masthead.core.batch import batch, once
from masthead.core.edition import Place, here
from masthead.core.language import direction
from masthead.core.sites import linked, spot
from masthead.outlet.editions import place_of, places
from masthead.outlet.models import OutletSettings

from .models import TickerItem

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 20  # more than a reader steps through; the answer to a poll stays under 5 KB
READ = 60  # of all editions together, for each of them


@dataclass(frozen=True)
class Line:
    """One line of the ticker, wherever it comes from."""

    id: str  # stays the same while the line runs, so an open page knows what is new
    text: str
    url: str  # empty where the line leads nowhere
    language: str
    starts_at: datetime
    changed_at: datetime
    live: bool = False
    pinned: bool = False

    @property
    def direction(self) -> str:
        """Either "rtl" or "ltr", by the line's language."""
        return direction(self.language)


def current_lines(request: HttpRequest | None = None) -> list[Line]:
    """Return at most ``SHOWN`` lines: pinned first, then the newest; a page is named once.

    Read at the moment of asking, so that what expires is gone at once. Give ``request`` where
    there is one: the outlet's settings are then read once for the whole page.
    """
    with batch():  # in which edition each line runs is asked of one list
        return once(("ticker", spot()), lambda: _read(request))


def _read(request: HttpRequest | None) -> list[Line]:
    items = [item for item in once("ticker items", _items) if _place_of(item) == here()][:SHOWN]
    paths = paths_of(item.page for item in items if item.page)
    named = {item.page_id for item in items}
    # Some of these may be named by an item already; `SHOWN` others are left all the same.
    breaking = [story for story in once("breaking", _breaking) if story.edition == here()]
    stories = [story for story in breaking if story.pk not in named][:SHOWN]
    outlet = OutletSettings.load(request_or_site=request)
    lines = [_from_item(item, paths, outlet.language) for item in items]
    lines += [_from_story(story) for story in stories]
    return sorted(lines, key=lambda line: (line.pinned, line.starts_at), reverse=True)[:SHOWN]


def _items() -> list[TickerItem]:
    """Return the items of all editions; few run at a time."""
    return list(TickerItem.objects.current().select_related("page")[: _most()])


def _most() -> int:
    return READ * len(places())


def _place_of(item: TickerItem) -> Place:
    return place_of(item.language) if item.language else Place()


def _breaking() -> list[ArticlePage]:
    running = Q(breaking_until__isnull=True) | Q(breaking_until__gt=timezone.now())
    found = (
        ArticlePage.objects.published()
        .filter(running, breaking=True)
        .newest_first()
        .annotate(listed_path=canonical_path_of(ArticlePage))
        .defer_streamfields()
    )
    return list(found[: _most()])


def _from_item(item: TickerItem, paths: dict[int, str], language: str) -> Line:
    path = paths.get(item.page_id or 0)
    return Line(
        id=f"item-{item.pk}",
        text=item.text,
        url=linked(encoded(path) if path else item.url),
        language=item.language or language,
        starts_at=item.starts_at,
        changed_at=max(item.starts_at, item.updated_at),
        live=item.live,
        pinned=item.pinned,
    )


def _from_story(story: ArticlePage) -> Line:
    return Line(
        id=f"story-{story.uid}",
        text=story.title,
        url=story.url or "",
        language=story.language,
        starts_at=story.first_published_at,
        changed_at=story.last_published_at,
        live=story.kind == Kind.LIVE,
    )
