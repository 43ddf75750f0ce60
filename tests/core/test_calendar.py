from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.core.calendar import persian_day, solar_hijri


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1979, 4, 1), (1358, 1, 12)),
        (date(2017, 2, 9), (1395, 11, 21)),
        (date(2017, 3, 20), (1395, 12, 30)),  # the last day of a leap year
        (date(2017, 3, 21), (1396, 1, 1)),
        (date(2021, 3, 20), (1399, 12, 30)),
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),
        (date(2026, 9, 22), (1405, 6, 31)),
        (date(2026, 11, 23), (1405, 9, 2)),
    ],
)
def test_known_days_have_their_known_date(day: date, expected: tuple[int, int, int]) -> None:
    assert solar_hijri(day) == expected


def test_a_day_is_written_in_persian() -> None:
    assert persian_day(date(2017, 2, 9)) == "۲۱ بهمن ۱۳۹۵"


@given(st.dates(date(1800, 1, 1), date(2250, 1, 1)))
def test_the_next_day_is_the_next_day(day: date) -> None:
    today, tomorrow = solar_hijri(day), solar_hijri(day + timedelta(days=1))
    next_day = (today[0], today[1], today[2] + 1)
    next_month = (today[0] + today[1] // 12, today[1] % 12 + 1, 1)
    assert tomorrow in {next_day, next_month}
