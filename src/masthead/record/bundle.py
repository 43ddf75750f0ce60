"""Entry bundles (C2SP tlog-tiles): up to 256 entries, each behind its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import MalformedError
from .tiles import Tile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .tiles import Fetch

LARGEST_ENTRY = 65_535  # bytes: the length is an uint16
_LENGTH_BYTES = 2


def pack(entries: Iterable[bytes]) -> bytes:
    """Return an entry bundle. Raises MalformedError for an entry over 65 535 bytes."""
    parts = []
    for entry in entries:
        if len(entry) > LARGEST_ENTRY:
            raise MalformedError(
                f"an entry has {len(entry)} bytes; at most {LARGEST_ENTRY} are allowed"
            )
        parts += [len(entry).to_bytes(_LENGTH_BYTES, "big"), entry]
    return b"".join(parts)


def unpack(data: bytes, tile: Tile) -> list[bytes]:
    """Return the entries of a bundle.

    Raises MalformedError unless they are as many as its path says.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(data[at:start], "big")
        if max(start, at) > len(data):
            raise MalformedError(f"{tile.path} ends inside its entry {len(entries)}")
        entries.append(data[start:at])
    if len(entries) != tile.width:
        raise MalformedError(f"{tile.path} has {len(entries)} entries, not {tile.width}")
    return entries


def fetch_entries(fetch: Fetch, tile: Tile) -> list[bytes]:
    """Return the entries of a bundle, for a partial one also from the full one in its place.

    Raises MalformedError where neither is there, or holds another number than its name says.
    """
    data = fetch(tile.path)
    if data is not None:
        return unpack(data, tile)
    full = Tile(tile.level, tile.number)
    data = fetch(full.path) if tile != full else None
    if data is None:
        raise MalformedError(f"{tile.path} is missing")
    return unpack(data, full)[: tile.width]
