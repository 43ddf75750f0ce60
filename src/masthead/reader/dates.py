"""Days and times in the reader's words and calendar, in the language that is active."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from masthead.core.calendar import persian_day
from masthead.outlet.language import digits

# Where Django's own forms shorten the month, leave out a word or do not exist. Those of other
# languages are as one would write.
FORMS = {
    "en": {"DATE_FORMAT": "F j, Y", "DATETIME_FORMAT": r"F j, Y \a\t H:i"},
    "fr": {"DATETIME_FORMAT": r"j F Y \à H:i"},
    "ar": {"DATE_FORMAT": "j F Y", "DATETIME_FORMAT": "j F Y، H:i"},
}


def day(value: date | None) -> str:
    """Return for example "February 9, 2017"; "" for None."""
    if value is None:
        return ""
    return persian_day(_day_of(value)) if _persian() else _form(value, "DATE_FORMAT")


def short_day(value: date) -> str:
    """Return for example "February 9"."""
    if _persian():
        return day(value).rpartition(" ")[0]
    return _form(value, "MONTH_DAY_FORMAT")


def clock(value: datetime | None) -> str:
    """Return for example "23:04"; "" for None."""
    if value is None:
        return ""
    return digits(_form(value, "H:i"))


def moment(value: datetime | None) -> str:
    """Return for example "February 9, 2017 at 23:04"; "" for None."""
    if value is None:
        return ""
    return f"{day(value)}، {clock(value)}" if _persian() else _form(value, "DATETIME_FORMAT")


def since_today(value: datetime | None) -> str:
    """Return the time for what is of today, the day for what is older; "" for None."""
    if value is None:
        return ""
    return clock(value) if _day_of(value) == timezone.localdate() else short_day(value)


def month_name(value: date | None) -> str:
    """Return for example "February 2017"; "" for None. Months of the archive are Gregorian."""
    return digits(_form(value, "YEAR_MONTH_FORMAT")) if value else ""


def weekday(value: date) -> str:
    """Return for example "Thursday, February 9, 2017"."""
    comma = {"fa": "،", "ar": "،", "fr": ""}.get(_language(), ",")
    return f"{_form(value, 'l')}{comma} {day(value)}"


def _form(value: date, form: str) -> str:
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(local, FORMS.get(_language(), {}).get(form, form))


def _day_of(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _persian() -> bool:
    return _language() == "fa"
