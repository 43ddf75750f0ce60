"""The Merkle tree: the published vectors, and what holds for every tree."""

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.logs import changed

from masthead.record.errors import MalformedError, RecordError, UnprovenError
from masthead.record.tree import (
    EMPTY_ROOT,
    check_consistency,
    check_inclusion,
    consistency_path,
    inclusion_path,
    leaf_hash,
    node_hash,
    root,
    subtree_root,
)

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "merkle"
needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the published Merkle vectors lie beside the project, not in it"
)
LEAVES = [leaf_hash(str(at).encode()) for at in range(300)]


def read(level: int, index: int) -> bytes:
    return subtree_root(LEAVES[index << level : (index + 1) << level])


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(naive_root(leaves[:split]), naive_root(leaves[split:]))


def cases(kind: str) -> list[Any]:
    return [json.loads(path.read_bytes()) for path in sorted((VECTORS / kind).rglob("*.json"))]


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


@needs_vectors
@pytest.mark.parametrize("kind", ["inclusion", "consistency"])
def test_every_published_vector_agrees(kind: str) -> None:
    found = cases(kind)
    assert len(found) > 50
    for case in found:
        proof = [raw(item) for item in case["proof"] or []]
        try:
            if kind == "inclusion":
                leaf, at, size = raw(case["leafHash"]), case["leafIdx"], case["treeSize"]
                check_inclusion(leaf, at, size, proof, raw(case["root"]))
            else:
                roots = raw(case["root1"]), raw(case["root2"])
                check_consistency(case["size1"], case["size2"], proof, *roots)
        except RecordError:
            holds = False
        else:
            holds = True
        assert holds != case["wantErr"], case["desc"]


@settings(deadline=None)
@given(st.integers(0, 300))
def test_the_root_is_the_one_of_the_definition(size: int) -> None:
    assert root(size, read) == naive_root(LEAVES[:size])


@settings(deadline=None)
@given(st.integers(1, 300), st.data())
def test_every_leaf_has_a_proof_that_holds(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(index, size, read)
    assert len(path) <= (size - 1).bit_length()
    check_inclusion(LEAVES[index], index, size, path, root(size, read))


@settings(deadline=None)
@given(st.integers(2, 300), st.data())
def test_a_proof_holds_for_no_other_leaf_place_size_or_path(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda at: at != index))
    path, expected = inclusion_path(index, size, read), root(size, read)
    at, byte = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 31))
    flipped = [*path[:at], changed(path[at], byte), *path[at + 1 :]]
    for leaf, place, proof in (
        (LEAVES[other], index, path),
        (LEAVES[index], other, path),
        (LEAVES[index], index, flipped),
        (LEAVES[index], index, path[:-1]),
        (LEAVES[index], index, [*path, path[0]]),
    ):
        with pytest.raises(UnprovenError):
            check_inclusion(leaf, place, size, proof, expected)


@settings(deadline=None)
@given(st.integers(0, 300), st.integers(0, 300))
def test_growth_can_be_proven_and_shrinking_cannot(one: int, two: int) -> None:
    old, new = sorted((one, two))
    path = consistency_path(old, new, read)
    check_consistency(old, new, path, root(old, read), root(new, read))
    if old < new:
        with pytest.raises(UnprovenError, match="rollback"):
            check_consistency(new, old, path, root(new, read), root(old, read))


@settings(deadline=None)
@given(st.integers(1, 299), st.data())
def test_a_tree_that_forked_is_found_out(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old, 300))
    path, wrong = consistency_path(old, new, read), leaf_hash(b"another history")
    with pytest.raises(UnprovenError, match="fork"):
        check_consistency(old, new, path, wrong, root(new, read))
    with pytest.raises(UnprovenError, match="fork"):
        check_consistency(old, new, path, root(old, read), wrong)


def test_nothing_is_included_in_the_empty_tree() -> None:
    with pytest.raises(UnprovenError, match="beyond a tree of size 0"):
        check_inclusion(LEAVES[0], 0, 0, [], EMPTY_ROOT)


def test_from_size_zero_only_the_empty_proof_holds() -> None:
    check_consistency(0, 5, [], EMPTY_ROOT, root(5, read))
    with pytest.raises(UnprovenError, match="nothing is left to prove"):
        check_consistency(0, 5, [LEAVES[0]], EMPTY_ROOT, root(5, read))
    with pytest.raises(UnprovenError, match="size zero has another root"):
        check_consistency(0, 5, [], LEAVES[0], root(5, read))


def test_a_leaf_is_never_taken_for_a_node() -> None:
    """Both halves of a node as one entry: the prefixes keep the two apart."""
    entry = LEAVES[0] + LEAVES[1]
    assert leaf_hash(entry) != node_hash(LEAVES[0], LEAVES[1])
    with pytest.raises(UnprovenError, match="another root"):
        check_inclusion(leaf_hash(entry), 0, 2, [read(1, 1)], root(4, read))


def test_a_short_hash_is_refused() -> None:
    with pytest.raises(MalformedError, match="32 bytes"):
        check_inclusion(LEAVES[0], 0, 2, [LEAVES[1][:31]], root(2, read))
