"""The record's part in what the worker does."""

from __future__ import annotations

import logging
import time
from datetime import date

from django.db import DatabaseError
from django.utils import timezone

from . import erase, work
from .witnessing import Witnessing

log = logging.getLogger(__name__)

HOUR = 3600.0  # seconds


class Recording:
    """What waits is recorded, what was forgotten is found, witnesses are asked."""

    def __init__(self) -> None:
        self.witnessing = Witnessing()
        self.day: date | None = None
        self.looked_until = 0  # id of the last story looked at on that day
        self.is_looking = False  # there are more to look at
        self.forget_after = 0.0
        self.rests = False  # until the next round: what failed is not tried again at once

    def round(self) -> None:
        """Look what is missing, and talk with the witnesses."""
        self.rests = False
        # All of them each day, and those that came in without telling.
        if self.day != timezone.localdate():
            self.day, self.looked_until = timezone.localdate(), 0
        self._look()
        self._forget()
        self.witnessing.round()

    def _forget(self) -> None:
        """Let the database forget what was erased; where that fails, again an hour later."""
        if time.monotonic() < self.forget_after:
            return
        try:
            erase.clean()
        except DatabaseError:
            # No room for a second copy, or another program reads: the rest has to go on.
            log.exception("what was erased still lies in free pages of the database")
            self.forget_after = time.monotonic() + HOUR

    def take_new(self) -> bool:
        """Bring new publications into the record, before their pages are baked; whether any."""
        return self._take(work.waiting_new())

    def take_many(self) -> bool:
        """Bring a few of those in that came by thousands; whether there were any."""
        return (self.is_looking and self._look()) | self._take(work.waiting_many())

    def _look(self) -> bool:
        """Look at the next stories; whether there were any."""
        last = work.look(self.looked_until)
        self.is_looking = last is not None
        self.looked_until = last or self.looked_until
        return self.is_looking

    def _take(self, number: int) -> bool:
        if not number or self.rests:
            return False
        done = work.step(number)
        self.rests = not done
        return done
