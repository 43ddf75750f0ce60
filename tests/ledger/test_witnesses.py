"""Witnesses over real connections: each answer of the protocol, and what follows from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from masthead.ledger import files, keys, policies, sequence, witnessing, work
from masthead.ledger.models import RecordEntry, RecordHead, RecordWitness
from masthead.ledger.opening import own_origin
from masthead.ledger.proofs import proof_of
from masthead.record.checkpoint import Checkpoint
from masthead.record.keys import public_key
from masthead.record.verify import Verdict, verify_proof
from tests.ledger.test_many import imported
from tests.ledger.test_sequence import wait
from tests.record.witness import Reply, Witness

pytestmark = pytest.mark.django_db


class Served:
    """A witness that answers at an address of this machine; ``instead`` replaces its answers."""

    def __init__(self, name: str) -> None:
        origin = own_origin()
        self.witness = Witness(name, {origin: [public_key(origin, keys.make())]})
        self.instead: Reply | None = None
        self.asked = 0
        handler = self._handler()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                served.asked += 1
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, kind, text = served.instead or served.witness.add_checkpoint(body)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_args: Any) -> None:
                pass

        return Handler

    @property
    def line(self) -> str:
        port = self.server.server_address[1]
        return f"witness {self.witness.name} {self.witness.key} http://127.0.0.1:{port}"


@pytest.fixture
def served(outlet_folder: Path) -> Iterator[list[Served]]:
    """Three witnesses, two of which have to cosign."""
    made = [Served(f"{name}.example/w") for name in ("one", "two", "three")]
    names = " ".join(one.witness.name for one in made)
    lines = [*(one.line for one in made), f"group two-of 2 {names}", "quorum two-of", ""]
    (outlet_folder / policies.FILE_NAME).write_text("\n".join(lines))
    yield made
    for one in made:
        one.server.shutdown()
        one.server.server_close()


def recorded(number: int = 1) -> None:
    wait(number)
    sequence.sequence()
    witnessing.gather()


def verdict() -> Verdict:
    head = RecordHead.objects.get()
    proof = proof_of(RecordEntry.objects.filter(place__isnull=False).latest("place"))
    return verify_proof(proof, policies.policy(head)).verdict


def stopped() -> str:
    return RecordHead.objects.get().stopped


def test_the_published_checkpoint_carries_all_cosignatures(served: list[Served]) -> None:
    recorded(3)
    found = files.published()
    assert found
    assert len(found[0].lines) == 4
    assert verdict() is Verdict.GENUINE


def test_a_log_that_grew_is_proved_to_continue_what_a_witness_saw(served: list[Served]) -> None:
    recorded(3)
    recorded(5)
    assert {one.witness.seen[own_origin()].size for one in served} == {8}
    assert verdict() is Verdict.GENUINE


def test_a_whole_import_is_proved_to_a_witness_with_one_question(served: list[Served]) -> None:
    recorded(3)
    imported(10_300)
    sequence.sequence()
    witnessing.gather()
    assert {one.witness.seen[own_origin()].size for one in served} == {10_303}
    assert [one.asked for one in served] == [2, 2, 2]


def test_a_quorum_is_enough(served: list[Served]) -> None:
    served[0].instead = (500, "text/plain", b"")
    recorded()
    assert verdict() is Verdict.GENUINE
    assert "500" in RecordWitness.objects.get(name="one.example/w").trouble


def test_without_a_quorum_nobody_is_told_that_it_is_witnessed(served: list[Served]) -> None:
    for one in served[:2]:
        one.instead = (404, "text/plain", b"")
    recorded()
    assert verdict() is Verdict.CANNOT_TELL
    assert stopped() == ""


def test_a_witness_that_lost_its_place_is_asked_again_from_there(served: list[Served]) -> None:
    recorded(3)
    served[0].witness.seen.clear()
    recorded(2)
    assert served[0].witness.seen[own_origin()].size == 5


def test_a_witness_that_does_not_answer_holds_up_nothing(served: list[Served]) -> None:
    served[0].server.shutdown()
    served[0].server.server_close()
    recorded()
    assert verdict() is Verdict.GENUINE
    assert "does not answer" in RecordWitness.objects.get(name="one.example/w").trouble


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ((422, "text/plain", b""), "consistency fails"),
        ((409, "text/x.tlog.size", b"99\n"), "rollback"),
    ],
)
def test_a_fork_stops_the_signing_until_a_person_has_looked(
    served: list[Served], reply: Reply, told: str
) -> None:
    recorded()
    served[1].instead = reply
    recorded()
    assert told in stopped()
    wait()
    assert not work.step()
    head = RecordHead.objects.get()
    assert head.size == 2


def test_a_witness_that_saw_another_tree_of_this_size_stops_the_signing(
    served: list[Served],
) -> None:
    recorded(2)
    other = Checkpoint(own_origin(), 2, b"\1" * 32)
    served[0].witness.seen[own_origin()] = other
    RecordWitness.objects.filter(name="one.example/w").update(size=2)
    witnessing.gather()
    assert "another tree" in stopped() or "fork" in stopped()


@pytest.mark.parametrize(("status", "told"), [(403, "trusts no key"), (400, "could not read")])
def test_refusals_are_shown_and_stop_nothing(served: list[Served], status: int, told: str) -> None:
    served[2].instead = (status, "text/plain", b"")
    recorded()
    assert told in RecordWitness.objects.get(name="three.example/w").trouble
    assert stopped() == ""


def test_a_cosignature_for_another_checkpoint_is_not_published(served: list[Served]) -> None:
    wait()
    sequence.sequence()
    old = files.published()
    assert old
    line = served[0].witness.add_checkpoint(
        f"old 0\n\n{RecordHead.objects.get().checkpoint}".encode()
    )[2]
    served[0].instead = (200, "text/plain", line)
    wait()
    sequence.sequence()
    witnessing.gather()
    found = files.published()
    assert found
    assert "one.example/w" not in {it.name for it in found[0].lines}


def test_a_policy_that_cannot_be_read_is_told(served: list[Served], outlet_folder: Path) -> None:
    recorded()
    (outlet_folder / policies.FILE_NAME).write_text("witness nonsense\n")
    witnessing.Witnessing().round()
    assert "line 2 of the policy" in RecordHead.objects.get().trouble or "policy" in (
        RecordHead.objects.get().trouble
    )
