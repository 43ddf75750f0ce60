"""The tree cut into files that never change (C2SP tlog-tiles).

A tile holds up to 256 hashes of one level; slot i of tile (level, number) is the root of the
complete subtree over 256**level leaves that begins at leaf (256 * number + i) * 256**level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .errors import MalformedError, UnprovenError
from .tree import HASH_BYTES, subtree_root

#: Gives a file by its path below the log's prefix, None where there is no such file.
Fetch = Callable[[str], bytes | None]

WIDTH = 256
TILE_BITS = 8
ENTRIES = "entries"
_PATH = re.compile(
    r"tile/(entries|0|[1-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?",
    re.ASCII,
)


@dataclass(frozen=True)
class Tile:
    """One file: a level (`ENTRIES` for entry bundles), a number, and how full it is."""

    level: int | str
    number: int
    width: int = WIDTH

    @classmethod
    def parse(cls, path: str) -> Tile:
        """Read a file's path; raises MalformedError for any that is not written by the rules."""
        match = _PATH.fullmatch(path)
        if match:
            level, number, width = match.groups()
            tile = cls(
                level if level == ENTRIES else int(level),
                int(number.replace("/", "").replace("x", "")),
                int(width) if width else WIDTH,
            )
            if tile.path == path:  # else it begins with a group of zeros too many
                return tile
        raise MalformedError(f"{path[:80]!r} is not the path of a tile")

    @property
    def path(self) -> str:
        """The file's path below the log's prefix: `tile/0/x001/234.p/17`."""
        digits = str(self.number)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{self.level}/{name}{partial}"


def width_at(size: int, level: int, number: int) -> int:
    """Return how many hashes tile (level, number) has in the tree of `size`: 0 to 256."""
    return max(0, min(WIDTH, (size >> (TILE_BITS * level)) - WIDTH * number))


def grown(old: int, new: int) -> Iterator[Tile]:
    """Tiles that a tree has at size `new` and had not at size `old`, lowest level first."""
    level = 0
    while new >> (TILE_BITS * level):
        before, after = old >> (TILE_BITS * level), new >> (TILE_BITS * level)
        if after > before:
            for number in range(before // WIDTH, -(-after // WIDTH)):
                yield Tile(level, number, width_at(new, level, number))
        level += 1


def bundles(old: int, new: int) -> Iterator[Tile]:
    """Entry bundles that a log has at size `new` and had not at size `old`."""
    if new > old:
        for number in range(old // WIDTH, -(-new // WIDTH)):
            yield Tile(ENTRIES, number, width_at(new, 0, number))


def split(data: bytes, tile: Tile) -> list[bytes]:
    """Return the hashes of a tile.

    Raises MalformedError unless they are as many as its path says.
    """
    wanted = tile.width * HASH_BYTES
    if len(data) < wanted:
        raise MalformedError(f"{tile.path} is cut off: {len(data)} bytes, not {wanted}")
    if len(data) > wanted:
        raise MalformedError(f"{tile.path} is wider than its name: {len(data)} bytes, not {wanted}")
    return [data[at : at + HASH_BYTES] for at in range(0, wanted, HASH_BYTES)]


def fetch_hashes(fetch: Fetch, tile: Tile) -> list[bytes]:
    """Return the hashes of a tile, for a partial one also from the full one that took its place.

    Raises MalformedError where neither is there, or has another length than its name says.
    """
    data = fetch(tile.path)
    if data is not None:
        return split(data, tile)
    full = Tile(tile.level, tile.number)
    data = fetch(full.path) if tile != full else None
    if data is None:
        raise MalformedError(f"{tile.path} is missing")
    return split(data, full)[: tile.width]


class TileReader:
    """Reads nodes of the tree of `size` from its tiles, as `tree.Read` wants them."""

    def __init__(self, size: int, fetch: Fetch) -> None:
        self.size = size
        self._fetch = fetch
        self._tile = lru_cache(maxsize=512)(self._load)

    def __call__(self, level: int, index: int) -> bytes:
        """Hash of the complete subtree `(level, index)`.

        Raises UnprovenError where the tree does not reach so far, MalformedError for a broken tile.
        """
        if (index + 1) << level > self.size:
            raise UnprovenError(f"subtree {index} of level {level} is beyond size {self.size}")
        tile_level, height = divmod(level, TILE_BITS)
        number, slot = divmod(index << height, WIDTH)
        return subtree_root(self._tile(tile_level, number)[slot : slot + (1 << height)])

    def _load(self, level: int, number: int) -> list[bytes]:
        width = width_at(self.size, level, number)
        return fetch_hashes(self._fetch, Tile(level, number, width))
