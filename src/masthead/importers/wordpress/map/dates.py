"""Moments, from the four ways an export writes them."""

from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime


def moment(gmt: str, local: str, zone: tzinfo, published: str = "") -> datetime | None:
    """The moment in UTC; None where nothing says it.

    WordPress writes `0000-00-00 00:00:00` for "never", mostly for the GMT of drafts; then the
    local time in `zone` counts, and after it the feed's own date.
    """
    if found := _parsed(gmt):
        return found.replace(tzinfo=UTC)
    if found := _parsed(local):
        return found.replace(tzinfo=zone).astimezone(UTC)
    try:
        date = parsedate_to_datetime(published)
    except (ValueError, TypeError, IndexError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    # WordPress writes the year -1 or 1970 into the feed where it has no date.
    return date.astimezone(UTC) if date.year > 1970 else None  # noqa: PLR2004


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - the caller knows it
    except ValueError:
        return None
