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

# English words run from right to left now; it is the pages that are looked at.
TURN = """
from masthead.articles.models import ArticlePage, StandardPage, TopicPage
from masthead.outlet.models import OutletSettings
for model in (ArticlePage, StandardPage, TopicPage):
    model.objects.update(language="fa")
outlet = OutletSettings.load()
outlet.language = "fa"
outlet.save()
"""

ACCOUNTS = """
from masthead.cli.accounts import add_account
for role in ("reporter", "editor", "moderator"):
    add_account(f"{role}@desk.example", role, "for these tests")
"""

SignIn = Callable[[str], Page]
MakeReader = Callable[..., BrowserContext]
OutletOf = Callable[[str], RunningSite]


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
    running.run(TURN)
    yield running
    assert running.stop() == 0


@pytest.fixture
def outlet_of(request: pytest.FixtureRequest) -> OutletOf:
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


@pytest.fixture(scope="session")
def accounts(site: RunningSite) -> RunningSite:
    """The outlet, with an account for each role; see ACCOUNTS."""
    site.run(ACCOUNTS)
    return site


@pytest.fixture
def sign_in_as(new_reader: MakeReader, accounts: RunningSite) -> SignIn:
    """Makes tabs, each on a desk of its own, in which somebody of a role is signed in."""

    def as_role(role: str) -> Page:
        tab = new_reader(viewport={"width": 1440, "height": 1000}).new_page()
        tab.goto(f"{accounts.url}/newsroom/login/")
        tab.fill("input[name=username]", f"{role}@desk.example")
        tab.fill("input[name=password]", "for these tests")
        tab.click("button[type=submit]")
        tab.wait_for_url(f"{accounts.url}/newsroom/")
        return tab

    return as_role
