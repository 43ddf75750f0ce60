"""Days and times in the reader's words, in the language that is active."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext


def day(value: date | None) -> str:
    """Return for example "February 9, 2017"; "" for None."""
    if value is None:
        return ""
    # Django's own English form shortens the month.
    form = "F j, Y" if (get_language() or "en").startswith("en") else "DATE_FORMAT"
    return date_format(_local(value), form)


def short_day(value: date) -> str:
    """Return for example "February 9"."""
    return date_format(_local(value), "MONTH_DAY_FORMAT")


def clock(value: datetime | None) -> str:
    """Return for example "23:04"; "" for None."""
    return date_format(_local(value), "H:i") if value else ""


def moment(value: datetime | None) -> str:
    """Return for example "February 9, 2017 at 23:04"; "" for None."""
    if value is None:
        return ""
    return gettext("%(day)s at %(time)s") % {"day": day(value), "time": clock(value)}


def since_today(value: datetime | None) -> str:
    """Return the time for what is of today, the day for what is older."""
    if value is None:
        return ""
    today = timezone.localdate()
    return clock(value) if timezone.localtime(value).date() == today else short_day(value)


def month_name(value: date | None) -> str:
    """Return for example "February 2017"; "" for None."""
    return date_format(_local(value), "YEAR_MONTH_FORMAT") if value else ""


def weekday(value: date) -> str:
    """Return for example "Thursday, February 9, 2017"."""
    parts = {"weekday": date_format(_local(value), "l"), "day": day(value)}
    return gettext("%(weekday)s, %(day)s") % parts


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) else value
