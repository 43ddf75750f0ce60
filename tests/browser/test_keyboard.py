"""All of it without a mouse, and nothing that moves for readers who want it still."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import MakeReader
from .sites import RunningSite

SETTLED = 1_000  # milliseconds in which a step of the ticker comes to its end
ROUND = 15_000  # milliseconds in which it takes two, unless it is at rest

# What has the focus: its words, and whether a reader sees that it has it.
FOCUSED = """
() => {
  const it = document.activeElement;
  const box = it.getBoundingClientRect();
  const style = getComputedStyle(it);
  return {
    words: (it.getAttribute("aria-label") ?? it.innerText ?? "").trim(),
    inHeader: Boolean(it.closest("header.masthead, .skip, .ticker")),
    inMain: Boolean(it.closest("main")),
    isPage: it === document.body,
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0,
  };
}
"""
PLACE = "() => document.querySelector('.ticker-line').scrollLeft"


def through(page: Page) -> list[dict[str, object]]:
    """Press Tab until the focus leaves the page; return all that had it."""
    met: list[dict[str, object]] = []
    while len(met) < 300:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["isPage"] or (met and focused["words"] == "Skip to content"):
            return met
        met.append(focused)
    pytest.fail("the focus goes round in a page and never leaves it")


def test_the_first_key_offers_a_way_past_the_name_plate(page: Page, site: RunningSite) -> None:
    page.goto(site.address("article"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["inMain"]


@pytest.mark.parametrize("kind", ["front", "discussion", "search"])
def test_the_focus_goes_down_the_page_and_is_always_seen(
    page: Page, site: RunningSite, kind: str
) -> None:
    page.goto(site.address(kind))
    met = through(page)
    assert not [focused["words"] for focused in met if not focused["seen"]]
    places = ["header" if it["inHeader"] else "main" if it["inMain"] else "foot" for it in met]
    assert places == sorted(places, key=["header", "main", "foot"].index)
    assert met[0]["words"] == "Skip to content"
    assert "Search" in [focused["words"] for focused in met]


def test_a_reply_can_be_written_and_sent_without_a_mouse(page: Page, site: RunningSite) -> None:
    page.goto(site.address("discussion"))
    page.get_by_role("textbox", name="Comment", exact=True).focus()
    page.keyboard.type("Typed with nothing but keys.")
    for words in ("Key Person", "keys@harbour.example", ""):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Post Comment")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("held for moderation")


def test_the_ticker_moves_on_until_a_key_stops_it(page: Page, site: RunningSite) -> None:
    page.clock.install()
    page.goto(site.url)
    assert moves(page)
    pause = page.get_by_role("button", name="Pause the ticker")
    while not pause.evaluate("it => it === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(pause).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Search").focus()  # or the ticker would rest for the focus
    assert not moves(page)


def test_the_ticker_stands_still_where_motion_is_not_wanted(
    new_reader: MakeReader, site: RunningSite
) -> None:
    page = new_reader(reduced_motion="reduce").new_page()
    page.clock.install()
    page.goto(site.url)
    line = page.get_by_role("list", name="Latest")
    expect(line.get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_role("button", name="Pause the ticker")).to_be_hidden()
    assert not moves(page)
    page.get_by_role("button", name="Next").press("Enter")
    assert page.evaluate(PLACE) != 0


def moves(page: Page) -> bool:
    """Whether the ticker moves on by itself, when the page's clock runs on."""
    page.wait_for_timeout(SETTLED)
    start = page.evaluate(PLACE)
    page.clock.run_for(ROUND)
    page.wait_for_timeout(SETTLED)
    return bool(page.evaluate(PLACE) != start)
