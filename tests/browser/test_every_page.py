"""What every kind of page has to hold, from left to right and from right to left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import MakeReader
from .sites import KINDS, STATUS, RunningSite

pytestmark = [
    pytest.mark.parametrize("kind", KINDS),
    pytest.mark.parametrize("direction", ["ltr", "rtl"]),
]
OutletOf = Callable[[str], RunningSite]

WIDTHS = [360, 1280]
LEAST_SHIFT = 0.02  # what nobody notices; Web Vitals call up to 0.1 good

# Goes through the page as a reader does, so that what loads late has come, then adds up how far
# things moved that nobody touched.
SHIFTS = """
async () => {
  const seen = [];
  new PerformanceObserver((list) => seen.push(...list.getEntries()))
    .observe({type: "layout-shift", buffered: true});
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({top: y, behavior: "instant"});
    await frame();
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
  await document.fonts.ready;
  await frame();
  return seen.filter((shift) => !shift.hadRecentInput).reduce((sum, shift) => sum + shift.value, 0);
}
"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_page_opens_with_scripts_off(
    plain_page: Page, outlet_of: OutletOf, kind: str, direction: str
) -> None:
    answer = plain_page.goto(outlet_of(direction).address(kind))
    assert answer is not None
    assert answer.status == STATUS.get(kind, 200)
    assert plain_page.locator("main h1, .front h1").first.is_visible()
    assert plain_page.get_by_role("banner").get_by_text("The Ostrel Lantern").first.is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_neither_jumps_nor_scrolls_sideways(
    new_reader: MakeReader, outlet_of: OutletOf, kind: str, direction: str, width: int
) -> None:
    page = new_reader(viewport={"width": width, "height": 800}).new_page()
    page.goto(outlet_of(direction).address(kind))
    assert page.evaluate(SHIFTS) < LEAST_SHIFT
    assert page.evaluate(TOO_WIDE) == 0
