"""Whether a time stamp holds, and for which state of which record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from masthead.record import timestamp
from masthead.record.article import moment
from masthead.record.errors import MalformedError, UnprovenError

from .finding import Finding, Verdict

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from masthead.record.note import Note
    from masthead.record.policy import Policy


def verify_stamp(
    data: bytes, notes: Iterable[Note], policy: Policy, trusted: Sequence[Certificate]
) -> Finding:
    """Say since when one of these checkpoints has existed at the latest."""
    try:
        note = next((note for note in notes if timestamp.is_of(data, note.text)), None)
        if note is None:
            return Finding(Verdict.CANNOT_TELL, "the checkpoint that this time stamp is of")
        said = timestamp.check(data, note.text, trusted)
        found = verify_checkpoint(note, policy)
    except UnprovenError as error:
        return Finding(Verdict.UNKNOWN, str(error))
    except MalformedError as error:
        return Finding(Verdict.CANNOT_TELL, str(error))
    if found.verdict not in {Verdict.GENUINE, Verdict.NOT_WITNESSED}:
        return found
    reason = f"{said.authority} says that the {found.size} entries existed at {moment(said.time)}"
    return replace(found, reason=reason)


def verify_checkpoint(note: Note, policy: Policy) -> Finding:
    """Say who signed a checkpoint, whatever stands in its record."""
    try:
        opened = policy.open_unwitnessed(note)
    except UnprovenError as error:
        return Finding(Verdict.UNKNOWN, str(error))
    except MalformedError as error:
        return Finding(Verdict.CANNOT_TELL, str(error))
    return Finding(
        Verdict.GENUINE if opened.witnesses else Verdict.NOT_WITNESSED,
        size=opened.checkpoint.size,
        cosigned_at=opened.cosigned_at,
        cosigned_by=len(opened.witnesses),
        witnesses=len(policy.witnesses),
    )
