"""The worker's side: one import at a time, beside everything else that is due."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from django.db import DatabaseError

from .forget import forget, forget_old
from .job import Job
from .models import Move, State, Task
from .queue import claim, settle, tell

log = logging.getLogger(__name__)

_CLEANED_EVERY = timedelta(hours=1)
_PATIENCE = 8.0  # seconds that a job may take to end when the worker does; serve kills after 15


class Importing:
    """Takes imports from the queue. Rows are written by the worker's own thread alone."""

    def __init__(self) -> None:
        self.job: Job | None = None
        self._cleaned: datetime | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a job runs, whose progress somebody may be looking at."""
        return self.job is not None

    def round(self, now: datetime) -> None:
        """Begin what waits, tell how far it is, put down how it ended. Raises DatabaseError."""
        if self._cleaned is None or now - self._cleaned > _CLEANED_EVERY:
            self._cleaned = now
            forget_old(now)
        if self.job is None:
            move = claim(uuid.uuid4().hex, now)
            if move:
                log.info("import %d: %s began", move.pk, move.task)
                self.job = Job(move)
                self.job.start()
        elif self.job.is_over():
            end(self.job)
            self.job = None
        elif not tell(self.job.move, now, self.job.progress):
            self.job.stop()

    def stop(self) -> None:
        """Leave a running job to the next worker, which goes on with it at once."""
        if self.job is None:
            return
        self.job.stop()
        if not self.job.is_over(_PATIENCE):
            return  # it falls to another worker once this one says nothing any more
        try:
            asked = Move.objects.filter(pk=self.job.move.pk, stop_asked=True).exists()
            if self.job.state == State.STOPPED and not asked:
                settle(self.job.move, State.WAITING)
            else:
                end(self.job)
        except DatabaseError:
            log.exception("import %d: how it ended could not be put down", self.job.move.pk)
        self.job = None


def end(job: Job) -> None:
    """Put down how a job ended; after an import its files go."""
    said: dict[str, object] = {"problem": job.problem}
    if job.report:
        kept = "looked" if job.move.task == Task.LOOK else "brought"
        told = job.report.as_json()
        if job.move.task == Task.FETCH:  # all else stands as the import has told it
            missing = "missing_pictures"
            told = (job.move.brought or told) | {missing: told[missing]}
        said[kept] = told
    if not settle(job.move, job.state, **said):
        return
    log.info("import %d: %s is %s", job.move.pk, job.move.task, job.state)
    if job.state == State.DONE and job.move.task == Task.BRING:
        forget(job.move)
