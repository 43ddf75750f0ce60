"""The outlet, its editions, menus, front pages, ticker, and addresses that lead to no page."""

from __future__ import annotations

from typing import Any

from masthead.addresses.models import Address
from masthead.articles.models import FrontPage
from masthead.exporters.around import Around
from masthead.outlet.editions import Edition
from masthead.outlet.models import Menu, MenuItem, OutletSettings
from masthead.ticker.models import TickerItem

from .common import day, moment

FIELDS = (
    "name",
    "tagline",
    "description",
    "language",
    "accent",
    "accent_dark",
    "email",
    "telephone",
    "postal_address",
    "imprint",
    "licence_url",
    "onion_location",
    "comments",
    "comments_close_after",
)

EDITION_FIELDS = ("language", "prefix", "name", "tagline", "description", "sort_order")


def outlet_values(outlet: OutletSettings) -> dict[str, Any]:
    """What the outlet says of itself; pages by id."""
    return {
        **{name: getattr(outlet, name) for name in FIELDS},
        "founded": day(outlet.founded),
        "logo": outlet.logo_id,
        "share_image": outlet.share_image_id,
        "links": [{"label": link.label, "url": link.url} for link in outlet.links.all()],
        "policies": [{"kind": one.kind, "page": one.page_id} for one in outlet.policies.all()],
    }


def edition_values(edition: Edition) -> dict[str, Any]:
    """What the site is called in a further language, and where it begins."""
    return {"id": edition.pk, **{name: getattr(edition, name) for name in EDITION_FIELDS}}


def front_values(front: FrontPage) -> dict[str, Any]:
    """What stands on the front page by hand; stories and sections by id."""
    return {
        "id": front.pk,
        "title": front.title,
        "live": front.live,
        "paths": Around([front], []).other_paths(front),
        "seo_title": front.seo_title,
        "search_description": front.search_description,
        "social_title": front.social_title,
        "social_description": front.social_description,
        "social_image": front.social_image_id,
        "canonical_url": front.canonical_url,
        "noindex": front.noindex,
        "first_published_at": moment(front.first_published_at),
        "last_published_at": moment(front.last_published_at),
        "picks": [{"slot": pick.slot, "story": pick.article_id} for pick in front.picks.all()],
        "rows": [row.section_id for row in front.rows.all()],
    }


def menu_values(menu: Menu) -> dict[str, Any]:
    """A menu with its links in order; `level` indents under the link above with a lower one.

    `edition` is a language, null where that is the outlet's own.
    """
    return {
        "id": menu.pk,
        "name": menu.name,
        "slug": menu.slug,
        "place": menu.place,
        "edition": menu.edition.language if menu.edition else None,
        "items": [_item_values(item) for item in menu.items.all()],
    }


def _item_values(item: MenuItem) -> dict[str, Any]:
    return {"label": item.label, "page": item.page_id, "url": item.url, "level": item.level}


def ticker_values(item: TickerItem) -> dict[str, Any]:
    """A ticker item; the page it leads to by id."""
    return {
        "id": item.pk,
        "text": item.text,
        "page": item.page_id,
        "url": item.url,
        "language": item.language,
        "pinned": item.pinned,
        "live": item.live,
        "starts_at": moment(item.starts_at),
        "expires_at": moment(item.expires_at),
    }


def redirect_values(row: Address) -> dict[str, Any]:
    """A path that leads to a fixed one; without `to` it was public once and is gone."""
    return {"path": row.path, "to": row.to or None}
