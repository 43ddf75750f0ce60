"""Days and digits as the readers of a language write them: by CLDR (Babel), and Solar Hijri.

Pure functions: the locale comes with every call.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache, lru_cache

import jdatetime
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time

#: The digit for nothing in each numbering system of CLDR that readers of news use.
ZEROS = {
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "deva": "\u0966",
    "mymr": "\u1040",
    "tibt": "\u0f20",
}

# CLDR joins with a comma where a person would say a word.
SPOKEN = {"en": "{1} at {0}", "fr": "{1} à {0}"}
# Of the forms below, in the words of CLDR. Day, month and year stand the same in both calendars.
SOLAR_FORM, SOLAR_DAY_OF_YEAR = "{day} {month} {year}", "{day} {month}"


@lru_cache(maxsize=200)
def locale_of(tag: str) -> Locale:
    """Return CLDR's locale for a language tag, or for its language alone; English for others."""
    for wanted in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(wanted, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def digits(text: str, system: str) -> str:
    """Return ``text`` with its digits as a numbering system of CLDR writes them."""
    table = _digit_table(system)
    return text.translate(table) if table else text


def is_solar(locale: Locale) -> bool:
    """Whether readers of ``locale`` count their days by the Solar Hijri calendar."""
    return bool(locale.language == "fa")


def long_day(day: date, locale: Locale) -> str:
    """Return for example "February 9, 2017" or "21 بهمن 1395"."""
    if is_solar(locale):
        return _solar(day, SOLAR_FORM)
    return format_date(day, "long", locale=locale)


def short_day(day: date, locale: Locale) -> str:
    """Return the day without its year."""
    if is_solar(locale):
        return _solar(day, SOLAR_DAY_OF_YEAR)
    return format_skeleton("MMMMd", day, locale=locale)


def weekday(day: date, locale: Locale) -> str:
    """Return for example "Thursday, February 9, 2017"."""
    if is_solar(locale):
        return f"{format_date(day, 'EEEE', locale=locale)} {long_day(day, locale)}"
    return format_date(day, "full", locale=locale)


def month(first: date, locale: Locale) -> str:
    """Return for example "February 2017", for Persian readers with the months it reaches into.

    Addresses of months are Gregorian, so the Gregorian month is named first.
    """
    name: str = format_skeleton("yMMMM", first, locale=locale)
    return f"{name} ({_solar_months(first)})" if is_solar(locale) else name


def clock(at: time, locale: Locale) -> str:
    """Return the hour and minute, of 24 hours."""
    return _clock(at.hour, at.minute, str(locale))


def joined(day: str, clock: str, locale: Locale) -> str:
    """Return a day and a time as one expression."""
    form: str = SPOKEN.get(locale.language) or str(locale.datetime_formats["long"])
    return form.replace("{1}", day).replace("{0}", clock)


@cache
def _digit_table(system: str) -> dict[int, int]:
    zero = ZEROS.get(system)
    return {ord("0") + value: ord(zero) + value for value in range(10)} if zero else {}


@lru_cache(maxsize=10_000)
def _clock(hour: int, minute: int, locale: str) -> str:
    found = Locale.parse(locale)
    pattern = found.datetime_skeletons.get("Hm")
    return format_time(time(hour, minute), pattern.pattern if pattern else "HH:mm", locale=found)


def _solar(day: date, form: str) -> str:
    there = jdatetime.date.fromgregorian(date=day)
    return form.format(day=there.day, month=_solar_month(there), year=there.year)


def _solar_month(day: jdatetime.date) -> str:
    return str(jdatetime.date.j_months_fa[day.month - 1])


def _solar_months(first: date) -> str:
    """Return the Solar Hijri months in which a Gregorian month begins and ends."""
    begins = jdatetime.date.fromgregorian(date=first.replace(day=1))
    next_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    ends = jdatetime.date.fromgregorian(date=next_month - timedelta(days=1))
    if begins.year == ends.year:
        return f"{_solar_month(begins)}–{_solar_month(ends)} {ends.year}"
    return f"{_solar_month(begins)} {begins.year}–{_solar_month(ends)} {ends.year}"
