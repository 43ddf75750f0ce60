"""What new entries add is what a tree made from nothing would have."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.logs import Log, a_log

from masthead.record.errors import MalformedError
from masthead.record.growth import stage
from masthead.record.tree import EMPTY_ROOT


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=4))
def test_growth_writes_the_files_of_the_definition(steps: list[int]) -> None:
    log, files, size = Log(), dict[str, bytes](), 0
    for step in steps:
        entries = [f"{size + at}".encode() for at in range(step)]
        log.grow(entries)
        staged = stage(size, entries, files.get)
        assert not staged.files.keys() & files.keys()  # no file is ever written twice
        files |= staged.files
        size = staged.size
        assert staged.root == log.checkpoint.root
    assert files == log.files


def test_growth_over_several_levels_leaves_the_right_edge_only_to_be_read() -> None:
    log, read = a_log(66_000), []
    entries = [b"one more"]

    def fetch(path: str) -> bytes | None:
        read.append(path)
        return log.files.get(path)

    staged = stage(66_000, entries, fetch)
    log.grow(entries)
    assert staged.root == log.checkpoint.root
    assert len(set(read)) < 8
    assert staged.files.keys() == {"tile/0/257.p/209", "tile/entries/257.p/209"}


def test_no_entries_add_nothing() -> None:
    assert stage(0, [], dict[str, bytes]().get).root == EMPTY_ROOT
    log = a_log(300)
    staged = stage(300, [], log.files.get)
    assert (staged.files, staged.root) == ({}, log.checkpoint.root)


def test_nothing_grows_on_an_edge_that_is_missing() -> None:
    log = a_log(300)
    del log.files["tile/0/001.p/44"]
    with pytest.raises(MalformedError, match=r"tile/0/001.p/44 is missing"):
        stage(300, [b"one more"], log.files.get)
