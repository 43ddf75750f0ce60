"""The Merkle tree of RFC 6962 over SHA-256: roots, audit paths, consistency proofs.

A tree is read through `Read`: `read(level, index)` gives the hash of the complete subtree over the
2**level leaves that begin at leaf index * 2**level.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from .errors import MalformedError, UnprovenError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Read = Callable[[int, int], bytes]

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
_TOO_LONG = "the proof has more hashes than the tree has levels"
_TOO_SHORT = "the proof has fewer hashes than the tree has levels"


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry (RFC 6962, section 2.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node (RFC 6962, section 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def subtree_root(hashes: Sequence[bytes]) -> bytes:
    """Root over the hashes of a complete subtree: their number is a power of two."""
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2], strict=True)
        hashes = [node_hash(left, right) for left, right in pairs]
    return hashes[0]


def root(size: int, read: Read) -> bytes:
    """Root of the tree over the first `size` leaves."""
    return _range_root(0, size, read) if size else EMPTY_ROOT


def inclusion_path(index: int, size: int, read: Read) -> list[bytes]:
    """Audit path of leaf `index` in the tree of `size`, from the leaf's sibling upwards.

    Raises UnprovenError where there is no such leaf.
    """
    _check_index(index, size)
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_range_root(middle, high, read))
            high = middle
        else:
            path.append(_range_root(low, middle, read))
            low = middle
    return path[::-1]


def consistency_path(old: int, new: int, read: Read) -> list[bytes]:
    """Proof that the tree of `new` leaves continues the one of `old` (RFC 6962, section 2.1.2).

    Raises UnprovenError where `old` is greater than `new`.
    """
    _check_order(old, new)
    if old in {0, new}:
        return []
    path: list[bytes] = []
    low, high = 0, new
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(_range_root(middle, high, read))
            high = middle
        else:
            path.append(_range_root(low, middle, read))
            low = middle
    if low:
        path.append(_range_root(low, high, read))
    return path[::-1]


def check_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes
) -> None:
    """Check an audit path as RFC 9162, section 2.1.3.2 says.

    Raises UnprovenError, with the reason, unless the leaf with hash `leaf` is number `index` of the
    tree of `size` whose root is `expected`. Nothing is included in the tree of size zero.
    """
    _check_index(index, size)
    _check_lengths([leaf, expected, *path])
    node, at, last = leaf, index, size - 1
    for sibling in path:
        if not last:
            raise UnprovenError(_TOO_LONG)
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            at, last = _skip(at, last)
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise UnprovenError(_TOO_SHORT)
    if node != expected:
        raise UnprovenError("the entry is not in the tree: the proof leads to another root")


def check_consistency(
    old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Check a consistency proof as RFC 9162, section 2.1.4.2 says.

    Raises UnprovenError with the reason. From size zero only the empty proof holds, and the root
    of size zero is the hash of nothing.
    """
    _check_order(old, new)
    for size, found in ((old, old_root), (new, new_root)):
        if not size and found != EMPTY_ROOT:
            raise UnprovenError("a tree of size zero has another root")
    if path and old in {0, new}:
        raise UnprovenError("nothing is left to prove, yet the proof has hashes")
    if old == new and old_root != new_root:
        raise UnprovenError(f"fork: two trees of size {old} have different roots")
    if old < new:
        _check_growth(old, new, path, old_root, new_root)


def _check_growth(
    old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    _check_lengths([old_root, new_root, *path])
    if not old:
        return  # every tree continues the empty one
    was, now = _climb(old, new, path, old_root)
    if was != old_root:
        raise UnprovenError(f"fork: the proof does not begin at the known tree of size {old}")
    if now != new_root:
        raise UnprovenError(f"fork: the proof does not lead to the new tree of size {new}")


def _climb(old: int, new: int, path: Sequence[bytes], old_root: bytes) -> tuple[bytes, bytes]:
    """Return the roots of both trees that the proof leads to; 0 < old < new."""
    if not path:
        raise UnprovenError(_TOO_SHORT)
    # The old tree is itself a node of the new one where its size is a power of two.
    hashes = list(path) if old & (old - 1) else [old_root, *path]
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was = now = hashes[0]
    for sibling in hashes[1:]:
        if not last:
            raise UnprovenError(_TOO_LONG)
        if at & 1 or at == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            at, last = _skip(at, last)
        else:
            now = node_hash(now, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise UnprovenError(_TOO_SHORT)
    return was, now


def _skip(at: int, last: int) -> tuple[int, int]:
    """Go up past the levels at which a node on the right edge has no sibling."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _range_root(low: int, high: int, read: Read) -> bytes:
    """Root over the leaves from `low` up to `high`, where `low` begins a complete subtree."""
    size = high - low
    if not size & (size - 1):
        level = size.bit_length() - 1
        return read(level, low >> level)
    middle = low + _split(size)
    return node_hash(_range_root(low, middle, read), _range_root(middle, high, read))


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise UnprovenError(f"entry {index} is beyond a tree of size {size}")


def _check_order(old: int, new: int) -> None:
    if not 0 <= old <= new:
        raise UnprovenError(f"rollback: a tree of size {new} cannot continue one of size {old}")


def _check_lengths(hashes: Sequence[bytes]) -> None:
    if any(len(found) != HASH_BYTES for found in hashes):
        raise MalformedError(f"a hash is not {HASH_BYTES} bytes long")
