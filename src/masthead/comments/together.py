"""Comments that come at one moment are written in one transaction.

On SQLite each transaction waits for the disk, and writers that wait for each other sleep longer and
longer: thirty-two senders at once would get a few comments a second through. So whoever gets to
write takes along all that wait in the same process, and each is answered after the one commit that
holds its comment. Processes wait for each other by a lock of the kernel's, which wakes the next one
at once, and not by SQLite's, which has them look again after a while.
"""

from __future__ import annotations

import fcntl
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction

from .models import Comment, ModerationEntry, Status
from .thread import attach_together

MOST = 64  # comments in one transaction
TURN = ".comments-turn"


@dataclass
class _Job:
    comment: Comment
    rule: str
    done: bool = False
    error: Exception | None = None


_waiting: deque[_Job] = deque()
_writing = threading.Lock()


def store(comment: Comment, rule: str) -> Comment:
    """Store a reader's new comment, and return it once it is on the disk.

    ``rule`` is what the log says of one that is not held. Raises what stands against this comment;
    the others of the same transaction do not notice.
    """
    job = _Job(comment, rule)
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        _write([job])
        return comment
    _waiting.append(job)
    with _writing:
        while not job.done:
            with _turn():
                _write_next()
    if job.error:
        raise job.error
    return comment


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other process writes comments; the kernel ends the turn of one that dies."""
    with (Path(settings.FOLDER) / TURN).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write_next() -> None:
    jobs = [_waiting.popleft() for _ in range(min(len(_waiting), MOST))]
    try:
        _write(jobs)
    except OperationalError as error:  # the disk is full, the database is away: for all of them
        for job in jobs:
            job.error = error
    except Exception:  # noqa: BLE001 - told to the sender whose comment it is
        for job in jobs:
            _write_alone(job)
    for job in jobs:
        job.done = True


def _write_alone(job: _Job) -> None:
    job.comment.pk = None  # another one may have got the number that was taken back
    try:
        _write([job])
    except Exception as error:  # noqa: BLE001 - raised again in the thread that asked
        job.error = error


@transaction.atomic
def _write(jobs: Sequence[_Job]) -> None:
    attach_together([job.comment for job in jobs])
    ModerationEntry.objects.bulk_create(
        ModerationEntry(comment=job.comment, after=job.comment.status, rule=job.rule)
        for job in jobs
        if job.comment.status != Status.PENDING
    )
