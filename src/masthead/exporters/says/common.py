"""Values that several kinds of thing have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from masthead.exporters.around import Around, Raw
from masthead.media.models import Document

File = Callable[[Document], str]


def moment(value: datetime | None) -> str | None:
    """A point in time as RFC 3339 writes it, in UTC, with its microseconds."""
    return value.astimezone(UTC).isoformat() if value else None


def day(value: date | None) -> str | None:
    """A day, as YYYY-MM-DD."""
    return value.isoformat() if value else None


def page_values(page: Any, around: Around) -> dict[str, Any]:
    """What every public page has; `paths` lead to `path`."""
    return {
        "id": page.pk,
        "title": page.title,
        "slug": page.slug,
        "live": page.live,
        "path": around.path(page),
        "paths": around.other_paths(page),
        "first_published_at": moment(page.first_published_at),
        "last_published_at": moment(page.last_published_at),
        "go_live_at": moment(page.go_live_at),
        "expire_at": moment(page.expire_at),
        "seo_title": page.seo_title,
        "search_description": page.search_description,
        "social_title": page.social_title,
        "social_description": page.social_description,
        "social_image": page.social_image_id,
        "canonical_url": page.canonical_url,
        "noindex": page.noindex,
    }


def body_values(raw: Raw, around: Around, file: File) -> Raw:
    """The blocks of a body: type, value and id; links by address, items of lists as they are."""
    return [
        {
            "type": block["type"],
            "value": plain(block["value"], around, file, rich=block["type"] not in NOT_RICH),
            "id": block.get("id"),
        }
        for block in raw
    ]


#: Blocks whose text is shown as it is: markup that looks like a link of ours in them is words.
NOT_RICH = frozenset({"html", "code"})


def plain(value: Any, around: Around, file: File, *, rich: bool = True) -> Any:
    """A block's value without what only this database understands."""
    if isinstance(value, str):
        return around.rich(value, file) if rich else value
    if isinstance(value, list):
        return [plain(_item(part), around, file, rich=rich) for part in value]
    if isinstance(value, dict):
        return {name: plain(part, around, file, rich=rich) for name, part in value.items()}
    return value


def _item(part: Any) -> Any:
    """An item of a list block; older rows hold the value alone."""
    if isinstance(part, dict) and part.get("type") == "item" and "value" in part:
        return part["value"]
    return part
