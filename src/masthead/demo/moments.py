"""Times as the demo's files tell them: counted back from the moment of loading."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils import timezone

_AGO = re.compile(r"(\d+) (minutes|hours|days) ago(?: (\d\d):(\d\d))?")
_PLACEHOLDER = re.compile(r"\{(weekday|date|minutes)([+-]\d+)\}")


def moment(words: str, now: datetime) -> datetime:
    """Return the time of "35 minutes ago" or "12 days ago 07:40" (local clock).

    Raises ValueError for other words, and for a clock time that would not be past.
    """
    found = _AGO.fullmatch(words)
    if not found:
        message = f"“{words}” is no time; write “3 hours ago” or “12 days ago 07:40”"
        raise ValueError(message)
    count, unit, hour, minute = found.groups()
    then = timezone.localtime(now) - timedelta(**{unit: int(count)})
    if hour:
        then = then.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    if then > now:
        message = f"“{words}” is still to come"
        raise ValueError(message)
    return then


def dated(text: str, now: datetime) -> str:
    """Fill in `{weekday-2}` and `{date-14}`, days from `now`, and `{minutes-20}`, a clock time.

    So a story says “on Tuesday” and is right, on whatever day the demo is loaded.
    """

    def written(match: re.Match[str]) -> str:
        kind, count = match[1], int(match[2])
        if kind == "minutes":
            return f"{timezone.localtime(now) + timedelta(minutes=count):%H:%M}"
        day = timezone.localtime(now) + timedelta(days=count)
        return f"{day:%A}" if kind == "weekday" else f"{day.day} {day:%B %Y}"

    return _PLACEHOLDER.sub(written, text)
