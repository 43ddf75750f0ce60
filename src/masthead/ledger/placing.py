"""Giving entries their places: of a whole batch in one statement.

While it runs nobody else can write to SQLite, so whoever publishes waits for it: what can be done
before is done before. The places are laid out in a table that only this connection sees and no
other waits for, and that a crash leaves nothing of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from masthead.record.entry import Entry

_DROP = "DROP TABLE IF EXISTS ledger_placing"
_MAKE = "CREATE TEMPORARY TABLE ledger_placing (entry bigint, place bigint, previous bigint)"
_FILL = "INSERT INTO ledger_placing VALUES (%s, %s, %s)"
# The plus keeps SQLite from walking through the index of all places there are: this way it takes
# the rows of the small table, and finds each entry by its id.
_GIVE = """
UPDATE ledger_recordentry SET place = given.place, previous = given.previous
FROM ledger_placing AS given
WHERE ledger_recordentry.id = given.entry AND +ledger_recordentry.place IS NULL
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, the line of the log that it becomes, and whether it came with many others."""

    pk: int
    entry: Entry
    many: bool


@contextmanager
def laid_out(rows: Sequence[Placed], first: int) -> Iterator[None]:
    """Lay out the places of ``rows``, from ``first`` on, for ``give``; not in a transaction."""
    places = [(row.pk, place, row.entry.previous) for place, row in enumerate(rows, start=first)]
    with connection.cursor() as cursor:
        cursor.execute(_DROP)
        cursor.execute(_MAKE)
        cursor.executemany(_FILL, places)
    yield
    with connection.cursor() as cursor:
        cursor.execute(_DROP)


def give() -> int:
    """Give the rows that were laid out their places, if they have none yet; how many got one."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVE)
        return int(cursor.rowcount)
