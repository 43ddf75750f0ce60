"""Who writes without end lets others write too."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

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
