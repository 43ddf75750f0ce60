"""Several threads, each with a connection of its own, that do something at one moment."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections


@contextmanager
def real_database(folder: Path) -> Iterator[None]:
    """Let new threads use a real database with what the test has made so far.

    The tests' SQLite is in memory, where a second writer fails instead of waiting as it does on
    a file; so they get a file. PostgreSQL is as it is.
    """
    if connection.vendor != "sqlite":
        yield
        return
    file = folder / "at_once.sqlite3"
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
        # As a real one is; several that change the mode at one moment lock each other out.
        copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    settings = connections.settings["default"]
    before = settings["NAME"]
    settings["NAME"] = str(file)
    try:
        yield
    finally:
        settings["NAME"] = before


def at_once(actions: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each returns, when all start together; raises what went wrong in any."""
    barrier = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)
    errors: list[BaseException] = []

    def run(place: int) -> None:
        try:
            barrier.wait(timeout=30)
            results[place] = actions[place]()
        except BaseException as error:  # noqa: BLE001 - raised again in the test's own thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results
