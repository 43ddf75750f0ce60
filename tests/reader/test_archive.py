from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings
from tests.factories import ArticleFactory

from masthead.articles import sheets
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


def test_a_full_month_is_cut_into_sheets_which_keep_their_stories(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "SIZE_OF_MONTH", 2)
    ArticleFactory(published_at=datetime(2017, 1, 9, tzinfo=UTC))
    stories = [ArticleFactory(published_at=datetime(2017, 2, day, tzinfo=UTC)) for day in (1, 2, 3)]
    assert 'href="/2017/02/page/' not in client.get("/2017/02/").text
    stories += [ArticleFactory(published_at=datetime(2017, 2, day, tzinfo=UTC)) for day in (3, 5)]
    month, first = client.get("/2017/02/"), client.get("/2017/02/page/1/")
    assert list(month.context["stories"]) == stories[:1:-1]
    assert list(first.context["stories"]) == stories[1::-1]
    assert [entry["day"].day for entry in first.context["days"]] == [2, 1]
    assert 'href="/2017/02/page/1/" rel="next"' in month.text
    assert 'href="/2017/02/" rel="prev"' in first.text
    assert "February 2017, page 1" in first.text
    # The months beside it come and go; a numbered sheet does not change with them.
    assert 'href="/2017/01/"' in month.text
    assert 'href="/2017/01/"' not in first.text
    before = first.content
    ArticleFactory(published_at=datetime(2017, 3, 1, tzinfo=UTC))
    assert client.get("/2017/02/page/1/").content == before


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/2017/02/page/1", "/2017/02/page/1/"),
        ("/2017/02/page/01/", "/2017/02/page/1/"),
        ("/2017/02/page/2/", "/2017/02/"),
        ("/2017/02/page/0/", "/2017/02/"),
        ("/2017/page/2/", "/archive/"),
        ("/2017/02/09/page/2/", "/2017/02/"),
    ],
)
def test_other_addresses_of_sheets_lead_to_those_that_there_are(
    client: Client, monkeypatch: pytest.MonkeyPatch, asked: str, target: str
) -> None:
    monkeypatch.setattr(sheets, "SIZE_OF_MONTH", 1)
    for day in (1, 2):
        ArticleFactory(published_at=datetime(2017, 2, day, tzinfo=UTC))
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, target)


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
