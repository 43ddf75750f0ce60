"""What the worker does for the record, a step at a time."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from masthead.articles.models import ArticlePage
from masthead.record.errors import MalformedError

from . import append
from .models import RecordEntry, RecordHead
from .opening import StoppedError
from .prepare import prepare
from .sequence import BATCH, sequence

log = logging.getLogger(__name__)

AT_ONCE = 20  # new publications put together in one step
FEW = 5  # of many that came together: what a new publication may have to wait for
LOOKED_AT = 2_000  # stories of which is asked at once whether they have an entry
TOGETHER = BATCH  # of many that come at once: so many share a checkpoint
LOCK = "record.lock"


def waiting_new() -> int:
    """How many new publications wait, up to as many as one step takes."""
    return _waiting(AT_ONCE, many=False)


def waiting_many() -> int:
    """The same of what came in by thousands, for which nobody waits."""
    return _waiting(FEW, many=True)


def step(at_once: int = 0) -> bool:
    """Prepare and sequence what waits, ``at_once`` stories; whether there was anything to do.

    Two workers on one machine take turns: the second finds the lock and leaves it to the first.
    """
    with alone() as here:
        if not here:
            return False
        prepared = prepare(at_once or AT_ONCE)
        if not _is_worth_a_checkpoint():
            return bool(prepared)
        try:
            placed = sequence(BATCH)
        except StoppedError as error:
            tell(str(error), for_good=error.until_resumed)
        except (OSError, MalformedError) as error:
            tell(f"the record cannot be written: {error}; it is tried again")
        else:
            RecordHead.objects.exclude(trouble="").update(trouble="")
            return bool(placed or prepared)
        return False


def _is_worth_a_checkpoint() -> bool:
    """Whether to sequence now: what came alone at once, what came with many together with them."""
    ready = RecordEntry.objects.filter(place=None).exclude(commit="")
    if ready.filter(many=False).exists():
        return True
    unprepared = RecordEntry.objects.filter(place=None, commit="", trouble="")
    return not unprepared.exists() or ready.count() >= TOGETHER


def look(after: int) -> int | None:
    """Find what has no entry among the next stories behind an id; the last one, if any was there.

    Not among all at once: who publishes meanwhile would wait, the longer the larger the archive.
    """
    stories = ArticlePage.objects.filter(pk__gt=after).order_by("pk")
    ids = stories.values_list("pk", flat=True)[:LOOKED_AT]
    last = max(ids, default=None)
    found = append.missing(after, last) if last else 0
    if found:
        log.info("%d published stories had no entry in the record", found)
    return last


def tell(reason: str, *, for_good: bool = False) -> None:
    """Say once, in log and newsroom, that nothing is signed, and why."""
    heads = RecordHead.objects.exclude(trouble=reason)
    told = {"trouble": reason} | ({"stopped": reason} if for_good else {})
    if heads.update(**told) or not RecordHead.objects.exists():
        log.critical("the record has stopped: %s", reason)


def _waiting(most: int, *, many: bool) -> int:
    rows = RecordEntry.objects.filter(place=None, trouble="", many=many)
    return len(rows.values_list("pk")[:most])


@contextmanager
def alone() -> Iterator[bool]:
    """Hold the lock of the record on this machine; whether it was free."""
    with (Path(settings.RECORD_KEYS) / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
