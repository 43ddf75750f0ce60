"""Each attack on evidence fails, and each says so in words of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.record.logs import (
    NOON,
    ORIGIN,
    WITNESSES,
    Log,
    a_log,
    changed,
    policy_text,
    private_key,
    with_line,
)
from tests.record.stories import Published

from masthead.record.audit import entries_of
from masthead.record.bundle import LARGEST_ENTRY, pack
from masthead.record.checkpoint import Checkpoint
from masthead.record.encoding import encode
from masthead.record.errors import RecordError
from masthead.record.keys import KeyKind, cosignature_message, public_key
from masthead.record.note import Line, Note, cosign, sign
from masthead.record.policy import Policy
from masthead.record.proof import Proof
from masthead.record.tree import (
    check_inclusion,
    consistency_path,
    inclusion_path,
    leaf_hash,
    node_hash,
)

POLICY = Policy.parse(policy_text())
SIZE = 600  # two full tiles and a partial one
Attack = Callable[[], object]
ATTACKS: dict[str, tuple[str, Attack]] = {}


def attack(message: str) -> Callable[[Attack], Attack]:
    """Register an attack under its name, with a part of what the refusal must say."""

    def register(function: Attack) -> Attack:
        ATTACKS[function.__name__] = (message, function)
        return function

    return register


def audit(log: Log, checkpoint: Checkpoint) -> None:
    for _ in entries_of(log.files.get, checkpoint):
        pass


def files_changed(change: Callable[[dict[str, bytes]], None]) -> None:
    log = a_log(SIZE)
    change(log.files)
    audit(log, log_checkpoint())


def log_checkpoint() -> Checkpoint:
    return a_log(SIZE).checkpoint


def proof_with(**changes: Any) -> None:
    proof = replace(Published().proof, **changes)
    Proof.parse(str(proof).encode()).check(POLICY)


def parsed(change: Callable[[str], str]) -> None:
    """Change the text of a proof, then read and check it."""
    text = str(Published().proof)
    assert change(text) != text
    Proof.parse(change(text).encode()).check(POLICY)


def swap(files: dict[str, bytes], one: str, two: str) -> None:
    files[one], files[two] = files[two], files[one]


# The files of the log.


@attack("entry 300 in tile/entries/001 does not have the hash of its leaf")
def flipped_leaf() -> None:
    files_changed(lambda files: files.update({"tile/0/001": changed(files["tile/0/001"], 44 * 32)}))


@attack("tile/0/001 is cut off: 8191 bytes, not 8192")
def truncated_tile() -> None:
    files_changed(lambda files: files.update({"tile/0/001": files["tile/0/001"][:-1]}))


@attack("tile/0/000 holds what belongs into tile/0/001: swapped tiles")
def swapped_tiles() -> None:
    def change(files: dict[str, bytes]) -> None:
        swap(files, "tile/0/000", "tile/0/001")
        swap(files, "tile/entries/000", "tile/entries/001")

    files_changed(change)


@attack("entry 3 holds what belongs to entry 4: swapped entries")
def swapped_entries() -> None:
    entries = a_log(SIZE).entries[:256]
    entries[3], entries[4] = entries[4], entries[3]
    files_changed(lambda files: files.update({"tile/entries/000": pack(entries)}))


@attack("tile/0/002.p/88 is missing")
def missing_partial_tile() -> None:
    files_changed(lambda files: files.__delitem__("tile/0/002.p/88"))


@attack("tile/0/002.p/88 is wider than its name: 2848 bytes, not 2816")
def over_wide_partial_tile() -> None:
    files_changed(
        lambda files: files.update({"tile/0/002.p/88": files["tile/0/002.p/88"] + bytes(32)})
    )


@attack("tile/entries/002.p/88 has 87 entries, not 88")
def bundle_with_an_entry_less() -> None:
    entries = a_log(SIZE).entries[512:-1]
    files_changed(lambda files: files.update({"tile/entries/002.p/88": pack(entries)}))


@attack("tile/entries/002.p/88 ends inside its entry 87")
def truncated_bundle() -> None:
    path = "tile/entries/002.p/88"
    files_changed(lambda files: files.update({path: files[path][:-1]}))


@attack("tile/0/001 does not lead to slot 1 of tile/1/000.p/2")
def rewritten_tile() -> None:
    forged = a_log(SIZE, "forged")

    def change(files: dict[str, bytes]) -> None:
        files |= {path: forged.files[path] for path in ("tile/0/001", "tile/entries/001")}

    files_changed(change)


@attack("the tiles lead to another root than the checkpoint of 600")
def rewritten_log() -> None:
    audit(a_log(SIZE, "forged"), log_checkpoint())


@attack("an entry has 65536 bytes; at most 65535 are allowed")
def revision_larger_than_the_limit() -> None:
    a_log(1).grow([b"x" * (LARGEST_ENTRY + 1)])


# The proof of one entry.


@attack("the proof leads to another root")
def node_passed_as_leaf() -> None:
    """Two leaves are glued to one entry, and the path begins one level higher."""
    log = a_log(4)
    left, right = (leaf_hash(entry) for entry in log.entries[:2])
    path = inclusion_path(0, 4, log.reader)[1:]
    tree = log.checkpoint
    assert node_hash(left, right) != leaf_hash(left + right)
    check_inclusion(leaf_hash(left + right), 0, 2, path, tree.root)


@attack("entry 9 is beyond a tree of size 3")
def index_beyond_the_size() -> None:
    proof_with(index=9)


@attack("the proof has more hashes than the tree has levels")
def proof_with_a_hash_more() -> None:
    proof_with(path=(*Published().proof.path, bytes(32)))


@attack("the proof has fewer hashes than the tree has levels")
def proof_with_a_hash_less() -> None:
    proof_with(path=Published().proof.path[:-1])


@attack("the index '01' is not a decimal number without leading zeros")
def index_with_a_leading_zero() -> None:
    parsed(lambda text: text.replace("index 1\n", "index 01\n"))


@attack("the proof has no line 'index' where one should stand")
def proof_without_an_index() -> None:
    parsed(lambda text: text.replace("index 1\n", "1\n"))


@attack("the proof has carriage returns")
def proof_with_crlf() -> None:
    parsed(lambda text: text.replace("\n", "\r\n"))


@attack("the proof does not begin with c2sp.org/tlog-proof@v1")
def proof_of_another_version() -> None:
    parsed(lambda text: text.replace("@v1", "@v2"))


@attack("the proof holds no checkpoint")
def proof_cut_off() -> None:
    parsed(lambda text: text[: text.index("\n\n")])


@attack("the path of the proof is not at most 63 hashes of 32 bytes")
def proof_with_a_short_hash() -> None:
    proof_with(path=(bytes(31),))


# The checkpoint and its signatures.


def signed(text: str, name: str = ORIGIN, key: str = ORIGIN) -> Note:
    return Note(text, (sign(text, name, private_key(key)),))


@attack(f"signed in the name of '{ORIGIN}', but with another key than is known")
def wrong_key_with_the_right_name() -> None:
    POLICY.open(signed(str(a_log(3).checkpoint), key="an impostor"))


@attack("signed by no known key, only by 'elsewhere.example/record'")
def unknown_key() -> None:
    name = "elsewhere.example/record"
    POLICY.open(signed(str(replace(a_log(3).checkpoint, origin=name)), name))


@attack(f"the signature of '{ORIGIN}' is not valid")
def signature_of_another_text() -> None:
    note = a_log(3).note()
    POLICY.open(replace(note, text=str(a_log(4).checkpoint)))


@attack("the signature of 'one.example/w' is not valid")
def cosignature_with_another_time() -> None:
    note = a_log(3).note()
    line = note.lines[1]
    forged = (NOON + 1).to_bytes(8, "big") + line.signature[8:]
    POLICY.open(with_line(note, replace(line, signature=forged)))


@attack(f"log '{ORIGIN}' signed for another: 'elsewhere.example/record'")
def checkpoint_of_another_origin() -> None:
    POLICY.open(signed(str(replace(a_log(3).checkpoint, origin="elsewhere.example/record"))))


@attack("the note has carriage returns")
def note_with_crlf() -> None:
    Note.parse(str(a_log(3).note()).replace("\n", "\r\n").encode())


@attack("the note has lost its last line feed")
def note_without_its_last_line_feed() -> None:
    Note.parse(str(a_log(3).note()).removesuffix("\n").encode())


@attack("the note does not end with an empty line and signature lines")
def note_without_signatures() -> None:
    Note.parse(str(a_log(3).checkpoint).encode())


@attack("the note holds a control character")
def note_with_a_control_character() -> None:
    Note.parse(str(a_log(3).note()).replace("\n3\n", "\n3\0\n").encode())


@attack("the note is not UTF-8 at byte 0")
def note_in_another_encoding() -> None:
    Note.parse(b"\xff" + str(a_log(3).note()).encode())


@attack("the size '03' is not a decimal number without leading zeros")
def size_with_a_leading_zero() -> None:
    POLICY.open(signed(str(a_log(3).checkpoint).replace("\n3\n", "\n03\n")))


@attack("is not canonical base64")
def base64_that_is_not_canonical() -> None:
    """The last character of a root has two unused bits; here they are set."""
    text = str(a_log(3).checkpoint)
    letter = text[-3]
    other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    POLICY.open(signed(f"{text[:-3]}{other[other.index(letter) + 1]}=\n"))


@attack("signs with ED25519, and what stands there is of type COSIGNATURE")
def cosignature_replayed_as_signature() -> None:
    text = str(a_log(3).checkpoint)
    key = public_key(ORIGIN, private_key(ORIGIN))
    blob = cosign(text, ORIGIN, private_key(ORIGIN), NOON).signature
    POLICY.open(Note(text, (Line(ORIGIN, key.id, blob),)))


@attack("signs with COSIGNATURE, and what stands there is of type ED25519")
def signature_replayed_as_cosignature() -> None:
    note = a_log(3).note(WITNESSES[:1])
    name = WITNESSES[1]
    key = public_key(name, private_key(name), KeyKind.COSIGNATURE)
    line = Line(name, key.id, sign(note.text, name, private_key(name)).signature)
    POLICY.open(with_line(note, line))


@attack("a checkpoint has three lines: origin, size, root")
def cosigned_words_instead_of_a_checkpoint() -> None:
    """What a witness signs with the log's own key is no checkpoint, should it be shown as one."""
    text = cosignature_message(str(a_log(3).checkpoint), NOON).decode()
    POLICY.open(signed("\n".join(text.split("\n")[:2]) + "\n"))


