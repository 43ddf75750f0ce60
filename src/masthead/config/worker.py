"""The worker: does what is due, then sleeps until something may be."""

import logging
import signal
import threading
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from masthead.publishing import scheduled

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds; so late may something scheduled be
HEARTBEAT = "worker-alive"  # the file whose time says when the worker last came round


class Worker:
    """Runs until SIGINT or SIGTERM; what it began, it ends."""

    def __init__(self) -> None:
        self.stop = threading.Event()

    def run(self) -> None:
        """Loop until asked to stop."""
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        log.info("worker started")
        while not self.stop.is_set():
            close_old_connections()  # one that broke is opened anew
            self.round()
            self.stop.wait(PAUSE)
        heartbeat().unlink(missing_ok=True)
        log.info("worker stopped")

    def round(self) -> None:
        """Do everything that is due now. A database that is away is waited for."""
        try:
            published, withdrawn = scheduled.run_due(timezone.now())
        except DatabaseError:
            log.exception("the database does not answer")
            return
        if published or withdrawn:
            log.info("on schedule: %d published, %d withdrawn", published, withdrawn)
        heartbeat().touch()

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()


def heartbeat() -> Path:
    """Return the file that each round touches."""
    return Path(settings.FOLDER) / HEARTBEAT
