"""The worker asks its queues only when somebody wrote, or when it is time to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from masthead.config import glance
from masthead.config.glance import Glance

pytestmark = pytest.mark.django_db
Write = Callable[[], None]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Any]:
    """A connection of Django's to a database of SQLite's in a file."""
    path = tmp_path / "some.sqlite3"
    with closing(sqlite3.connect(path)) as first:
        first.execute("CREATE TABLE row (id INTEGER)")
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    opened = ConnectionHandler({"default": settings})["default"]
    yield opened
    opened.close()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes into that database over another connection."""

    def _write() -> None:
        with closing(sqlite3.connect(tmp_path / "some.sqlite3")) as other, other:
            other.execute("INSERT INTO row VALUES (1)")

    return _write


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "LONGEST", 3600)


@pytest.mark.usefixtures("unhurried")
def test_only_what_somebody_wrote_is_worth_a_look(database: Any, write: Write) -> None:
    look = Glance(database)

    assert [look.is_worthwhile(), look.is_worthwhile()] == [True, False]
    write()
    assert [look.is_worthwhile(), look.is_worthwhile()] == [True, False]


@pytest.mark.usefixtures("unhurried")
def test_what_the_worker_itself_wrote_is_worth_a_look(database: Any) -> None:
    look = Glance(database)
    look.is_worthwhile()

    look.forget()

    assert look.is_worthwhile()


@pytest.mark.usefixtures("unhurried")
def test_a_connection_that_was_opened_anew_knows_nothing(database: Any, write: Write) -> None:
    look = Glance(database)
    look.is_worthwhile()

    database.close()
    write()

    assert look.is_worthwhile()


def test_what_is_due_by_the_clock_is_looked_for(
    database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glance, "LONGEST", 0)
    look = Glance(database)

    assert [look.is_worthwhile(), look.is_worthwhile()] == [True, True]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite counts commits by itself")
def test_a_database_without_a_counter_is_asked_each_time() -> None:
    look = Glance(connection)

    assert [look.is_worthwhile(), look.is_worthwhile()] == [True, True]
