"""What a log and a witness say to each other (C2SP tlog-witness 1.0.0): no network in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .checkpoint import Checkpoint
from .encoding import decode, encode, number
from .errors import MalformedError, RecordError
from .note import Line, Note
from .tree import HASH_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .keys import Key

PATH = "/add-checkpoint"  # below the witness's submission prefix
SIZE_TYPE = "text/x.tlog.size"
MOST_HASHES = 63
LARGEST_ANSWER = 1_000_000  # bytes


class Outcome(StrEnum):
    """What a witness's answer means to the log."""

    COSIGNED = "cosigned"
    BEHIND = "behind"  # it holds another size than we said: ask again from there
    FORKED = "forked"  # stop signing and alarm a person
    REFUSED = "refused"  # it does not know this log, or not this key
    FAILED = "failed"  # nothing can be concluded


@dataclass(frozen=True)
class Request:
    """A checkpoint, and the proof that it continues the tree of `old` leaves."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: Note

    @classmethod
    def parse(cls, body: bytes) -> Request:
        """Read a request as a witness does. Raises MalformedError, which it answers with 400."""
        head, mark, rest = body.partition(b"\n\n")
        first, *lines = head.decode("ascii", "replace").split("\n")
        if not mark or not first.startswith("old "):
            raise MalformedError("the request does not name the old size and a checkpoint")
        path = tuple(decode(line) for line in lines)
        if len(path) > MOST_HASHES or any(len(found) != HASH_BYTES for found in path):
            raise MalformedError(
                f"the proof is not at most {MOST_HASHES} hashes of {HASH_BYTES} bytes"
            )
        request = cls(number(first.removeprefix("old "), "the old size"), path, Note.parse(rest))
        if request.old > Checkpoint.parse(request.checkpoint.text).size:
            raise MalformedError("the old size is greater than the checkpoint's")
        return request

    def __str__(self) -> str:
        return "\n".join([f"old {self.old}", *map(encode, self.path), "", str(self.checkpoint)])


@dataclass(frozen=True)
class Answer:
    """What came of a request: new cosignature lines, the size to go on from, or the reason why."""

    outcome: Outcome
    lines: tuple[Line, ...] = ()
    size: int | None = None
    reason: str = ""


_REASONS = {
    403: (Outcome.REFUSED, "the witness trusts no key that signed this checkpoint"),
    404: (Outcome.REFUSED, "the witness does not know this log"),
    400: (Outcome.FAILED, "the witness could not read the request"),
    422: (Outcome.FORKED, "the witness says that the proof of consistency fails"),
}


def read_answer(
    status: int, media_type: str, body: bytes, request: Request, keys: Sequence[Key]
) -> Answer:
    """Understand a witness's answer to `request`; `keys` are that witness's. Raises nothing."""
    if status in _REASONS:
        outcome, reason = _REASONS[status]
        return Answer(outcome, reason=reason)
    try:
        if len(body) > LARGEST_ANSWER:
            raise MalformedError("it is too long")
        text = body.decode("utf-8")
        if status == 200:  # noqa: PLR2004 - HTTP
            return Answer(Outcome.COSIGNED, _cosignatures(text, request.checkpoint, keys))
        if status == 409:  # noqa: PLR2004 - HTTP
            return _conflict(text, media_type, request)
    except (RecordError, UnicodeDecodeError) as error:
        return Answer(Outcome.FAILED, reason=f"the answer {status} cannot be used: {error}")
    return Answer(Outcome.FAILED, reason=f"the witness answered with status {status}")


def _conflict(text: str, media_type: str, request: Request) -> Answer:
    ours = Checkpoint.parse(request.checkpoint.text).size
    if request.old == ours and media_type.partition(";")[0].strip() != SIZE_TYPE:
        reason = f"fork: the witness has seen another tree of size {ours}"
        return Answer(Outcome.FORKED, reason=reason)
    size = number(text.removesuffix("\n"), "the size")
    if size > ours:
        reason = f"rollback: the witness has seen size {size}, this log has only {ours}"
        return Answer(Outcome.FORKED, size=size, reason=reason)
    if size == request.old:
        reason = f"fork: the witness holds size {size} as we do, and still refuses it"
        return Answer(Outcome.FORKED, size=size, reason=reason)
    return Answer(Outcome.BEHIND, size=size, reason=f"the witness holds size {size}")


def _cosignatures(text: str, checkpoint: Note, keys: Sequence[Key]) -> tuple[Line, ...]:
    """The lines by `keys`; those of unknown keys are dropped, as the protocol asks."""
    if not text.endswith("\n"):
        raise MalformedError("it does not end with a line feed")
    known = {(key.name, key.id) for key in keys}
    lines = [Line.parse(line) for line in text[:-1].split("\n")]
    ours = tuple(line for line in lines if (line.name, line.id) in known)
    Note(checkpoint.text, ours).verify(keys)
    return ours
