"""The ticker on pages that readers have open."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .conftest import SignIn
from .readers import come_back_until
from .sites import RunningSite

WITHIN = 20_000  # milliseconds: what open pages promise
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")  # as programs read it, in UTC

ADD = """
from masthead.ticker.models import TickerItem
TickerItem.objects.create(text={text!r}, live=True)
"""
EXPIRE = """
from django.utils import timezone
from masthead.ticker.models import TickerItem
TickerItem.objects.filter(text={text!r}).update(expires_at=timezone.now())
"""


def test_an_open_page_shows_what_an_editor_adds_and_drops_it_when_it_expires(
    page: Page, sign_in_as: SignIn, site: RunningSite
) -> None:
    text = "The lifeboat has put to sea"
    editor = sign_in_as("editor")
    editor.get_by_role("link", name="Ticker", exact=True).click()
    editor.get_by_role("link", name="Add ticker item").first.click()
    editor.fill("[name=text]", text)
    editor.check("[name=live]")
    page.goto(site.url)
    line = page.locator(".ticker-line li", has_text=text)
    expect(line).to_have_count(0)

    editor.get_by_role("button", name="Save").click()
    expect(line).to_have_count(1, timeout=WITHIN)
    expect(line.locator("time.live")).to_have_count(1)
    expect(page.locator(".ticker [role=status]")).to_contain_text(text)

    site.run(EXPIRE.format(text=text))
    expect(line).to_have_count(0, timeout=WITHIN)


def test_the_ticker_is_a_plain_list_for_readers_without_scripts(
    plain_page: Page, site: RunningSite
) -> None:
    page = plain_page
    text = "The swing bridge stays open until noon"
    site.run(ADD.format(text=text))
    page.goto(site.url)
    page.click(".ticker-label a")
    expect(page).to_have_url(f"{site.url}/ticker/")
    row = page.locator(".items li", has_text=text)
    come_back_until(row)
    expect(row.locator("time.live")).to_have_attribute("datetime", MOMENT)
    site.run(EXPIRE.format(text=text))
    come_back_until(row, count=0)
