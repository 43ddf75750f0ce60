"""Tells at next to no cost whether somebody wrote into the database since the last look.

The worker looks twenty times a second, so that a page is begun at once. Asking all its queues each
time would keep an idle machine at work day and night.
"""

from __future__ import annotations

import time
from typing import Any

LONGEST = 0.5  # seconds; what became due by the clock alone, such as a second try, waits so long


class Glance:
    """Remembers what the last look at a database, by Django's connection to it, saw."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._seen: tuple[Any, int] | None = None
        self._until = 0.0

    def is_worthwhile(self) -> bool:
        """Whether the queues are to be asked: there was a commit elsewhere, or it is time to.

        On databases without such a counter the answer is always yes.

        Raises:
            django.db.DatabaseError: The database does not answer.

        """
        if self._connection.vendor != "sqlite":
            return True
        with self._connection.cursor() as cursor:
            # https://www.sqlite.org/pragma.html#pragma_data_version: counts for one connection
            # the commits of all others; the figures of two connections say nothing together.
            version = cursor.execute("PRAGMA data_version").fetchone()[0]
        # Kept, not only its number: the next connection could get the same one.
        seen = self._connection.connection, int(version)
        if seen == self._seen and time.monotonic() < self._until:
            return False
        self._seen, self._until = seen, time.monotonic() + LONGEST
        return True

    def forget(self) -> None:
        """Make the next look worthwhile: this process itself wrote something."""
        self._seen = None
