"""Times that are counted back from the moment of loading."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from masthead.demo.moments import dated, moment

NOW = datetime(2024, 3, 14, 9, 30, tzinfo=UTC)  # a Thursday


@pytest.fixture(autouse=True)
def _clock(settings: Settings) -> None:
    settings.TIME_ZONE = "UTC"


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("35 minutes ago", datetime(2024, 3, 14, 8, 55, tzinfo=UTC)),
        ("3 hours ago", datetime(2024, 3, 14, 6, 30, tzinfo=UTC)),
        ("1 days ago 17:20", datetime(2024, 3, 13, 17, 20, tzinfo=UTC)),
    ],
)
def test_words_become_a_time(words: str, then: datetime) -> None:
    assert moment(words, NOW) == then


@pytest.mark.parametrize("words", ["yesterday", "0 days ago 23:00"])
def test_other_words_and_times_to_come_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=words):
        moment(words, NOW)


def test_weekdays_and_dates_follow_the_day_of_loading() -> None:
    text = "on {weekday-1}, {date-14}, until {date+2}; at {minutes-20}"
    expected = "on Wednesday, 29 February 2024, until 16 March 2024; at 09:10"
    assert dated(text, NOW) == expected
