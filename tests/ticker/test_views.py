import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from lxml import html
from tests.factories import ArticleFactory

from masthead.outlet.models import OutletSettings
from masthead.ticker.models import TickerItem

pytestmark = pytest.mark.usefixtures("outlet")


def test_open_pages_get_each_line_with_all_they_show(client: Client) -> None:
    story = ArticleFactory(title="Council resigns")
    item = TickerItem.objects.create(
        text="The council is gone", page=story, live=True, pinned=True, language="fa"
    )

    response = client.get("/ticker.json")

    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content) == {
        "items": [
            {
                "id": f"item-{item.pk}",
                "text": "The council is gone",
                "url": story.url,
                "language": "fa",
                "direction": "rtl",
                "starts_at": item.starts_at.isoformat(timespec="seconds"),
                "live": True,
                "pinned": True,
            }
        ]
    }


def test_the_answer_is_kept_for_seconds_and_asked_for_again_by_its_tag(client: Client) -> None:
    TickerItem.objects.create(text="Bridge closed")
    first = client.get("/ticker.json")
    again = client.get("/ticker.json", headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=5"
    assert first["ETag"].startswith('"')
    assert first["Last-Modified"]
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert "Cookie" not in first.get("Vary", "")


def test_an_open_page_learns_of_a_new_item(client: Client) -> None:
    TickerItem.objects.create(text="Bridge closed")
    tag = client.get("/ticker.json")["ETag"]
    TickerItem.objects.create(text="Bridge open again")

    again = client.get("/ticker.json", headers={"if-none-match": tag})

    assert again.status_code == 200
    assert b"Bridge open again" in again.content


def test_what_expired_is_gone_at_once_even_for_who_asks_by_date(client: Client) -> None:
    end = timezone.now() + timedelta(minutes=5)
    TickerItem.objects.create(text="Bridge closed", expires_at=end)
    first = client.get("/ticker.json")

    with time_machine.travel(end + timedelta(seconds=1)):
        by_tag = client.get("/ticker.json", headers={"if-none-match": first["ETag"]})
        by_date = client.get("/ticker.json", headers={"if-modified-since": first["Last-Modified"]})

    assert json.loads(by_tag.content) == json.loads(by_date.content) == {"items": []}


def test_an_edited_item_is_sent_again(client: Client) -> None:
    item = TickerItem.objects.create(text="Brigde closed")
    first = client.get("/ticker.json")
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        item.text = "Bridge closed"
        item.save()
    second = client.get("/ticker.json", headers={"if-none-match": first["ETag"]})

    assert second.status_code == 200
    assert second["Last-Modified"] != first["Last-Modified"]


def test_the_ticker_takes_no_posts(client: Client) -> None:
    assert client.post("/ticker.json").status_code == 405
    assert client.head("/ticker.json").status_code == 200


def test_an_empty_ticker_waits_unseen_for_its_first_line(client: Client) -> None:
    def is_hidden() -> bool:
        page = html.fromstring(client.get("/ticker/").content)
        (strip,) = page.xpath("//*[@data-ticker='/ticker.json']")
        return "hidden" in strip.attrib

    assert is_hidden()
    TickerItem.objects.create(text="Bridge closed")
    assert not is_hidden()


def test_the_list_is_in_the_outlets_language(client: Client, outlet: OutletSettings) -> None:
    outlet.language = "fa"
    outlet.save()
    page = html.fromstring(client.get("/ticker/").content)
    assert page.findtext(".//h1") == "تازه‌ها"
