from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import timezone as fixed

import pytest
import time_machine
from django.utils import timezone, translation
from pytest_django import Settings

from masthead.outlet.language import forms
from masthead.reader import dates
from masthead.reader.templatetags.reader_tags import language_name

EVENING = datetime(2017, 2, 9, 23, 4, tzinfo=UTC)


def test_english_days_have_their_month_in_full() -> None:
    assert dates.day(EVENING) == "February 9, 2017"
    assert dates.moment(EVENING) == "February 9, 2017 at 23:04"
    assert dates.month_name(date(2017, 2, 1)) == "February 2017"
    assert dates.weekday(EVENING) == "Thursday, February 9, 2017"


def test_two_moments_of_a_day_each_have_their_time() -> None:
    assert dates.moment(EVENING.replace(hour=7)) == "February 9, 2017 at 07:04"
    assert dates.moment(EVENING) == "February 9, 2017 at 23:04"


def test_programs_get_the_moment_in_greenwich() -> None:
    with timezone.override(fixed(timedelta(hours=2))):
        assert dates.stamp(EVENING) == "2017-02-09T23:04:00Z"
    assert dates.stamp(None) == ""


def test_days_are_in_the_language_that_is_read() -> None:
    with translation.override("de"):
        assert dates.moment(EVENING) == "9. Februar 2017, 23:04"


def test_persian_readers_have_their_own_calendar() -> None:
    with translation.override("fa"):
        assert dates.moment(EVENING) == "۲۱ بهمن ۱۳۹۵، ساعت ۲۳:۰۴"
        assert dates.weekday(EVENING) == "پنجشنبه ۲۱ بهمن ۱۳۹۵"
        assert dates.since_today(EVENING) == "۲۱ بهمن"
        assert dates.month_name(date(2017, 2, 1)) == "فوریهٔ ۲۰۱۷ (بهمن–اسفند ۱۳۹۵)"


def test_arabic_and_french_moments_read_as_one_would_say_them() -> None:
    with translation.override("ar"):
        assert dates.moment(EVENING) == "9 فبراير 2017، 23:04"
        assert dates.weekday(EVENING) == "الخميس، 9 فبراير 2017"
    with translation.override("fr"):
        assert dates.moment(EVENING) == "9 février 2017 à 23:04"
        assert dates.weekday(EVENING) == "jeudi 9 février 2017"


@pytest.mark.parametrize(
    ("country", "digits", "expected"),
    [
        ("EG", "country", "٩ فبراير ٢٠١٧، ٢٣:٠٤"),
        ("EG", "european", "9 فبراير 2017، 23:04"),
        ("SY", "country", "٩ شباط ٢٠١٧، ٢٣:٠٤"),
        ("MA", "country", "9 فبراير 2017، 23:04"),
        ("MA", "arabic", "٩ فبراير ٢٠١٧، ٢٣:٠٤"),
    ],
)
def test_arabic_pages_have_the_months_and_digits_the_outlet_chose(
    settings: Settings, country: str, digits: str, expected: str
) -> None:
    settings.MASTHEAD_ARABIC_COUNTRY = country
    settings.MASTHEAD_ARABIC_DIGITS = digits
    with translation.override("ar"):
        assert dates.moment(EVENING) == expected


@time_machine.travel(datetime(2017, 2, 10, 1, 0, tzinfo=UTC))
def test_what_is_of_today_has_a_time_what_is_older_a_day() -> None:
    assert dates.since_today(datetime(2017, 2, 10, 0, 30, tzinfo=UTC)) == "00:30"
    assert dates.since_today(EVENING) == "February 9"


@pytest.mark.parametrize("form", [dates.day, dates.moment, dates.clock, dates.month_name])
def test_a_date_that_is_not_there_is_nothing(form: object) -> None:
    assert form(None) == ""  # type: ignore[operator]


@pytest.mark.parametrize(
    ("tag", "name"), [("fa", "فارسی"), ("de", "Deutsch"), ("x-none", "x-none")]
)
def test_a_language_is_named_in_itself(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "en-u-ca-gregory-nu-latn"),
        ("fa", "fa-u-ca-persian-nu-arabext"),
        ("ar", "ar-LB-u-ca-gregory-nu-arab"),
    ],
)
def test_a_browser_is_told_to_write_dates_as_the_server_does(
    settings: Settings, language: str, expected: str
) -> None:
    settings.MASTHEAD_ARABIC_COUNTRY = "LB"
    with translation.override(language):
        assert forms() == expected
