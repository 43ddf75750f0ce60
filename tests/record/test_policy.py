"""Whose word counts: keys as they are written, and how many of them it takes."""

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from tests.record.logs import NOON, ORIGIN, WITNESSES, a_log, policy_text, private_key, with_line

from masthead.record.errors import MalformedError, UnprovenError
from masthead.record.keys import Key, KeyKind, public_key, subtree_message
from masthead.record.note import Line, sign
from masthead.record.policy import Policy

LOG = str(public_key(ORIGIN, private_key(ORIGIN)))
W = [str(public_key(name, private_key(name), KeyKind.COSIGNATURE)) for name in WITNESSES]


def policy(*lines: str) -> Policy:
    return Policy.parse("\n".join([*lines, ""]).encode())


def test_a_published_key_is_read_and_written_as_it_is() -> None:
    """The key of Go's checksum database, as its makers publish it."""
    text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    assert str(Key.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it should read name"),
        ("name+00000000", "it should read name"),
        (LOG.replace("harbour", "other"), "does not belong to it"),
        (LOG.replace("harbour.example", "harbour example"), "it should read name"),
        (LOG[:-4], "has 29 bytes, not 32"),
        ("a+00000000+Ag==", "of type 2, unknown here"),
        ("a+00000000+AQ==", "has 0 bytes, not 32"),
    ],
)
def test_a_key_that_is_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(MalformedError, match=reason):
        Key.parse(text)


def test_groups_of_groups_ask_for_what_they_say() -> None:
    found = policy(
        "# Whom to trust",
        f"log\t{LOG}   https://harbour.example/record/",
        *(f"witness {name} {key}" for name, key in zip("abc", W, strict=True)),
        "group two 2 a b",
        "group other any c",
        "  group both all two other",
        "",
        "quorum both",
    )
    assert found.reached({"a", "b", "c"})
    assert not found.reached({"a", "b"})
    assert not found.reached({"a", "c"})
    assert found.logs[0].url == "https://harbour.example/record/"


def test_a_single_witness_can_be_the_quorum() -> None:
    found = policy(f"log {LOG}", f"witness a {W[0]} https://one.example", "quorum a")
    assert found.reached({"a"})
    assert not found.reached(set())
    assert found.witnesses["a"].url == "https://one.example"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([f"log {LOG}"], "no quorum line"),
        (["quorum none", "quorum none"], "line 2 of the policy: a second quorum"),
        (["quorum a"], "'a' is not defined above"),
        (["group g any a", f"witness a {W[0]}"], "line 1 .*'a' is not defined above"),
        ([f"witness none {W[0]}"], "the name 'none' is taken"),
        ([f"witness a {W[0]}", f"witness a {W[1]}"], "the name 'a' is taken"),
        ([f"witness a {W[0]}", f"witness b {W[0]}"], "is there twice"),
        ([f"log {LOG}", f"log {LOG}"], "is there twice"),
        ([f"log {W[0]}"], "of type COSIGNATURE, which has another use"),
        ([f"witness a {LOG}"], "of type ED25519, which has another use"),
        ([f"witness a {W[0]}", "group g 2 a"], "2 of 1 members cannot be asked for"),
        ([f"witness a {W[0]}", "group g 0 a"], "0 of 1 members cannot be asked for"),
        ([f"witness a {W[0]}", "group g 01 a"], "the threshold '01' is not a decimal"),
        ([f"witness a {W[0]}", "group g any a a"], "a member is named twice"),
        ([f"witness a {W[0]}", "group g any a", "group h any a"], "'a' is already a member"),
        (["group g any"], "'group' with 2 words after it means nothing here"),
        (["trust everyone"], "'trust' with 1 words after it means nothing here"),
        (["quorum none\r"], "control character"),
    ],
)
def test_a_policy_that_is_none_is_refused(lines: list[str], reason: str) -> None:
    with pytest.raises(MalformedError, match=reason):
        policy(*lines)


def test_the_same_key_under_two_names_is_one_witness() -> None:
    """Else whoever holds one key could be a quorum."""
    other = str(public_key("else.example/w", private_key(WITNESSES[0]), KeyKind.COSIGNATURE))
    with pytest.raises(MalformedError, match="is there twice"):
        policy(f"witness a {W[0]}", f"witness b {other}")


def test_a_name_that_is_not_utf_8_is_only_a_name() -> None:
    lines = [b"witness caf\xe9 " + W[0].encode(), b"quorum caf\xe9", b""]
    assert Policy.parse(b"\n".join(lines)).reached({"caf\udce9"})


def test_a_key_in_rotation_signs_beside_the_old_one() -> None:
    """Double signing: who knows only one of both keys reads the checkpoint all the same."""
    log = a_log(3)
    note = log.note()
    note = with_line(note, sign(note.text, ORIGIN, private_key("the new key")))
    new = str(public_key(ORIGIN, private_key("the new key")))
    for known in ([LOG], [new], [LOG, new]):
        found = policy(*(f"log {key}" for key in known), "quorum none")
        assert found.open(note).checkpoint == log.checkpoint


def test_a_witness_with_an_ml_dsa_key_counts() -> None:
    log, name = a_log(3), "quantum.example/w"
    private = MLDSA44PrivateKey.from_seed_bytes(sha256(name.encode()).digest())
    key = Key(name, KeyKind.MLDSA_COSIGNATURE, private.public_key().public_bytes_raw())
    note = log.note(witnesses=())
    blob = NOON.to_bytes(8, "big") + private.sign(subtree_message(name, note.text, NOON))
    found = policy(f"log {LOG}", f"witness q {key}", "quorum q")
    assert found.open(with_line(note, Line(name, key.id, blob))).cosigned_at == NOON
    forged = (NOON + 1).to_bytes(8, "big") + blob[8:]
    with pytest.raises(UnprovenError, match=r"quantum.example/w' is not valid"):
        found.open(with_line(note, Line(name, key.id, forged)))


def test_what_an_ml_dsa_witness_signs_is_laid_out_as_specified() -> None:
    log = a_log(3)
    expected = (
        b"subtree/v1\n\0"
        b"\x03w/1"
        + (7).to_bytes(8, "big")
        + bytes([len(ORIGIN)])
        + ORIGIN.encode()
        + (0).to_bytes(8, "big")
        + (3).to_bytes(8, "big")
        + log.checkpoint.root
    )
    assert subtree_message("w/1", str(log.checkpoint), 7) == expected


def test_lines_that_ml_dsa_does_not_cover_are_refused() -> None:
    text = str(a_log(3).checkpoint) + "unsigned\n"
    with pytest.raises(MalformedError, match="does not cover"):
        subtree_message("w/1", text, NOON)


def test_signatures_by_strangers_change_nothing() -> None:
    note = a_log(3).note()
    stranger = Line("stranger.example", b"1234", b"nonsense")
    assert len(Policy.parse(policy_text()).open(with_line(note, stranger)).witnesses) == 3
