"""Walking through all rows of a kind in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

#: Rows held at once.
BATCH = 200

#: Told how far a step is: its name, what is done, how much there is in all.
Progress = Callable[[str, int, int], None]


def batches(rows: QuerySet[M], size: int = BATCH) -> Iterator[list[M]]:
    """All of `rows` by their ids, in lists. Rows that are made meanwhile may be among them.

    Each list is a question of its own that begins after the last id: no cursor stays open, so
    editors are never kept waiting, and related rows are fetched for a list at a time.
    """
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield some
        last = some[-1].pk


def told(
    name: str, rows: QuerySet[Any], progress: Progress, size: int = BATCH
) -> Iterator[list[Any]]:
    """The same, with progress told after each list."""
    done, total = 0, rows.count()
    progress(name, 0, total)
    for some in batches(rows, size):
        yield some
        done += len(some)
        progress(name, done, total)
