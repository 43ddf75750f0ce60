"""The page that checks by itself, saved and opened without a network, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

from masthead.reader.record import checker
from tests.record.logs import policy_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = 60_000  # milliseconds; a bomb takes a moment to be put out on a busy machine


class SavedChecker:
    """A copy of the page in a folder, in a browser without a network."""

    def __init__(self, browser: Browser, folder: Path, **options: object) -> None:
        self.folder = folder
        self.saved = folder / "checker.html"
        self.saved.write_text(checker.page("en"))
        self.context = browser.new_context(offline=True, **options)
        self.asked: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page: Page = self.context.new_page()

    def open(self, policy: bytes | None = None) -> None:
        """Open the page anew, with a policy."""
        self.page.goto(self.saved.as_uri())
        self.choose("#policy", {"policy": policy or policy_text()})

    def choose(self, field: str, files: dict[str, bytes]) -> None:
        """Give it files, as somebody who picks them from a folder."""
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        self.page.set_input_files(field, [self.folder / name for name in files])

    def check(self, files: dict[str, bytes], policy: bytes | None = None) -> Locator:
        """Open it, give it files, and wait for what it says of them."""
        self.open(policy)
        self.choose("#files", files)
        found = self.page.locator(".answer")
        expect(found.first).to_be_visible(timeout=LONG)
        return found

    def sentences(self, files: dict[str, bytes], policy: bytes | None = None) -> dict[str, str]:
        """Check files; return each sentence by the name it is said of."""
        found = self.check(files, policy).all()
        return {" ".join(one.locator("small").all_inner_texts()): _said(one) for one in found}


@contextmanager
def saved_checker(browser: Browser, folder: Path) -> Iterator[SavedChecker]:
    """The saved page, which may ask nobody for anything."""
    made = SavedChecker(browser, folder)
    yield made
    made.context.close()
    assert all(url.startswith(("file:", "blob:")) for url in made.asked)


def _said(answer: Locator) -> str:
    return answer.locator("b").inner_text()
