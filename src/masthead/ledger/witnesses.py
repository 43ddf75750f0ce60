"""Asking witnesses to cosign: machines of others that remember what they have seen of the log."""

from __future__ import annotations

import http.client
import logging
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from masthead.record.checkpoint import Checkpoint
from masthead.record.note import Line, Note
from masthead.record.policy import Party
from masthead.record.protocol import LARGEST_ANSWER, PATH, Answer, Outcome, Request, read_answer
from masthead.record.tiles import TileReader
from masthead.record.tree import consistency_path

from . import files
from .models import RecordHead, RecordWitness
from .opening import ForkedError
from .policies import policy

log = logging.getLogger(__name__)

PATIENCE = 10  # seconds for one answer
TRIES = 3  # a witness may have to tell us twice where it stands


@dataclass(frozen=True)
class _Reply:
    status: int
    media_type: str
    body: bytes


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A witness answers at its own address or not at all."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Follow nothing."""


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


def ask_all() -> list[Line]:
    """Ask every witness of the policy to cosign the newest checkpoint; return their lines.

    What each answered is kept. Raises ForkedError where one has seen another history,
    WrongPolicyError where the policy cannot be read.
    """
    head = RecordHead.objects.first()
    if head is None or not head.checkpoint or head.stopped:
        return []
    note = Note.parse(head.checkpoint.encode())
    lines: list[Line] = []
    for name, party in policy(head).witnesses.items():
        if party.url:
            lines += _ask(name, party, note)
    return lines


def publish(lines: list[Line]) -> bool:
    """Put the cosignatures under the published checkpoint; whether it is still the newest.

    Of those who publish only one may be here at a time (``work.alone``).
    """
    head = RecordHead.objects.first()
    if head is None or not lines:
        return False
    note = Note.parse(head.checkpoint.encode())
    known = {party.key for party in policy(head).witnesses.values()}
    ours = [line for line in lines if _signs(line, note, known)]
    if not ours:
        return False  # they are for a checkpoint that was overtaken
    files.publish(Note(note.text, (*note.lines, *ours)))
    head.cosignatures = "".join(map(str, ours))
    head.save(update_fields=["cosignatures"])
    return True


def is_due(head: RecordHead | None) -> bool:
    """Whether a checkpoint waits for cosignatures that somebody could give."""
    if head is None or not head.size or head.stopped or not head.checkpoint:
        return False
    wanted = [name for name, party in policy(head).witnesses.items() if party.url]
    seen = RecordWitness.objects.filter(name__in=wanted, size=head.size).count()
    return seen < len(wanted)


def _ask(name: str, party: Party, note: Note) -> tuple[Line, ...]:
    """Ask one witness, from the size that it is known to hold. Raises ForkedError."""
    known, _ = RecordWitness.objects.get_or_create(name=name)
    size = Checkpoint.parse(note.text).size
    old = min(known.size, size)
    answer = Answer(Outcome.FAILED, reason="it was not asked")
    for _attempt in range(TRIES):
        path = consistency_path(old, size, TileReader(size, files.fetch)) if 0 < old < size else []
        request = Request(old, tuple(path), note)
        answer = _post(party, request)
        if answer.outcome is not Outcome.BEHIND or answer.size is None:
            break
        old = answer.size
    _keep(known, answer, size)
    if answer.outcome is Outcome.FORKED:
        raise ForkedError(
            f"witness {name}: {answer.reason}. Somebody may have been shown another record."
            " Nothing is signed until a person has looked (docs/operate/record.md)"
        )
    return answer.lines


def _post(party: Party, request: Request) -> Answer:
    address = party.url.rstrip("/") + PATH
    if not address.startswith(("http://", "https://")):
        return Answer(Outcome.FAILED, reason=f"{address} is no address of a witness")
    try:
        reply = _send(address, str(request).encode())
    except (OSError, http.client.HTTPException) as error:
        return Answer(Outcome.FAILED, reason=f"the witness does not answer: {error}")
    return read_answer(reply.status, reply.media_type, reply.body, request, [party.key])


def _send(address: str, body: bytes) -> _Reply:
    asked = urllib.request.Request(address, body, {"Content-Type": "text/plain"})  # noqa: S310 - checked above
    try:
        answer = _OPENER.open(asked, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        data = answer.read(LARGEST_ANSWER + 1)
        return _Reply(answer.status or 0, answer.headers.get("Content-Type", ""), data)


def _keep(known: RecordWitness, answer: Answer, size: int) -> None:
    known.asked_at = timezone.now()
    known.trouble = answer.reason
    if answer.outcome is Outcome.COSIGNED:
        known.size, known.seen_at, known.trouble = size, known.asked_at, ""
    elif answer.size is not None:
        known.size = answer.size
    if known.trouble:
        log.warning("witness %s: %s", known.name, known.trouble)
    with transaction.atomic():
        known.save()


def _signs(line: Line, note: Note, keys: Any) -> bool:
    try:
        return bool(Note(note.text, (line,)).verify(keys))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not for this checkpoint
        return False
