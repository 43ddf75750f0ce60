"""Reading a whole log again: every entry against its leaf, every tile against the one above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bundle import fetch_entries
from .errors import UnprovenError
from .tiles import TILE_BITS, WIDTH, Tile, TileReader, bundles, fetch_hashes, width_at
from .tree import leaf_hash, root, subtree_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .checkpoint import Checkpoint
    from .tiles import Fetch


def entries_of(fetch: Fetch, checkpoint: Checkpoint) -> Iterator[bytes]:
    """Yield every entry of the log in order, each one checked against its leaf.

    After the last entry the tiles are checked against each other and against the checkpoint, so
    only who reads to the end knows that all of it holds. Raises MalformedError for a file that is
    missing or of another length, UnprovenError for one that belongs elsewhere or was changed.
    """
    for bundle in bundles(0, checkpoint.size):
        tile = Tile(0, bundle.number, bundle.width)
        entries, leaves = fetch_entries(fetch, bundle), fetch_hashes(fetch, tile)
        found = [leaf_hash(entry) for entry in entries]
        if found != leaves:
            raise UnprovenError(_what_differs(found, leaves, bundle))
        yield from entries
    check_tiles(fetch, checkpoint)


def check_tiles(fetch: Fetch, checkpoint: Checkpoint) -> None:
    """Check each full tile against its slot one level up, and all of them against the root."""
    level = 1
    while checkpoint.size >> (TILE_BITS * level):
        for number in range(-(-(checkpoint.size >> (TILE_BITS * level)) // WIDTH)):
            tile = Tile(level, number, width_at(checkpoint.size, level, number))
            _check_slots(fetch, tile, level - 1)
        level += 1
    if root(checkpoint.size, TileReader(checkpoint.size, fetch)) != checkpoint.root:
        raise UnprovenError(
            f"the tiles lead to another root than the checkpoint of {checkpoint.size}"
        )


def _check_slots(fetch: Fetch, tile: Tile, level_below: int) -> None:
    slots = fetch_hashes(fetch, tile)
    for slot, expected in enumerate(slots):
        below = Tile(level_below, tile.number * WIDTH + slot)
        found = subtree_root(fetch_hashes(fetch, below))
        if found == expected:
            continue
        if found in slots:
            place = Tile(level_below, tile.number * WIDTH + slots.index(found))
            raise UnprovenError(f"{below.path} holds what belongs into {place.path}: swapped tiles")
        raise UnprovenError(f"{below.path} does not lead to slot {slot} of {tile.path}")


def _what_differs(found: list[bytes], leaves: list[bytes], bundle: Tile) -> str:
    slot = next(at for at, leaf in enumerate(leaves) if found[at] != leaf)
    first = bundle.number * WIDTH
    if found[slot] in leaves:
        place = first + leaves.index(found[slot])
        return f"entry {first + slot} holds what belongs to entry {place}: swapped entries"
    return f"entry {first + slot} in {bundle.path} does not have the hash of its leaf"