@attack("the quorum is not reached: cosigned by 1 of 3 witnesses")
def one_witness_twice() -> None:
    note = a_log(3).note(WITNESSES[:1])
    later = cosign(note.text, WITNESSES[0], private_key(WITNESSES[0]), NOON + 60)
    POLICY.open(with_line(note, later, later))


# The history.


def history(old: int, new: Log, size: int) -> None:
    seen = a_log(old).checkpoint
    path = consistency_path(min(old, size), size, new.reader)
    new.checkpoint.check_follows(seen, path)


@attack("rollback: a tree of size 5 cannot continue one of size 9")
def rollback_to_an_older_checkpoint() -> None:
    history(9, a_log(5), 5)


@attack("fork: two trees of size 7 have different roots")
def fork_of_the_same_size() -> None:
    history(7, a_log(7, "forged"), 7)


@attack("fork: the proof does not begin at the known tree of size 7")
def fork_that_has_grown() -> None:
    history(7, a_log(12, "forged"), 12)


@attack("fork: the proof does not lead to the new tree of size 12")
def fork_under_a_true_proof() -> None:
    seen, grown = a_log(7).checkpoint, a_log(12)
    path = consistency_path(7, 12, grown.reader)
    a_log(12, "forged").checkpoint.check_follows(seen, path)


