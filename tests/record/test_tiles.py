"""Tiles and bundles: the files of the log, their names and their growth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.logs import Log, a_log

from masthead.record.bundle import LARGEST_ENTRY, pack, unpack
from masthead.record.errors import MalformedError, UnprovenError
from masthead.record.tiles import ENTRIES, Tile, TileReader, bundles, grown, width_at
from masthead.record.tree import (
    check_consistency,
    check_inclusion,
    consistency_path,
    inclusion_path,
    leaf_hash,
    root,
)


def test_a_number_is_written_in_groups_of_three() -> None:
    assert Tile(0, 1_234_067).path == "tile/0/x001/x234/067"
    assert Tile(1, 0, 1).path == "tile/1/000.p/1"
    assert Tile(ENTRIES, 1000, 255).path == "tile/entries/x001/000.p/255"


@settings(deadline=None)
@given(st.integers(0, 63), st.integers(0, 10**9), st.integers(1, 256))
def test_a_path_is_read_back(level: int, number: int, width: int) -> None:
    tile = Tile(level, number, width)
    assert Tile.parse(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/00/000",
        "tile/64/000",
        "tile/0/0",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/entries/../checkpoint",
        "tile/0/000\n",
        "tile/0/٠٠١",
        "/tile/0/000",
    ],
)
def test_no_other_path_is_one(path: str) -> None:
    with pytest.raises(MalformedError, match="not the path of a tile"):
        Tile.parse(path)


def test_a_full_first_tile_begins_the_level_above() -> None:
    assert [tile.path for tile in grown(0, 256)] == ["tile/0/000", "tile/1/000.p/1"]


def test_seventy_thousand_entries_are_276_tiles() -> None:
    paths = [tile.path for tile in grown(0, 70_000)]
    assert paths[272:] == [
        "tile/0/272",
        "tile/0/273.p/112",
        "tile/1/000",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ]
    assert len(paths) == 273 + 1 + 2 + 1
    assert [width_at(70_000, level, number) for level, number in ((0, 273), (1, 1), (3, 0))] == [
        112,
        17,
        0,
    ]


def test_seventy_thousand_entries_prove_each_other() -> None:
    log = a_log(70_000)
    for index in (0, 255, 256, 65_535, 65_536, 69_999):
        path = inclusion_path(index, 70_000, log.reader)
        check_inclusion(leaf_hash(log.entries[index]), index, 70_000, path, log.checkpoint.root)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=5), st.data())
def test_a_log_that_grew_in_steps_proves_each_entry_and_each_step(
    steps: list[int], data: st.DataObject
) -> None:
    log, seen = Log(), []
    for step in steps:
        log.grow(f"{len(log.entries) + at}".encode() for at in range(step))
        seen.append(log.checkpoint)
    new, reader = seen[-1], log.reader
    at_once = Log()
    at_once.grow(log.entries)
    assert new.root == at_once.checkpoint.root
    assert at_once.files.items() <= log.files.items()  # grown tiles are the same tiles
    for old in seen:
        # Each old checkpoint can still be read from the partial tiles of its time.
        assert root(old.size, TileReader(old.size, log.files.get)) == old.root
        path = consistency_path(old.size, new.size, reader)
        check_consistency(old.size, new.size, path, old.root, new.root)
    index = data.draw(st.integers(0, new.size - 1))
    path = inclusion_path(index, new.size, reader)
    check_inclusion(leaf_hash(log.entries[index]), index, new.size, path, new.root)


def test_a_full_tile_stands_in_for_the_partial_one_it_replaced() -> None:
    log = a_log(200)
    old = log.checkpoint
    log.grow(f"more {at}".encode() for at in range(100))
    del log.files["tile/0/000.p/200"], log.files["tile/entries/000.p/200"]
    assert root(200, TileReader(200, log.files.get)) == old.root


@settings(deadline=None)
@given(st.integers(0, 2000), st.integers(0, 2000))
def test_growing_writes_no_tile_twice_and_misses_none(one: int, two: int) -> None:
    old, new = sorted((one, two))
    fresh = set(grown(old, new)) | set(bundles(old, new))
    whole = set(grown(0, new)) | set(bundles(0, new))
    assert fresh <= whole
    assert whole - fresh == whole & (set(grown(0, old)) | set(bundles(0, old)))


@settings(deadline=None)
@given(st.lists(st.binary(max_size=400), min_size=1, max_size=256))
def test_a_bundle_is_read_back(entries: list[bytes]) -> None:
    tile = Tile(ENTRIES, 0, len(entries))
    assert unpack(pack(entries), tile) == entries


def test_an_entry_over_the_limit_gets_no_place() -> None:
    assert len(pack([b"x" * LARGEST_ENTRY])) == 2 + LARGEST_ENTRY
    with pytest.raises(MalformedError, match="65536 bytes; at most 65535"):
        pack([b"x" * (LARGEST_ENTRY + 1)])


def test_beyond_its_size_a_log_reads_nothing() -> None:
    log = a_log(5)
    with pytest.raises(UnprovenError, match="beyond size 5"):
        log.reader(0, 5)
