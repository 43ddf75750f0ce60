"""Pictures of the main pages, for people to look at: `make screenshots`, into screenshots/."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser

from .conftest import OutletOf
from .sites import RunningSite

pytestmark = pytest.mark.skipif(
    "MAKE_SCREENSHOTS" not in os.environ, reason="pictures are made by: make screenshots"
)
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "screenshots"
README_PICTURE = ROOT / "docs/front-page.webp"

MAIN_PAGES = (
    "front",
    "section",
    "topic",
    "article",
    "discussion",
    "author",
    "month",
    "search",
    "standard",
    "ticker",
)
WIDTHS = (360, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def picture(browser: Browser, url: str, width: int, scheme: Literal["light", "dark"]) -> bytes:
    """The whole page, with all that is loaded when a reader comes near it."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.goto(url)
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_load_state("networkidle")
    taken = page.screenshot(full_page=True)
    page.close()
    return taken


@pytest.mark.parametrize("kind", MAIN_PAGES)
@pytest.mark.parametrize("language", ["en", "fa", "ar", "fr"])
def test_a_page_is_pictured_at_three_widths_light_and_dark(
    browser: Browser, outlet_in: OutletOf, kind: str, language: str
) -> None:
    FOLDER.mkdir(exist_ok=True)
    url = outlet_in(language).address(kind)
    for width in WIDTHS:
        for scheme in SCHEMES:
            path = FOLDER / f"{kind}-{language}-{width}-{scheme}.png"
            path.write_bytes(picture(browser, url, width, scheme))


def test_the_picture_in_the_readme_is_the_front_page_of_the_demo(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 960}, reduced_motion="reduce")
    page.goto(site.url, wait_until="networkidle")
    shot = FOLDER / "front-page.png"
    shot.parent.mkdir(exist_ok=True)
    page.screenshot(path=shot)
    page.close()
    with Image.open(shot) as image:
        image.save(README_PICTURE, quality=82, method=6)
    shot.unlink()
    assert README_PICTURE.stat().st_size < 150_000
