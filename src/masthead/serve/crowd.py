"""Two threads at a time answer what is ready; the others step back."""

from __future__ import annotations

from math import inf
from threading import Condition, get_ident
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_WORK = 0.005  # seconds after its last answer in which a thread counts as one of the two
BACK = 0.05  # seconds that a thread stays back, where nobody calls it


class Crowd:
    """The threads of the server, of which more than two would only wait for one another.

    A ready page takes microseconds and needs the interpreter, so with eight threads each answer
    wakes another one: a third more of the processor's time, and twice the wait of the slowest
    (bench/RESULTS.md). The server has more, for requests that wait for the database. So a thread
    that answers while two others do goes on only after a pause, which it takes when its answer has
    left. Nothing is counted that could go wrong: a thread that waits for the database or has ended
    is not at work, and another takes its place.
    """

    def __init__(self) -> None:
        self._first = self._second = 0
        self._first_at = self._second_at = -inf
        self._called = Condition()

    def leave(self, body: list[bytes]) -> Iterable[bytes]:
        """Return the body to send; a third thread's ends after its pause, once it was sent."""
        # Two threads may take one place at once. Then both stay, until one takes it back.
        own, now = get_ident(), monotonic()
        if own == self._first:
            self._first_at = now
        elif own == self._second:
            self._second_at = now
        elif now - self._first_at > AT_WORK:
            self._first, self._first_at = own, now
        elif now - self._second_at > AT_WORK:
            self._second, self._second_at = own, now
        elif body:
            return self._and_pause(body)
        return body

    def call(self) -> None:
        """Let one more thread come: the calling one is about to wait for something else."""
        with self._called:
            self._called.notify()

    def _and_pause(self, body: list[bytes]) -> Iterator[bytes]:
        yield from body
        with self._called:
            self._called.wait(BACK)
