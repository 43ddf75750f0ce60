"""A demo outlet that runs, and a browser to read it with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .readers import Watch
from .sites import RunningSite, start

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Without these Chromium asks hosts of its maker, which is nobody's business here.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000  # milliseconds; a busy machine draws the sizes of a picture at the first visit

MakeReader = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give all browser tests to one worker, since they share one running outlet."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; the program is Debian's."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The demo outlet, as `masthead serve --demo` makes it."""
    running = start(tmp_path_factory.mktemp("sites") / "demo", "--demo")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def rtl_site(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A copy of the demo outlet whose language is Persian: every page from right to left."""
    folder = tmp_path_factory.mktemp("sites") / "rtl"
    database = folder / "masthead.sqlite3"
    shutil.copytree(site.folder, folder, ignore=shutil.ignore_patterns("*.sqlite3*"))
    # Not copied: the outlet is running, and part of its database is in the write-ahead log.
    site.run(
        "from django.db import connection\n"
        f"connection.cursor().execute('VACUUM INTO %s', [{str(database)!r}])"
    )
    running = start(folder)
    running.run(
        "from masthead.outlet.models import OutletSettings\n"
        "outlet = OutletSettings.load()\n"
        "outlet.language = 'fa'\n"
        "outlet.save()"
    )
    yield running
    assert running.stop() == 0


@pytest.fixture
def outlet_of(request: pytest.FixtureRequest) -> Callable[[str], RunningSite]:
    """The outlet of a direction, "ltr" or "rtl"."""
    fixtures = {"ltr": "site", "rtl": "rtl_site"}
    return lambda direction: request.getfixturevalue(fixtures[direction])


@pytest.fixture
def new_reader(browser: Browser) -> Iterator[MakeReader]:
    """Makes readers, each with a profile of their own; no page may do what Watch notes."""
    made: list[tuple[BrowserContext, Watch]] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        made.append((context, Watch(context)))
        return context

    yield make
    for context, _watch in made:
        context.close()
    assert not [fault for _context, watch in made for fault in watch.faults]


@pytest.fixture
def page(new_reader: MakeReader) -> Page:
    """A reader's tab, on a desk."""
    return new_reader().new_page()


@pytest.fixture
def plain_page(new_reader: MakeReader) -> Page:
    """A reader's tab whose browser runs no scripts."""
    return new_reader(java_script_enabled=False).new_page()


@pytest.fixture
def newsroom(new_reader: MakeReader, site: RunningSite) -> Page:
    """A tab in which the first account is signed in to the newsroom."""
    return sign_in(new_reader().new_page(), site, "editor", site.password)


def sign_in(tab: Page, site: RunningSite, username: str, password: str) -> Page:
    """Sign in to the newsroom; return the tab."""
    tab.goto(f"{site.url}/newsroom/login/")
    tab.fill("input[name=username]", username)
    tab.fill("input[name=password]", password)
    tab.click("button[type=submit]")
    tab.wait_for_url(f"{site.url}/newsroom/")
    return tab