@attack(f"'{ORIGIN}' is another log than 'elsewhere.example/record'")
def another_log_as_the_next_step() -> None:
    seen = replace(a_log(3).checkpoint, origin="elsewhere.example/record")
    a_log(3).checkpoint.check_follows(seen, [])


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_fails(name: str) -> None:
    message, attempt = ATTACKS[name]
    with pytest.raises(RecordError) as refusal:
        attempt()
    assert message in str(refusal.value)


def test_every_refusal_has_words_of_its_own() -> None:
    said: dict[str, str] = {}
    for name, (_, attempt) in ATTACKS.items():
        with pytest.raises(RecordError) as refusal:
            attempt()
        assert str(refusal.value) not in said, f"{name} and {said.get(str(refusal.value))}"
        said[str(refusal.value)] = name


def test_the_untouched_log_passes_the_audit() -> None:
    log = a_log(SIZE)
    assert list(entries_of(log.files.get, log.checkpoint)) == log.entries


def test_the_untouched_proof_is_read_back_and_holds() -> None:
    story = Published()
    again = Proof.parse(str(story.proof).encode())
    assert again == story.proof
    opened = again.check(POLICY)
    assert set(opened.witnesses) == set(WITNESSES)
    assert opened.cosigned_at == NOON
    assert encode(opened.checkpoint.root) in str(story.proof)
