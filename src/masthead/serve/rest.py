"""The application behind the baked pages: started beside them, and never in their way."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answer import Application

Found = TypeVar("Found")
log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds that a request waits for its turn
GOING = 1.0  # seconds; while some turn is younger, the application is not held up
GOING_FOR_SENT = 3.0  # the same, for what somebody sends
STAYING = 60.0  # seconds that what somebody sends waits while turns come to their ends


class BusyError(Exception):
    """There was no turn in time: too many ask at once, or each takes too long."""


class NotRunningError(Exception):
    """The application could not be started; the log says why."""


class Rest:
    """The application that ``make`` returns, in ``threads`` threads of its own.

    Each request holds a thread of the server. At most ``waiting`` may do so for long, beside those
    whose turn it is: the server has more threads than that, so that baked pages go out however long
    the database takes. While the application gets on, more may wait for a moment, and what
    somebody sends (``stays``) for as long as it gets on: to read can be tried again, but what was
    typed would be lost.
    """

    def __init__(self, make: Callable[[], Application], threads: int, waiting: int) -> None:
        self._make = make
        self._size = threads
        self._threads = ThreadPoolExecutor(threads, "rest")
        self._places = BoundedSemaphore(waiting)
        self._turns: dict[object, float] = {}  # when each began
        self._ended = 0.0  # when the last one came to its end
        self._started = Event()
        self._application: Application | None = None

    def start(self) -> None:
        """Begin to make the application; what is baked is served meanwhile."""
        Thread(target=self._start, name="rest-start", daemon=True).start()

    def run(self, turn: Callable[[Application], Found], *, stays: bool = False) -> Found:
        """Return what ``turn`` makes of the application. Raises BusyError and NotRunningError."""
        if self._places.acquire(blocking=False):
            try:
                return self._wait(turn, PATIENCE, stays=stays)
            finally:
                self._places.release()
        going = GOING_FOR_SENT if stays else GOING
        if self._is_held_up(going):
            raise BusyError
        return self._wait(turn, going, stays=stays)

    def _wait(self, turn: Callable[[Application], Found], seconds: float, *, stays: bool) -> Found:
        future = self._threads.submit(self._run, turn)
        latest = monotonic() + STAYING
        while True:
            try:
                return future.result(seconds)
            except TimeoutError:
                if future.done():  # it was the application's own
                    raise
                if stays and monotonic() < latest and self._gets_on():
                    continue
                if future.cancel():
                    raise BusyError from None
                return future.result()

    def _gets_on(self) -> bool:
        """Whether some turn has come to its end just now."""
        return monotonic() - self._ended < GOING_FOR_SENT

    def _is_held_up(self, going: float) -> bool:
        """Whether every thread has been at its turn for more than ``going`` seconds."""
        began = list(self._turns.values())
        return len(began) >= self._size and monotonic() - max(began) > going

    def _run(self, turn: Callable[[Application], Found]) -> Found:
        mark = object()
        self._turns[mark] = monotonic()
        try:
            if not self._started.wait(PATIENCE):
                raise BusyError
            if self._application is None:
                raise NotRunningError
            return turn(self._application)
        finally:
            del self._turns[mark]
            self._ended = monotonic()

    def _start(self) -> None:
        try:
            self._application = self._make()
        except Exception:
            log.exception("only what is baked is served: the application behind it does not start")
        finally:
            self._started.set()
