"""The worker: bakes what is asked for and does what is due, then sleeps until something may be."""

import logging
import signal
import threading
import time
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from masthead.bake import work
from masthead.publishing import clock, scheduled

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds; so late may something scheduled be
GLANCE = 0.1  # seconds between two looks at the queue: so late a page may be begun
HEARTBEAT = "worker-alive"  # the file whose time says when the worker last came round


class Worker:
    """Runs until SIGINT or SIGTERM; what it began, it ends."""

    def __init__(self) -> None:
        self.stop = threading.Event()

    def run(self) -> None:
        """Loop until asked to stop."""
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        # One that was killed may have written a page and not told the servers.
        work.tree().turn()
        log.info("worker started")
        next_round = 0.0
        while not self.stop.is_set():
            if time.monotonic() >= next_round:
                close_old_connections()  # one that broke is opened anew
                self.round()
                next_round = time.monotonic() + PAUSE
            if not self.bake():
                self.stop.wait(GLANCE)
        heartbeat().unlink(missing_ok=True)
        log.info("worker stopped")

    def round(self) -> None:
        """Do everything that is due now. A database that is away is waited for."""
        now = timezone.now()
        try:
            published, withdrawn = scheduled.run_due(now)
            if clock.due(now):
                clock.look(now)
        except DatabaseError:
            log.exception("the database does not answer")
            return
        if published or withdrawn:
            log.info("on schedule: %d published, %d withdrawn", published, withdrawn)
        heartbeat().touch()

    def bake(self) -> bool:
        """Bake one batch; whether there was anything to do."""
        try:
            return work.work() > 0
        except DatabaseError:
            # The rows stay as they are, or come back when their claim runs out.
            log.exception("the database does not answer")
            self.stop.wait(PAUSE)
            return False

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()


def heartbeat() -> Path:
    """Return the file that each round touches."""
    return Path(settings.FOLDER) / HEARTBEAT
