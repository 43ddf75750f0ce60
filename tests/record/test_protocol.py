"""What a log and a witness say to each other, every answer of the protocol among it."""

from dataclasses import replace

import pytest
from tests.record.logs import ORIGIN, Log, a_log, policy_text, private_key, with_line
from tests.record.witness import Witness

from masthead.record.keys import public_key
from masthead.record.note import Note, sign
from masthead.record.policy import Policy
from masthead.record.protocol import Answer, Outcome, Request, read_answer
from masthead.record.tree import consistency_path


@pytest.fixture
def witness() -> Witness:
    return Witness("one.example/w", {ORIGIN: [public_key(ORIGIN, private_key(ORIGIN))]})


def ask(witness: Witness, log: Log, old: int, note: Note | None = None) -> Answer:
    path = consistency_path(old, len(log.entries), log.reader)
    request = Request(old, tuple(path), note or log.note(witnesses=()))
    status, media_type, body = witness.add_checkpoint(str(request).encode())
    return read_answer(status, media_type, body, request, [witness.key])


def test_what_it_cosigns_counts_for_the_policy(witness: Witness) -> None:
    log = a_log(5)
    answer = ask(witness, log, 0)
    assert answer.outcome == Outcome.COSIGNED
    note = with_line(log.note(witnesses=("two.example/w",)), *answer.lines)
    assert set(Policy.parse(policy_text()).open(note).witnesses) == {witness.name, "two.example/w"}


def test_growth_is_cosigned_from_where_the_witness_stands(witness: Witness) -> None:
    log = a_log(5)
    ask(witness, log, 0)
    log.grow([b"more", b"and more"])
    behind = ask(witness, log, 0)
    assert (behind.outcome, behind.size) == (Outcome.BEHIND, 5)
    assert ask(witness, log, 5).outcome == Outcome.COSIGNED
    assert ask(witness, log, 7).outcome == Outcome.COSIGNED  # the same once more, with a new time


def test_a_fork_of_the_same_size_stops_the_log(witness: Witness) -> None:
    ask(witness, a_log(5), 0)
    answer = ask(witness, a_log(5, "forged"), 5)
    assert answer.outcome == Outcome.FORKED
    assert answer.reason == "fork: the witness has seen another tree of size 5"


def test_a_grown_fork_stops_the_log(witness: Witness) -> None:
    ask(witness, a_log(5), 0)
    answer = ask(witness, a_log(9, "forged"), 5)
    assert answer.outcome == Outcome.FORKED
    assert answer.reason == "the witness says that the proof of consistency fails"


def test_a_log_restored_from_an_old_backup_is_stopped(witness: Witness) -> None:
    ask(witness, a_log(9), 0)
    answer = ask(witness, a_log(5), 5)
    assert answer.outcome == Outcome.FORKED
    assert answer.reason == "rollback: the witness has seen size 9, this log has only 5"


def test_a_strange_log_is_refused(witness: Witness) -> None:
    text = str(replace(a_log(5).checkpoint, origin="elsewhere.example/record"))
    note = Note(text, (sign(text, "elsewhere.example/record", private_key(ORIGIN)),))
    answer = ask(witness, a_log(5), 0, note)
    assert answer.outcome == Outcome.REFUSED
    assert answer.reason == "the witness does not know this log"


def test_a_strange_key_is_refused(witness: Witness) -> None:
    text = str(a_log(5).checkpoint)
    note = Note(text, (sign(text, ORIGIN, private_key("an impostor")),))
    answer = ask(witness, a_log(5), 0, note)
    assert answer.outcome == Outcome.REFUSED
    assert answer.reason == "the witness trusts no key that signed this checkpoint"


@pytest.mark.parametrize(
    "body",
    [b"", b"old 0\n", b"old 01\n\n", b"old 6\n\nNOTE", b"old -1\n\nNOTE", b"old 0\nxx\n\nNOTE"],
)
def test_what_it_cannot_read_it_answers_with_400(witness: Witness, body: bytes) -> None:
    note = str(a_log(5).note(witnesses=())).encode()
    status, _, _ = witness.add_checkpoint(body.replace(b"NOTE", note))
    assert status == 400


def test_a_request_is_read_back() -> None:
    log = a_log(9)
    request = Request(5, tuple(consistency_path(5, 9, log.reader)), log.note())
    assert Request.parse(str(request).encode()) == request


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"hello\n"),
        (200, b"\xff\n"),
        (200, b"x" * 1_000_001),
        (409, b"05\n"),
        (409, b"<html>"),
        (400, b""),
        (500, b"down for the night"),
        (302, b""),
    ],
)
def test_an_answer_that_makes_no_sense_proves_nothing(status: int, body: bytes) -> None:
    log = a_log(5)
    request = Request(3, tuple(consistency_path(3, 5, log.reader)), log.note())
    key = Witness("one.example/w", {}).key
    answer = read_answer(status, "text/html", body, request, [key])
    assert answer.outcome == Outcome.FAILED
    assert answer.reason


def test_a_cosignature_by_somebody_else_is_not_taken() -> None:
    log = a_log(5)
    request = Request(0, (), log.note(witnesses=()))
    stranger = str(log.note(("two.example/w",)).lines[-1]).encode()
    answer = read_answer(200, "text/plain", stranger, request, [Witness("one.example/w", {}).key])
    assert answer.outcome == Outcome.FAILED
