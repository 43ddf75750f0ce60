"""Asking for paths, claiming them, and giving them back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.utils import timezone

from .models import BakeRequest, Priority

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 60  # paths claimed at once: one write for all of them, and one reading of what they share
SLICE = 500  # rows added at once: whoever publishes meanwhile waits for no more
LEASE = timedelta(minutes=2)  # after it a claim counts as abandoned: the worker died
LONGEST_DELAY = timedelta(minutes=30)
AT_ONCE = timedelta()
WHOLE_SITE = "site:"

_held = ContextVar("held", default=False)


def request(
    paths: Iterable[str],
    priority: Priority = Priority.NOW,
    *,
    known_only: bool = False,
    delay: timedelta = AT_ONCE,
    part: str = "",
) -> None:
    """Ask for ``paths`` to be baked; to be called in the transaction that changes what they show.

    With ``known_only`` only those of which the tree holds something when their turn comes. With a
    ``delay`` others who ask for the same path meanwhile are served by one baking: when the first of
    them is due, or at once when one of them cannot wait. With a ``part`` only that of the
    pages has changed.
    """
    if is_held():
        return
    due = timezone.now() + delay
    left = iter(dict.fromkeys(paths))
    while some := list(islice(left, SLICE)):
        with transaction.atomic():
            same = Q(path__in=some, spread="", part__in={part, ""})
            there = _served(same, priority, due, known_only=known_only)
            said = set(there.values_list("path", flat=True))
            BakeRequest.objects.bulk_create(
                BakeRequest(
                    path=path,
                    part=part,
                    priority=priority,
                    known_only=known_only,
                    not_before=due,
                )
                for path in some
                if path not in said
            )


def request_spread(
    name: str,
    priority: Priority = Priority.BEHIND,
    *,
    known_only: bool = False,
    delay: timedelta = AT_ONCE,
) -> None:
    """Ask for all paths that ``name`` leads to; the worker finds out which, later."""
    if is_held():
        return
    due = timezone.now() + delay
    with transaction.atomic():
        if not _served(Q(path="", spread=name), priority, due, known_only=known_only)[:1]:
            BakeRequest.objects.create(
                spread=name, priority=priority, known_only=known_only, not_before=due
            )


def _served(
    same: Q, priority: Priority, due: datetime, *, known_only: bool
) -> QuerySet[BakeRequest]:
    """Return rows that ask for the ``same``, no later and no less, and that nobody has begun with.

    Locked, so that nobody begins before the transaction of whoever asks has ended: what it changed
    would not be seen. SQLite has no such locks, and needs none: nobody else writes meanwhile.
    """
    rows = BakeRequest.objects.filter(
        same, claimed_until=None, priority__lte=priority, not_before__lte=due
    )
    # What others hold may be begun before this is over; then a row more is added.
    return (rows if known_only else rows.filter(known_only=False)).select_for_update(
        skip_locked=True
    )


@contextmanager
def whole_site_instead() -> Iterator[None]:
    """Ask for nothing inside, and for the whole site afterwards: for imports of many things.

    All of it, not only what was baked before: what was brought along has never been asked for here.
    """
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)
        if not connection.needs_rollback:
            request_spread(WHOLE_SITE, Priority.WHOLE_SITE)


def is_held() -> bool:
    """Whether the whole site is asked for afterwards, so that nothing has to be now."""
    return _held.get()


def claim() -> list[BakeRequest]:
    """Take the next rows that are due; nobody else takes them before the lease ends."""
    now = timezone.now()
    free = _free(now)
    # Nor what somebody is at work on: of one batch all is read at its beginning, so it could put a
    # page back to what it was. What came meanwhile has its turn after that.
    taken = BakeRequest.objects.filter(
        path=OuterRef("path"), spread=OuterRef("spread"), claimed_until__gte=now
    )
    due = BakeRequest.objects.filter(free & ~Exists(taken), not_before__lte=now)
    due = due.order_by("priority", "pk")
    wanted = list(due.values_list("priority", "path", "spread")[:BATCH])
    if not wanted:
        return []
    if wanted[0][0] == Priority.NOW:  # by themselves: what else a batch would show is read first
        wanted = [row for row in wanted if row[0] == Priority.NOW]
    token = secrets.token_hex(16)
    # With all that ask for the same. Compare and swap: of two workers that read the same rows,
    # each gets those it was first for.
    paths = {path for _priority, path, _spread in wanted if path}
    names = {spread for _priority, _path, spread in wanted if spread}
    same = Q(path__in=paths, spread="") | Q(path="", spread__in=names)
    rows = BakeRequest.objects.filter(
        pk__in=BakeRequest.objects.filter(free & same & ~Exists(taken))
    )
    rows.filter(free).update(claimed_until=now + LEASE, claimed_by=token)
    return list(BakeRequest.objects.filter(claimed_by=token).order_by("priority", "pk"))


def is_urgent() -> bool:
    """Whether something waits that a reader waits for, and that nobody has claimed yet."""
    now = timezone.now()
    rows = BakeRequest.objects.filter(_free(now), not_before__lte=now, priority=Priority.NOW)
    return rows.exists()


def give_back(rows: Iterable[BakeRequest]) -> None:
    """Let others take what was claimed and not begun."""
    keys = [row.pk for row in rows]
    for start in range(0, len(keys), 500):
        some = BakeRequest.objects.filter(pk__in=keys[start : start + 500])
        some.update(claimed_until=None, claimed_by="")


def done(rows: Iterable[BakeRequest]) -> None:
    """Remove what was done."""
    keys = [row.pk for row in rows]
    for start in range(0, len(keys), 500):
        BakeRequest.objects.filter(pk__in=keys[start : start + 500]).delete()


def failed(rows: Iterable[BakeRequest], error: str) -> None:
    """Give the rows of one path back with the reason, to be tried after a delay that doubles."""
    rows = list(rows)
    delay = min(LONGEST_DELAY, timedelta(seconds=2 ** min(20, max(row.attempts for row in rows))))
    BakeRequest.objects.filter(pk__in=[row.pk for row in rows]).update(
        claimed_until=None,
        claimed_by="",
        attempts=F("attempts") + 1,
        not_before=timezone.now() + delay,
        error=error[:2000],
    )


def _free(now: datetime) -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lt=now)


def due() -> int:
    """How many rows are due or being worked on; those that failed wait for their time."""
    return BakeRequest.objects.filter(not_before__lte=timezone.now()).count()


def waiting() -> Waiting:
    """How the queue stands."""
    rows = BakeRequest.objects.all()
    oldest = rows.filter(priority=Priority.NOW).aggregate(at=Min("requested_at"))["at"]
    age = (timezone.now() - oldest).total_seconds() if oldest else 0.0
    by_priority = dict(rows.order_by().values_list("priority").annotate(rows=Count("pk")))
    counts = {choice.name.lower(): by_priority.get(choice.value, 0) for choice in Priority}
    failing = rows.exclude(error="")
    return Waiting(counts, max(0.0, age), failing.count(), list(failing.order_by("-attempts")[:5]))


@dataclass(frozen=True)
class Waiting:
    """Rows by priority, seconds since the oldest that is wanted at once, and what failed."""

    counts: dict[str, int]
    age: float
    failing: int
    worst: list[BakeRequest]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.counts.values())
