"""What every kind of page has to hold, from left to right and from right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import MakeReader, OutletOf
from .sites import KINDS, STATUS

pytestmark = [
    pytest.mark.parametrize("kind", KINDS),
    pytest.mark.parametrize("direction", ["ltr", "rtl"]),
]

WIDTHS = [360, 1280]
OPENINGS = 3
LEAST_SHIFT = 0.05  # half of what Web Vitals call good; a late font of the second script moves 0.02

# Goes through the page as a reader does, so that what loads late has come, and tells what moved
# that nobody touched.
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
  const words = (source) => source.node?.textContent.trim().slice(0, 40) ?? "";
  return seen.filter((shift) => !shift.hadRecentInput)
    .map((shift) => ({far: shift.value, moved: shift.sources.map(words)}));
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
    # In the language of the page, so that readers know where they are.
    name = (
        "فانوس اُسترل" if (kind, direction) == ("persian-article", "ltr") else "The Ostrel Lantern"
    )
    assert plain_page.get_by_role("banner").get_by_text(name).first.is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_neither_jumps_nor_scrolls_sideways(
    new_reader: MakeReader, outlet_of: OutletOf, kind: str, direction: str, width: int
) -> None:
    # A jump of the page's own comes at every opening. One that comes because a font is late does
    # not: after the first opening this reader has the fonts.
    reader = new_reader(viewport={"width": width, "height": 800})
    for _ in range(OPENINGS):
        page = reader.new_page()
        page.goto(outlet_of(direction).address(kind))
        shifts = page.evaluate(SHIFTS)
        assert page.evaluate(TOO_WIDE) == 0
        if sum(shift["far"] for shift in shifts) < LEAST_SHIFT:
            return
    pytest.fail(f"the page jumps: {shifts}")
