"""Django's SQLite, with a gate before each transaction (named `base.py` as Django wants it)."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db.backends.sqlite3 import base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WRITES = ("INSERT", "UPDATE", "DELETE")
GATE = "-gate"  # stands beside the database, is empty, and may be deleted while nothing runs


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in the order in which they were asked for.

    SQLite lets writers try again and again, with longer and longer pauses. So who writes one
    transaction after the other (an import, somebody who publishes much) leaves only moments to the
    rest, and another process was refused after twenty seconds of bad luck. Here only one at a time
    tries, the others stand in the kernel's queue: the next transaction of whoever has just ended
    one comes after theirs.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._in_turn)

    def _in_turn(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Let a statement that is a transaction of its own pass the gate as well."""
        if self.in_atomic_block or not sql.startswith(WRITES):
            return execute(sql, *rest)
        with self._gate():
            return execute(sql, *rest)

    def _start_transaction_under_autocommit(self) -> None:
        with self._gate():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs lack it

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """Hold the gate; the kernel opens it when its holder dies."""
        if self.is_in_memory_db():
            yield
            return
        place = f"{self.settings_dict['NAME']}{GATE}"
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
