"""From right to left a page is what it is from left to right, seen in a mirror."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .sites import RunningSite

KINDS = ("front", "section", "article", "discussion", "author", "search")
WIDTHS = (360, 768, 1280)
NEAR = 2  # pixels: widths of columns are rounded to one side or the other

# Where each box lies; letters run as they do, so only boxes count and not the words within a line.
# Parts that scroll are measured at their beginning. A part that says its own direction keeps it.
BOXES = """
() => {
  for (const one of document.querySelectorAll("*")) one.scrollLeft = 0;
  const inline = (style) => style.display.startsWith("inline") && style.display !== "inline-flex";
  const own = (one) => one.closest("[dir]:not(html), .code, pre");
  return [...document.body.querySelectorAll("*")]
    .filter((one) => !own(one) && !one.closest("svg, form, .sr, .skip, .trap, .divider"))
    .filter((one) => !inline(getComputedStyle(one)) || one.tagName === "IMG")
    .filter((one) => one.parentElement.closest("p, h1, h2, h3, li > a") === null)
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height)
    .map(([one, box]) => ({
      name: one.tagName.toLowerCase() + (one.className ? "." + one.className : ""),
      words: one.textContent.trim().slice(0, 30),
      start: box.left, end: box.right, top: box.top + scrollY, height: box.height,
    }));
}
"""
TURN = "document.documentElement.dir = 'rtl'"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Any:
    """One tab for all; nothing in it moves by itself, and its fonts stay what they are."""
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_its_own_mirror(tab: Page, site: RunningSite, kind: str) -> None:
    tab.goto(site.address(kind))
    tab.evaluate("for (const image of document.images) image.loading = 'eager'")
    tab.evaluate("document.fonts.ready")
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.evaluate("document.documentElement.dir = 'ltr'")
        one_way = tab.evaluate(BOXES)
        tab.evaluate(TURN)
        other_way = tab.evaluate(BOXES)
        assert len(one_way) == len(other_way) > 40
        faults = [
            f"{width}: {here['name']} “{here['words']}” {here} {there}"
            for here, there in zip(one_way, other_way, strict=True)
            if abs(there["start"] - (width - here["end"])) > NEAR
            or abs(there["end"] - (width - here["start"])) > NEAR
            or abs(there["top"] - here["top"]) > NEAR
            or abs(there["height"] - here["height"]) > NEAR
        ]
        assert not faults
