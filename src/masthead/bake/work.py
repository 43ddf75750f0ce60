"""The baker: takes requests off the queue and makes the tree say what the site says."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from masthead.core.batch import batch

from . import queue, totals
from .lock import path_lock
from .models import Priority
from .render import render
from .spreads import paths_of
from .tree import Tree

if TYPE_CHECKING:
    from .models import BakeRequest

log = logging.getLogger(__name__)


def tree() -> Tree:
    """Return the outlet's baked tree."""
    return Tree(Path(settings.BAKED_ROOT))


def bake(path: str, *, known_only: bool = False) -> bool:
    """Make the tree answer ``path`` as the site does now; whether a byte changed.

    With ``known_only`` a path of which the tree holds nothing is left alone.
    """
    with path_lock(tree().root, path):
        if known_only and not tree().holds(path):
            return False
        return tree().put(path, render(path))


def work() -> int:
    """Do one batch of requests; return how many rows were taken."""
    taken = queue.claim()
    finished: list[BakeRequest] = []
    failures = 0
    waits: list[float] = []
    with batch():
        for rows in _by_wish(taken):
            # A page that cannot be rendered, a full disk, a template with a fault: each is the
            # trouble of this one path, which is tried again; the others go on.
            try:
                _do(rows)
            except Exception as error:
                log.exception("could not bake %s", rows[0])
                queue.failed(rows, f"{type(error).__name__}: {error}")
                failures += 1
            else:
                finished += rows
                waits += [_age(rows)] if rows[0].priority == Priority.NOW else []
    if taken:
        with transaction.atomic():
            queue.done(finished)
            totals.add(len(finished), failures, waits)
    return len(taken)


def _by_wish(rows: list[BakeRequest]) -> list[list[BakeRequest]]:
    """Rows that ask for the same together, in the order of the first of each."""
    wishes: dict[tuple[str, str], list[BakeRequest]] = {}
    for row in rows:
        wishes.setdefault((row.spread, row.path), []).append(row)
    return list(wishes.values())


def _age(rows: list[BakeRequest]) -> float:
    return (timezone.now() - min(row.requested_at for row in rows)).total_seconds()


def _do(rows: list[BakeRequest]) -> None:
    first = rows[0]
    known_only = all(row.known_only for row in rows)
    if not first.spread:
        bake(first.path, known_only=known_only)
        return
    paths = []
    with transaction.atomic():
        for found in paths_of(first.spread):
            if found.startswith("/"):
                paths.append(found)
            else:
                queue.request_spread(found, Priority(first.priority), known_only=known_only)
        queue.request(paths, Priority(first.priority), known_only=known_only)
