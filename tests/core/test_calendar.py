from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.core import calendar

A_DAY = date(2017, 2, 9)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1979, 4, 1), "12 فروردین 1358"),
        (date(2017, 2, 9), "21 بهمن 1395"),
        (date(2017, 3, 20), "30 اسفند 1395"),  # the last day of a leap year
        (date(2017, 3, 21), "1 فروردین 1396"),
        (date(2021, 3, 20), "30 اسفند 1399"),
        (date(2025, 3, 20), "30 اسفند 1403"),
        (date(2026, 9, 22), "31 شهریور 1405"),
        (date(2026, 11, 23), "2 آذر 1405"),
    ],
)
def test_known_days_have_their_known_date(day: date, expected: str) -> None:
    assert calendar.long_day(day, calendar.locale_of("fa")) == expected


@given(st.dates(date(1800, 1, 1), date(2250, 1, 1)))
def test_no_two_persian_days_are_written_alike(day: date) -> None:
    persian = calendar.locale_of("fa")
    written = {calendar.long_day(day + timedelta(days=days), persian) for days in range(3)}
    assert len(written) == 3


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar-EG", "9 فبراير 2017"),
        ("ar-LB", "9 شباط 2017"),
        ("ar-TN", "9 فيفري 2017"),
        ("ckb", "9ی شوباتی 2017"),
        ("ug", "9-فېۋرال، 2017"),
        ("be", "9 лютага 2017\u202fг."),
        ("el", "9 Φεβρουαρίου 2017"),
        ("pt-BR", "9 de fevereiro de 2017"),
        ("de-XX", "9. Februar 2017"),  # a country nobody knows: its language's form
        ("qaa", "February 9, 2017"),
        ("", "February 9, 2017"),
    ],
)
def test_a_day_is_written_as_the_language_and_country_do(tag: str, expected: str) -> None:
    assert calendar.long_day(A_DAY, calendar.locale_of(tag)) == expected


def test_a_time_has_the_marks_of_its_language() -> None:
    assert calendar.clock(time(9, 4), calendar.locale_of("en")) == "09:04"
    assert calendar.clock(time(9, 4), calendar.locale_of("fi")) == "9.04"


def test_a_gregorian_month_names_the_persian_months_it_reaches_into() -> None:
    persian = calendar.locale_of("fa")
    assert calendar.month(date(2017, 2, 1), persian) == "فوریهٔ 2017 (بهمن–اسفند 1395)"
    assert calendar.month(date(2017, 3, 1), persian) == "مارس 2017 (اسفند 1395–فروردین 1396)"


@pytest.mark.parametrize(
    ("system", "expected"),
    [("latn", "C 351"), ("arab", "C ٣٥١"), ("arabext", "C ۳۵۱"), ("unheard-of", "C 351")],
)
def test_a_number_has_the_digits_of_its_system(system: str, expected: str) -> None:
    assert calendar.digits("C 351", system) == expected
