"""Days and times in the reader's words and calendar, in the language that is active."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale
from django.utils import timezone

from masthead.core import calendar
from masthead.outlet.language import digits, locale


def day(value: date | None) -> str:
    """Return for example "February 9, 2017"; "" for None."""
    return _written(calendar.long_day, value)


def short_day(value: date) -> str:
    """Return for example "February 9"."""
    return _written(calendar.short_day, value)


def clock(value: datetime | None) -> str:
    """Return for example "23:04"; "" for None."""
    if value is None:
        return ""
    return digits(calendar.clock(timezone.localtime(value).time(), locale()))


def moment(value: datetime | None) -> str:
    """Return for example "February 9, 2017 at 23:04"; "" for None."""
    if value is None:
        return ""
    # Each comment says one: what language and zone it is for is asked once.
    local, here = timezone.localtime(value), locale()
    words = _of_day(calendar.long_day, local.date(), str(here))
    return digits(calendar.joined(words, calendar.clock(local.time(), here), here))


def stamp(value: datetime | None) -> str:
    """Return the moment for programs, as a `time` element takes it; "" for None.

    HTML Living Standard, section 4.5.14: 2017-02-09T23:04:00Z. In UTC, whatever the page shows.
    """
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if value else ""


def since_today(value: datetime | None) -> str:
    """Return the time for what is of today, the day for what is older; "" for None."""
    if value is None:
        return ""
    return clock(value) if _day_of(value) == timezone.localdate() else short_day(value)


def month_name(value: date | None) -> str:
    """Return for example "February 2017"; "" for None. Months of the archive are Gregorian."""
    return _written(calendar.month, value)


def weekday(value: date) -> str:
    """Return for example "Thursday, February 9, 2017"."""
    return _written(calendar.weekday, value)


def _written(form: Callable[[date, Locale], str], value: date | None) -> str:
    return digits(_of_day(form, _day_of(value), str(locale()))) if value else ""


# Babel takes its forms apart at every call; a list says the same few days many times.
@lru_cache(maxsize=10_000)
def _of_day(form: Callable[[date, Locale], str], value: date, tag: str) -> str:
    return form(value, Locale.parse(tag))


def _day_of(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
