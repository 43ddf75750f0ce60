"""The worker's part: reads new comments, and writes down which belong together.

A worker that starts reads the last week anew, by the same way as it reads what comes in: nothing
but the cases themselves is stored. A round that fails is forgotten with all it remembered.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from . import read
from .circle import circles_in
from .group import Group
from .memory import WEEK, Memory
from .models import CaseMember
from .story import Stories
from .watch import Lease
from .write import write

log = logging.getLogger(__name__)

CIRCLES_EVERY = timedelta(hours=6)


class Scanner:
    """Looks for comments that belong together; one in each worker, one of them at work."""

    def __init__(self) -> None:
        self._lease = Lease()
        self._forget()

    def round(self) -> None:
        """Look, as far as the database answers; what fails otherwise is logged and tried again."""
        try:
            self.run()
        except DatabaseError:
            raise
        except Exception:
            log.exception("looking for comments that belong together failed")

    def run(self, now: datetime | None = None) -> int:
        """Read what is new, 500 comments at most; return how many of them are in a case now."""
        now = now or timezone.now()
        if not self._lease.take(now):
            self._forget()
            return 0
        try:
            return self._round(now)
        except BaseException:
            self._forget()
            raise

    def _forget(self) -> None:
        self.memory = Memory()
        self._stories = Stories()
        self._from: datetime | None = None
        self._read: dict[int, datetime] = {}  # what was read of the time from then on
        self._circles_at: datetime | None = None

    def _round(self, now: datetime) -> int:
        start = self._from is None
        self._from = self._from or read.beginning(now)
        fresh = read.since(self._from, self._read, self._stories)
        cases = dict(
            CaseMember.objects.filter(comment__in=[said.pk for _at, said in fresh]).values_list(
                "comment_id", "case_id"
            )
        )
        found: list[Group] = []
        for at, said in fresh:
            self._read[said.pk] = at
            if said.at < now.timestamp() - WEEK:
                self.memory.learn(said)
            elif group := self.memory.add(said, cases.get(said.pk)):
                found.append(self._noted(group, len(found)))
            self._from = max(self._from, at - read.LATE)
        self._read = {pk: at for pk, at in self._read.items() if at >= self._from}
        if not start and len(fresh) < read.AT_ONCE and self._is_time_for_circles(now):
            found += circles_in(self.memory, len(found))
        return write(found, self.memory, now) if found else 0

    def _noted(self, group: Group, nth: int) -> Group:
        """The group under a number below zero until its case has a row."""
        case = group.case or -1 - nth
        self.memory.settle(group.members, case)
        return Group(group.members, case)

    def _is_time_for_circles(self, now: datetime) -> bool:
        if self._circles_at and now < self._circles_at + CIRCLES_EVERY:
            return False
        self._circles_at = now
        return True
