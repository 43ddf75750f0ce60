"""Django's SQLite, with a gate before what writes (named `base.py` as Django wants it)."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.backends.sqlite3 import base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WRITES = ("INSERT", "UPDATE", "DELETE")
GATE = "-gate"  # stands beside the database, is empty, and may be deleted while nothing runs
FLAGS = os.O_RDWR | os.O_CLOEXEC
LONG = 1.0  # seconds at the gate, which are taken off the patience with the database


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
        gate = None if self.is_in_memory_db() else _open(str(self.settings_dict["NAME"]))
        if gate is None:
            yield
            return
        try:
            began = time.monotonic()
            with suppress(OSError):  # some file systems of networks know no locks
                fcntl.flock(gate, fcntl.LOCK_EX)
            with self._less_patience(time.monotonic() - began):
                yield
        finally:
            os.close(gate)

    @contextmanager
    def _less_patience(self, waited: float) -> Iterator[None]:
        """Wait for the database only as long as whoever waited nowhere before.

        Else, with a database that is locked for good, each in the row would be refused later than
        the one before, and hold a thread of the web server until then.
        """
        if waited < LONG:
            yield
            return
        patience = self.settings_dict["OPTIONS"].get("timeout", 5.0)  # seconds; 5 is Python's own
        self._be_patient(max(0.0, patience - waited))
        try:
            yield
        finally:
            self._be_patient(patience)

    def _be_patient(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def _open(database: str) -> int | None:
    """Open the gate of a database; None where there can be none, and writers take their chance."""
    try:
        return os.open(database + GATE, FLAGS)
    except FileNotFoundError:
        return _make(database)
    except OSError:
        return None


def _make(database: str) -> int | None:
    try:
        gate = os.open(database + GATE, FLAGS | os.O_CREAT, 0o600)
    except OSError:
        return None
    # Whoever may write the database may pass, also when root was here first.
    with suppress(OSError):
        found = Path(database).stat()
        os.fchmod(gate, found.st_mode & 0o666)
        os.fchown(gate, found.st_uid, found.st_gid)
    return gate
