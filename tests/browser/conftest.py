"""A demo outlet that runs, and a browser to read it with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .discussion import BAKE, CLEAR, LAST
from .readers import Watch
from .sites import RunningSite, run_in, start

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

# English words are labelled and laid out as another language's; it is the pages that are looked at.
# The demo has editions in Persian and Arabic: their stories come to the one that is turned, at the
# addresses they have.
TURN = """
from masthead.articles.editions import uproot
from masthead.articles.models import ArticlePage, SectionPage, StandardPage, TopicPage
from masthead.outlet.editions import Edition
from masthead.outlet.models import OutletSettings
from masthead.ticker.models import TickerItem
for page in SectionPage.objects.exclude(translation_of=None):
    page.articles.update(section=page.translation_of)
for model in (SectionPage, TopicPage):
    for page in model.objects.exclude(translation_of=None):
        page.delete()
ArticlePage.objects.update(language="en")
for edition in Edition.objects.all():
    uproot(edition)
    edition.delete()
for model in (ArticlePage, StandardPage, TopicPage, TickerItem):
    model.objects.update(language="{language}")
outlet = OutletSettings.load()
outlet.language = "{language}"
outlet.save()
"""

# A copy made meanwhile would have other files of the record than its database knows.
RECORDED = """
import time
from masthead.ledger.models import RecordEntry
while RecordEntry.objects.filter(place=None, trouble="").exists():
    time.sleep(0.2)
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
def outlet_in(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OutletOf]:
    """The demo outlet, "en", or a copy in another language, made when it is first asked for."""
    running = {"en": site}

    def speaking(language: str) -> RunningSite:
        if language not in running:
            folder = tmp_path_factory.mktemp("sites") / language
            _copy(site, folder)
            run_in(folder, TURN.format(language=language))
            running[language] = start(folder)
        return running[language]

    yield speaking
    for language, outlet in running.items():
        assert language == "en" or outlet.stop() == 0


def _copy(site: RunningSite, folder: Path) -> None:
    database = folder.parent / "masthead.sqlite3"
    site.run(RECORDED)
    # Not copied: the outlet is running, and part of its database is in the write-ahead log. Before
    # the files: a picture that is drawn meanwhile is then one too many, and not one too few.
    site.run(
        "from django.db import connection\n"
        f"connection.cursor().execute('VACUUM INTO %s', [{str(database)!r}])"
    )
    # Not its baked pages either, which are in its language.
    ignored = shutil.ignore_patterns("*.sqlite3*", "baked")
    shutil.copytree(site.folder, folder, ignore=ignored)
    database.rename(folder / database.name)


@pytest.fixture(scope="session")
def rtl_site(outlet_in: OutletOf) -> RunningSite:
    """A copy of the demo outlet whose language is Persian: every page from right to left."""
    return outlet_in("fa")


@pytest.fixture(scope="module")
def discussion_as_before(site: RunningSite) -> Iterator[None]:
    """Other tests find the demo's own discussions."""
    last = site.run(LAST)
    yield
    site.run(CLEAR.format(last=last) + BAKE)


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


@pytest.fixture
def moderator(sign_in_as: SignIn) -> Page:
    """A tab of somebody who may moderate and nothing else."""
    return sign_in_as("moderator")
