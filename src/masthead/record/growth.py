"""What new entries add to a log: the files to write, and the tree that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .bundle import fetch_entries, pack
from .tiles import ENTRIES, TILE_BITS, WIDTH, Fetch, Tile, TileReader, fetch_hashes
from .tree import leaf_hash, root, subtree_root


@dataclass(frozen=True)
class Staged:
    """Files by path, none of which was there before, and size and root of the grown tree."""

    files: dict[str, bytes]
    size: int
    root: bytes


def stage(old: int, entries: Sequence[bytes], fetch: Fetch) -> Staged:
    """Return what has to be written when `entries` follow a log of `old` entries.

    Reads only the partial tiles and the partial bundle on the right edge. Raises MalformedError
    where one is missing or damaged, or an entry is over 65 535 bytes.
    """
    files = _bundles(old, entries, fetch)
    hashes, level, before = [leaf_hash(entry) for entry in entries], 0, old
    while hashes:
        number, filled = divmod(before, WIDTH)
        edge = fetch_hashes(fetch, Tile(level, number, filled)) if filled else []
        tiles = _cut([*edge, *hashes])
        for at, tile in enumerate(tiles, start=number):
            files[Tile(level, at, len(tile)).path] = b"".join(tile)
        # A partial tile never feeds the level above.
        hashes = [subtree_root(tile) for tile in tiles if len(tile) == WIDTH]
        level, before = level + 1, before >> TILE_BITS
    size = old + len(entries)
    reader = TileReader(size, lambda path: files[path] if path in files else fetch(path))
    return Staged(files, size, root(size, reader))


def _bundles(old: int, entries: Sequence[bytes], fetch: Fetch) -> dict[str, bytes]:
    number, filled = divmod(old, WIDTH)
    edge = fetch_entries(fetch, Tile(ENTRIES, number, filled)) if filled and entries else []
    cut = _cut([*edge, *entries])
    return {
        Tile(ENTRIES, at, len(part)).path: pack(part) for at, part in enumerate(cut, start=number)
    }


def _cut(items: list[bytes]) -> list[list[bytes]]:
    return [items[at : at + WIDTH] for at in range(0, len(items), WIDTH)]
