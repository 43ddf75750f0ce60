"""The application behind the baked pages: started beside them, and never in their way."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .answer import Application

    Turn = Callable[[Application], Iterable[bytes]]

log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds that a request waits for its turn


class BusyError(Exception):
    """There was no turn in time: too many ask at once, or each takes too long."""


class NotRunningError(Exception):
    """The application could not be started; the log says why."""


class Rest:
    """The application that ``make`` returns, in ``threads`` threads of its own.

    At most ``waiting`` requests are in it or wait for it. The server has more threads than that,
    so that baked pages go out however long the database takes.
    """

    def __init__(self, make: Callable[[], Application], threads: int, waiting: int) -> None:
        self._make = make
        self._threads = ThreadPoolExecutor(threads, "rest")
        self._places = BoundedSemaphore(waiting)
        self._started = Event()
        self._application: Application | None = None

    def start(self) -> None:
        """Begin to make the application; what is baked is served meanwhile."""
        Thread(target=self._start, name="rest-start", daemon=True).start()

    def run(self, turn: Turn) -> Iterable[bytes]:
        """Return what ``turn`` makes of the application. Raises BusyError and NotRunningError."""
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            future = self._threads.submit(self._run, turn)
            try:
                return future.result(PATIENCE)
            except TimeoutError:
                if future.done():  # it was the application's own
                    raise
                if future.cancel():
                    raise BusyError from None
                return future.result()
        finally:
            self._places.release()

    def _run(self, turn: Turn) -> Iterable[bytes]:
        if not self._started.wait(PATIENCE):
            raise BusyError
        if self._application is None:
            raise NotRunningError
        return turn(self._application)

    def _start(self) -> None:
        try:
            self._application = self._make()
        except Exception:
            log.exception("only what is baked is served: the application behind it does not start")
        finally:
            self._started.set()
