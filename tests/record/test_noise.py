"""Damage of any kind is refused in words; nothing else ever escapes from a reader."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.logs import a_log, policy_text
from tests.record.stories import Published

from masthead.record.article import Article
from masthead.record.bundle import unpack
from masthead.record.checkpoint import Checkpoint
from masthead.record.entry import Entry
from masthead.record.errors import RecordError
from masthead.record.keys import Key
from masthead.record.note import Note
from masthead.record.policy import Policy
from masthead.record.proof import Proof
from masthead.record.protocol import Request
from masthead.record.tiles import Tile
from masthead.record.verify.page import Page

STORY, LOG = Published(), a_log(5)
Reader = Callable[[bytes], object]
READERS: dict[str, tuple[Reader, bytes]] = {
    "article": (Article.parse, STORY.object),
    "bundle": (lambda data: unpack(data, Tile("entries", 0, 5)), LOG.files["tile/entries/000.p/5"]),
    "checkpoint": (
        lambda data: Checkpoint.parse(data.decode("utf-8", "replace")),
        str(LOG.checkpoint).encode(),
    ),
    "entry": (Entry.parse, STORY.entry.serialise()),
    "key": (
        lambda data: Key.parse(data.decode("utf-8", "surrogateescape")),
        str(STORY.policy.logs[0].key).encode(),
    ),
    "note": (Note.parse, str(LOG.note()).encode()),
    "page": (Page.parse, STORY.page.encode()),
    "policy": (Policy.parse, policy_text()),
    "proof": (Proof.parse, str(STORY.proof).encode()),
    "request": (Request.parse, f"old 5\n\n{LOG.note()}".encode()),
    "tile": (lambda data: Tile.parse(data.decode("utf-8", "replace")), b"tile/0/x001/234.p/17"),
}
WRITTEN = {"key", "note", "proof", "request"}  # a checkpoint is read out of a note


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_in_words(name: str, data: st.DataObject) -> None:
    read, sound = READERS[name]
    read(sound)
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, min(len(sound), start + 40)))
    damaged = sound[:start] + data.draw(st.binary(max_size=40)) + sound[end:]
    with suppress(RecordError):
        found = read(damaged)
        if name in WRITTEN:  # one spelling only: what can be read is written back as it was
            assert str(found).encode() == damaged


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None)
@given(noise=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_noise_is_refused_in_words(name: str, noise: bytes) -> None:
    with suppress(RecordError):
        READERS[name][0](noise)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_damage_to_what_is_marked_leaves_a_page_genuine(data: st.DataObject) -> None:
    """One character of the body is exchanged, whichever: the page is never genuine again."""
    first = STORY.page.index("<p>The ferry to")
    at = data.draw(st.integers(first, STORY.page.index("</article>") - 1))
    letter = data.draw(st.characters(exclude_categories=["Cs"]))
    page = STORY.page[:at] + letter + STORY.page[at + 1 :]
    assert (str(STORY.check(page)) == str(STORY.check(STORY.page))) == (page == STORY.page)
