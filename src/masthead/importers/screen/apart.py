"""A database of one's own for a trial run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections


@contextmanager
def on_a_copy(folder: Path) -> Iterator[None]:
    """Let this thread work on a copy of the database, where the database is a file.

    A trial run is one transaction as long as the import, and on SQLite nobody could save a story
    meanwhile. PostgreSQL has no such queue, and there the transaction is on the database itself.
    """
    if connection.vendor != "sqlite" or "memory" in str(connection.settings_dict["NAME"]):
        yield
        return
    path = folder / "trial.sqlite3"
    path.unlink(missing_ok=True)
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as target:
        path.chmod(0o600)
        connection.connection.backup(target)
    connection.close()
    usual = connections[DEFAULT_DB_ALIAS]
    copy = connections.create_connection(DEFAULT_DB_ALIAS)
    copy.settings_dict = {**copy.settings_dict, "NAME": str(path)}
    connections[DEFAULT_DB_ALIAS] = copy
    try:
        yield
    finally:
        copy.close()
        connections[DEFAULT_DB_ALIAS] = usual
        for rest in folder.glob("trial.sqlite3*"):
            rest.unlink(missing_ok=True)
