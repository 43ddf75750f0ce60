"""The page that checks offline says what the other checker says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from masthead.record.entry import EntryKind
from masthead.record.keys import public_key
from masthead.record.proof import Proof
from tests.browser.checking import SavedChecker
from tests.record.logs import private_key
from tests.record.stories import Published

Ask = Callable[..., str]


@pytest.fixture
def story() -> Published:
    return Published()


@pytest.fixture
def ask(browser: Browser, tmp_path: Path) -> Iterator[Ask]:
    """Open the saved page without a network and hand it files; returns its answer."""
    checker = SavedChecker(browser, tmp_path)

    def asked(html: str, data: bytes, *proofs: Proof, policy: bytes | None = None) -> str:
        files = {"page.html": html.encode(), "object.json": data}
        files |= {f"{at}.tlog-proof": str(proof).encode() for at, proof in enumerate(proofs)}
        return checker.sentences(files, policy)[""]

    yield asked
    checker.context.close()


def test_a_genuine_page_is_genuine_in_a_browser_without_a_network(
    ask: Ask, story: Published
) -> None:
    found = ask(story.page, story.object, story.proof)
    assert found == str(story.check(story.page))
    assert found.startswith("genuine, as of size 3, cosigned at")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("three hours", "ten hours"),
        ("Café", "Cafe\u0301"),
        ("Ferry <em>late</em>", "Ferry sinks"),
        ("Alma Verne", "Alma Verde"),
        ("2026-11-25T11:00:00+0000", "2026-11-24T11:00:00+0000"),
        ("/media/lead.webp", "/media/other.webp"),
        ("named another island", "named no island"),
        ('<div class="story">', '<div class="story" style="display:none">'),
        ("<aside><article", "<div><article"),
        ("<footer>", "<h1>Other news</h1><footer>"),
        ("</head>", '<base href="https://elsewhere.example/"></head>'),
    ],
)
def test_what_is_altered_is_altered_in_a_browser_too(
    ask: Ask, story: Published, old: str, new: str
) -> None:
    page = story.page.replace(old, new, 1)
    assert page != story.page
    assert str(story.check(page)).startswith("altered")
    assert ask(page, story.object, story.proof).startswith("altered")


@pytest.mark.parametrize(
    ("old", "new"), [("Council meets at noon", "Other news"), ("2 Comments", "3 Comments")]
)
def test_what_may_change_may_change(ask: Ask, story: Published, old: str, new: str) -> None:
    page = story.page.replace(old, new)
    assert ask(page, story.object, story.proof).startswith("genuine")


def test_a_later_entry_is_told(ask: Ask, story: Published) -> None:
    later = story.then(EntryKind.UPDATE)
    assert ask(story.page, story.object, story.proof, later) == (
        "superseded: a later revision exists (entry 3)"
    )
    gone = story.then(EntryKind.WITHDRAW)
    assert ask(story.page, story.object, story.proof, gone) == "withdrawn (entry 4)"


def test_a_record_that_nobody_trusts_and_a_missing_quorum_are_told(
    ask: Ask, story: Published
) -> None:
    strange = public_key("quay.example/record", private_key("quay"))
    policy = f"log {strange}\nquorum none\n".encode()
    found = ask(story.page, story.object, story.proof, policy=policy)
    assert found == "unknown: not in this record"
    alone = Published(witnesses=())
    found = ask(alone.page, alone.object, alone.proof)
    assert found.startswith("cannot tell: the quorum is not reached")
