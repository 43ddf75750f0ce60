"""What a machine can find out about pages that some readers cannot use: nothing grave."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from masthead.core.language import direction

from .conftest import MakeReader, OutletOf
from .sites import KINDS

GRAVE = {"serious", "critical"}
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (360, "light"),
    (768, "dark"),
    (1280, "light"),
)
JUDGED = {"en", "fa"}  # at each width; other languages have other words on the same pages
# The words of every label are others in each language, and some are long.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "fa", "ar", "fr"])
def test_axe_finds_nothing_grave_and_nothing_is_too_wide(
    new_reader: MakeReader, outlet_in: OutletOf, kind: str, language: str
) -> None:
    page = new_reader().new_page()
    page.goto(outlet_in(language).address(kind))
    shown = "fa" if kind == "persian-article" and language == "en" else language
    assert page.locator("html").get_attribute("dir") == direction(shown)
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(TOO_WIDE) == 0
        if language not in JUDGED and width != VIEWS[0][0]:
            continue
        found = Axe().run(page).response["violations"]
        grave = [
            f"{width}, {scheme}: {one['help']}: {node['html']}"
            for one in found
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]
        assert not grave
