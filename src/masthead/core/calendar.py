"""The Solar Hijri calendar, by which Persian readers count their days."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

# Leap years follow a cycle of 33; it agrees with the official calendar from 1799 to 2256.
LEAP_YEARS_OF_CYCLE = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
A_NEW_YEAR, ITS_NUMBER = date(2021, 3, 21), 1400


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Return year, month and day of ``day`` in the Solar Hijri calendar."""
    year, start = ITS_NUMBER, A_NEW_YEAR
    while day < start:
        year -= 1
        start -= _length(year)
    while day >= start + _length(year):
        start += _length(year)
        year += 1
    passed = (day - start).days
    # Six months of 31 days, five of 30, and the rest.
    if passed < 6 * 31:
        return year, passed // 31 + 1, passed % 31 + 1
    passed -= 6 * 31
    return year, passed // 30 + 7, passed % 30 + 1


def persian_day(day: date) -> str:
    """Return ``day`` as Persian readers write it, for example "۲۱ بهمن ۱۳۹۵"."""
    year, month, number = solar_hijri(day)
    return persian_digits(f"{number} {MONTHS[month - 1]} {year}")


def persian_digits(text: str) -> str:
    """Return ``text`` with its digits as Persian readers write them."""
    return text.translate(DIGITS)


def _length(year: int) -> timedelta:
    return timedelta(days=366 if year % 33 in LEAP_YEARS_OF_CYCLE else 365)
