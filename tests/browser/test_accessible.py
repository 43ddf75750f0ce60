"""What a machine can find out about pages that some readers cannot use: nothing grave."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import MakeReader, OutletOf
from .sites import KINDS

GRAVE = {"serious", "critical"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_grave(
    new_reader: MakeReader, outlet_of: OutletOf, kind: str, direction: str
) -> None:
    page = new_reader().new_page()
    page.goto(outlet_of(direction).address(kind))
    expected = "rtl" if kind == "persian-article" else direction
    assert page.locator("html").get_attribute("dir") == expected
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        grave = [
            f"{scheme}: {one['help']}: {node['html']}"
            for one in found
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]
        assert not grave
