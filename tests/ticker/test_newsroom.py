from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import ArticleFactory, UserFactory

from masthead.newsroom.roles import ensure_roles
from masthead.ticker.models import TickerItem

pytestmark = pytest.mark.usefixtures("outlet")

LIST = "/newsroom/ticker/"


def enter_as(client: Client, group: str) -> None:
    ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


def form(**fields: object) -> dict[str, object]:
    now = timezone.localtime()
    return {"text": "", "url": "", "language": "", "starts_at": now.isoformat(sep=" "), **fields}


def test_an_editor_adds_an_item_with_a_sentence_and_a_page(client: Client) -> None:
    story = ArticleFactory(title="Council resigns")
    enter_as(client, "Editors")

    response = client.post(
        reverse("ticker:add"), form(text="The council is gone", page=story.pk, live="on")
    )

    assert response.status_code == 302
    item = TickerItem.objects.get()
    assert (item.text, item.page_id, item.live) == ("The council is gone", story.pk, True)
    assert b"The council is gone" in client.get("/ticker.json").content


def test_a_wrong_item_comes_back_with_a_message_beside_the_field(client: Client) -> None:
    enter_as(client, "Editors")
    earlier = (timezone.localtime() - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")

    response = client.post(reverse("ticker:add"), form(text="Too late", expires_at=earlier))

    assert "expires_at" in response.context["form"].errors
    assert TickerItem.objects.count() == 0


def test_the_list_says_where_each_item_stands(client: Client) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    draft = ArticleFactory(live=False)
    TickerItem.objects.create(text="A")
    TickerItem.objects.create(text="B", starts_at=now + hour)
    TickerItem.objects.create(text="C", starts_at=now - 2 * hour, expires_at=now - hour)
    TickerItem.objects.create(text="D", page=draft)
    enter_as(client, "Editors")

    page = client.get(LIST).content.decode()

    for state in ("running", "scheduled", "expired", "waits for its page"):
        assert page.count(state) == 1, state


@pytest.mark.parametrize("group", ["Reporters", "Moderators"])
def test_others_than_editors_do_not_write_the_ticker(client: Client, group: str) -> None:
    enter_as(client, group)
    assert client.get(LIST).status_code == 302
    client.post(reverse("ticker:add"), form(text="Not mine to say"))
    assert TickerItem.objects.count() == 0
