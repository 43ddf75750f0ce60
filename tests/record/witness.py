"""A witness for the tests: it keeps its own state and answers every code of the protocol."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.record.logs import NOON, private_key

from masthead.record.checkpoint import Checkpoint
from masthead.record.errors import MalformedError, UnprovenError
from masthead.record.keys import Key, KeyKind, public_key
from masthead.record.note import cosign
from masthead.record.protocol import SIZE_TYPE, Request

Reply = tuple[int, str, bytes]  # status, media type, body
PLAIN = "text/plain; charset=utf-8"


@dataclass
class Witness:
    """Remembers the newest checkpoint of each log, and cosigns only what continues it."""

    name: str
    logs: dict[str, list[Key]]  # origin -> the keys it trusts for that log
    seen: dict[str, Checkpoint] = field(default_factory=dict)
    time: int = NOON

    @property
    def key(self) -> Key:
        return public_key(self.name, private_key(self.name), KeyKind.COSIGNATURE)

    def add_checkpoint(self, body: bytes) -> Reply:
        """Answer a POST to `/add-checkpoint` (C2SP tlog-witness 1.0.0)."""
        try:
            request = Request.parse(body)
        except MalformedError as error:
            return 400, PLAIN, str(error).encode()
        checkpoint = Checkpoint.parse(request.checkpoint.text)
        if checkpoint.origin not in self.logs:
            return 404, PLAIN, b"unknown log"
        try:
            request.checkpoint.verify(self.logs[checkpoint.origin])
        except UnprovenError as error:
            return 403, PLAIN, str(error).encode()
        return self._consider(request, checkpoint)

    def _consider(self, request: Request, new: Checkpoint) -> Reply:
        seen = self.seen.get(new.origin)
        size = seen.size if seen else 0
        if request.old != size:
            return 409, SIZE_TYPE, f"{size}\n".encode()
        if seen and seen.size == new.size and seen.root != new.root:
            return 409, PLAIN, b"another tree of this size"
        try:
            if seen:
                new.check_follows(seen, request.path)
        except UnprovenError as error:
            return 422, PLAIN, str(error).encode()
        self.seen[new.origin] = new
        line = cosign(request.checkpoint.text, self.name, private_key(self.name), self.time)
        return 200, PLAIN, str(line).encode()
