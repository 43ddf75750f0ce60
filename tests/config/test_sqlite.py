"""Who writes without end lets others write too."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from masthead.config.sqlite.base import GATE, DatabaseWrapper

OPEN = """
import sys, time
import django
from django.conf import settings

settings.configure(DATABASES={"default": {
    "ENGINE": "masthead.config.sqlite",
    "NAME": sys.argv[1],
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
}})
django.setup()
from django.db import connection, transaction
"""
WITHOUT_END = """
while True:
    with transaction.atomic():
        connection.cursor().execute("UPDATE counted SET number = number + 1")
        time.sleep(0.02)
    print("wrote", flush=True)
"""
# Ten times in the two ways there are to write.
TEN_TIMES = """
found = []
for _ in range(6):
    with transaction.atomic():
        found += connection.cursor().execute("SELECT number FROM counted").fetchone()
    connection.cursor().execute("UPDATE other SET number = 0")
print(found[-1] - found[0])
"""


def test_the_next_transaction_is_that_of_who_waits(tmp_path: Path) -> None:
    place = str(tmp_path / "outlet.sqlite3")
    with closing(sqlite3.connect(place)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE counted (number INTEGER)")
        database.execute("INSERT INTO counted VALUES (0)")
        database.execute("CREATE TABLE other (number INTEGER)")
        database.commit()
    endless = [sys.executable, "-c", OPEN + WITHOUT_END, place]
    with subprocess.Popen(endless, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "wrote\n"
        ten_times = [sys.executable, "-c", OPEN + TEN_TIMES, place]
        said = subprocess.run(ten_times, check=True, capture_output=True, text=True, timeout=60)
        other.kill()
    # One after the other, in turns. By SQLite's own means ten transactions take minutes.
    assert int(said.stdout) <= 20


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A database with a table."""
    made = tmp_path / "outlet.sqlite3"
    with closing(sqlite3.connect(made)) as database:
        database.execute("CREATE TABLE counted (number INTEGER)")
    return made


@pytest.fixture
def database(place: Path, django_db_blocker: Any) -> Iterator[Any]:
    usual = {"TIME_ZONE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0}
    given = {"NAME": place, "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"}}
    with django_db_blocker.unblock(), closing(DatabaseWrapper(usual | given, "another")) as opened:
        yield opened


def test_who_may_write_the_database_may_pass_the_gate(place: Path, database: Any) -> None:
    place.chmod(0o640)
    database.cursor().execute("INSERT INTO counted VALUES (1)")
    assert stat.S_IMODE(Path(f"{place}{GATE}").stat().st_mode) == 0o640


def test_where_there_can_be_no_gate_all_take_their_chance(place: Path, database: Any) -> None:
    Path(f"{place}{GATE}").mkdir()
    database.cursor().execute("INSERT INTO counted VALUES (1)")
    assert database.cursor().execute("SELECT number FROM counted").fetchone() == (1,)


def test_time_in_the_row_is_taken_off_the_patience(database: Any) -> None:
    def patience() -> int:
        found: int = database.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        return found

    database.ensure_connection()
    with database._less_patience(19.0):  # noqa: SLF001 - nobody waits for so long in a test
        assert patience() == 1000
    with database._less_patience(90.0):  # noqa: SLF001
        assert patience() == 0
    assert patience() == 20_000
