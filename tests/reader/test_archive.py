from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings
from tests.factories import ArticleFactory

from masthead.outlet.models import OutletSettings

pytestmark = pytest.mark.usefixtures("outlet")


def test_the_archive_lists_the_months_that_have_stories(client: Client) -> None:
    for day in (datetime(2017, 2, 9, tzinfo=UTC), datetime(2017, 2, 1, tzinfo=UTC)):
        ArticleFactory(published_at=day)
    ArticleFactory(published_at=datetime(2019, 12, 31, 23, 59, tzinfo=UTC))
    ArticleFactory(published_at=datetime(2018, 1, 1, tzinfo=UTC), live=False)
    response = client.get("/archive/")
    months = [
        (entry["year"], month["day"].month, month["count"])
        for entry in response.context["years"]
        for month in entry["months"]
    ]
    assert months == [(2019, 12, 1), (2017, 2, 2)]
    assert 'href="/2017/02/"' in response.text


def test_a_month_shows_its_days_and_the_months_beside_it(client: Client) -> None:
    ArticleFactory(title="Before", published_at=datetime(2016, 11, 30, tzinfo=UTC))
    ArticleFactory(title="Early", published_at=datetime(2017, 2, 1, tzinfo=UTC))
    ArticleFactory(title="Late", published_at=datetime(2017, 2, 28, 23, 59, tzinfo=UTC))
    ArticleFactory(title="After", published_at=datetime(2017, 3, 1, tzinfo=UTC))
    response = client.get("/2017/02/")
    assert [[s.title for s in day["stories"]] for day in response.context["days"]] == [
        ["Late"],
        ["Early"],
    ]
    assert 'href="/2016/11/"' in response.text
    assert 'href="/2017/03/"' in response.text


def test_a_month_without_stories_is_not_found(client: Client) -> None:
    ArticleFactory(published_at=datetime(2017, 2, 9, tzinfo=UTC))
    assert client.get("/2017/03/").status_code == 404


def test_the_archive_speaks_the_language_of_the_outlet(
    client: Client, outlet: OutletSettings
) -> None:
    outlet.language = "de"
    outlet.save()
    ArticleFactory(published_at=datetime(2017, 2, 9, tzinfo=UTC))
    text = client.get("/2017/02/").text
    assert '<html lang="de" dir="ltr">' in text
    assert "9. Februar 2017" in text


def test_a_month_is_that_of_the_outlets_clock(client: Client, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Tehran"
    ArticleFactory(title="New month", published_at=datetime(2017, 1, 31, 22, tzinfo=UTC))
    assert "New month" in client.get("/2017/02/").text
    assert client.get("/2017/01/").status_code == 404
