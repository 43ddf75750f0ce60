"""An administrator moves a site in, in the browser, with the worker that runs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.importers.wordpress import wxr

from .conftest import PATIENCE, MakeReader
from .sites import RunningSite, start
from .test_accessible import GRAVE
from .test_every_page import TOO_WIDE

WIDTHS = (360, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FADED = 400  # milliseconds in which Wagtail's buttons have taken on their other colours
SCREEN = "/newsroom/moving-in/"


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A new outlet, without a story."""
    running = start(tmp_path_factory.mktemp("sites") / "empty")
    yield running
    assert running.stop() == 0


@pytest.fixture
def desk(new_reader: MakeReader, empty_site: RunningSite) -> Page:
    """The outlet's first account at work."""
    tab = new_reader().new_page()
    tab.goto(f"{empty_site.url}/newsroom/login/")
    tab.fill("input[name=username]", "editor")
    tab.fill("input[name=password]", empty_site.password)
    tab.click("button[type=submit]")
    tab.wait_for_url(f"{empty_site.url}/newsroom/")
    return tab


def check(page: Page) -> None:
    """Nothing too wide, and nothing that some cannot use: three widths, light and dark."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == 0
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(FADED)
            found = Axe().run(page, context=".moving").response["violations"]
            grave = [
                f"{scheme}: {one['help']}: {node['html']} {node['any'][:1]}"
                for one in found
                if one["impact"] in GRAVE
                for node in one["nodes"]
            ]
            assert not grave


def test_a_site_moves_in_without_a_terminal(
    desk: Page, empty_site: RunningSite, tmp_path: Path
) -> None:
    secret = wxr.item(3, post_type="product")
    story = wxr.item(1, "The quay was empty.", inside=wxr.comment(5, "So it was."))
    export = wxr.write(tmp_path, story, secret, wxr.item(2, status="trash"))
    desk.goto(empty_site.url + SCREEN)
    check(desk)
    desk.set_input_files("input[name=exports]", export)
    desk.uncheck("input[name=asks]")
    desk.get_by_role("button", name="Upload and look first").click()
    expect(desk.get_by_role("heading", name="The trial run is under way")).to_be_visible(
        timeout=PATIENCE
    )
    expect(desk.get_by_role("heading", name="This is what will happen")).to_be_visible(
        timeout=PATIENCE
    )
    assert desk.request.get(f"{empty_site.url}/2024/03/story-1/").status == 404
    check(desk)
    row = desk.get_by_role("row", name="Posts → stories")
    assert row.inner_text().split()[-5:] == ["2", "1", "0", "0", "1"]
    expect(desk.get_by_text("It was in the trash.")).to_be_visible(timeout=PATIENCE)
    desk.get_by_role("button", name="Move in now").press("Enter")
    expect(desk.get_by_role("heading", name="The site has moved in")).to_be_visible(
        timeout=PATIENCE
    )
    check(desk)
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="Download the whole report").click()
    assert '"made": 1' in saved.value.path().read_text()
    desk.goto(f"{empty_site.url}/2024/03/story-1/")
    expect(desk.get_by_text("So it was.")).to_be_visible(timeout=PATIENCE)
