"""The worker: bakes what is asked for and does what is due, then sleeps until something may be."""

import logging
import signal
import threading
import time
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from masthead.bake import queue, theme, work
from masthead.bake.purge import Purging
from masthead.comments.errands import Errands
from masthead.coordination.scan import Scanner
from masthead.importers.screen.work import Importing
from masthead.ledger.recording import Recording
from masthead.publishing import clock, scheduled

from .glance import Glance
from .helpers import Helpers
from .plans import Plans

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds; so late may something scheduled be
GLANCE = 0.05  # seconds between two looks at the queue: so late a page may be begun
BUSY_PAUSE = 1.0  # seconds, while somebody may be looking how far an import is
HEARTBEAT = "worker-alive"  # the file whose time says when the worker last came round


class Worker:
    """Runs until SIGINT or SIGTERM; what it began, it ends."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.coordination = Scanner()
        self.importing = Importing()
        self.plans = Plans()
        self.errands = Errands()
        self.recording = Recording()
        self.purging = Purging()
        self.helpers = Helpers()
        self.glance = Glance(connection)
        self.theme_is_known = False

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
                self._look_for_help()
                self.glance.forget()
                next_round = time.monotonic() + (BUSY_PAUSE if self.importing.is_busy else PAUSE)
            if not self.work():
                self.stop.wait(GLANCE)
        self.helpers.stop()
        self.importing.stop()
        self.errands.stop()
        self.purging.stop()
        heartbeat().unlink(missing_ok=True)
        log.info("worker stopped")

    def round(self) -> None:
        """Do everything that is due now. A database that is away is waited for."""
        now = timezone.now()
        try:
            self._look_at_theme()
            published, withdrawn = scheduled.run_due(now)
            if clock.due(now):
                clock.look(now)
            self.coordination.round()
            self.importing.round(now)
            self.plans.round()
            self.errands.round()
            self.purging.look()
            self.recording.round()
        except DatabaseError:
            log.exception("the database does not answer")
            return
        if published or withdrawn:
            log.info("on schedule: %d published, %d withdrawn", published, withdrawn)
        heartbeat().touch()

    def work(self) -> bool:
        """Record what was published, then bake one batch; whether there was anything to do."""
        try:
            if not self.glance.is_worthwhile():
                return False
            # In this order: a page is baked when its entry has its number.
            busy = self.recording.take_new()
            busy |= work.work() > 0
            if not queue.is_urgent():
                busy |= self.recording.take_many()
        except DatabaseError:
            # The rows stay as they are, or come back when their claim runs out.
            log.exception("the database does not answer")
            self.stop.wait(PAUSE)
            return False
        if busy:
            self.glance.forget()
            self.purging.look()
        return busy

    def _look_for_help(self) -> None:
        try:
            self.helpers.look()
        except DatabaseError:
            log.exception("the database does not answer")

    def _look_at_theme(self) -> None:
        """Once, at the start: after an upgrade the whole site is baked anew."""
        if not self.theme_is_known:
            if theme.look(work.tree()):
                log.info("pages are made in another way now: the whole site is baked anew, behind")
            self.theme_is_known = True

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()


def heartbeat() -> Path:
    """Return the file that each round touches."""
    return Path(settings.FOLDER) / HEARTBEAT
