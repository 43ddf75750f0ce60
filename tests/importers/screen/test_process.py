"""The worker in a process of its own, as it runs beside a newsroom that is at work."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.importers.wordpress import wxr
from tests.outlets import new_outlet
from tests.processes import environment, wait_for

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="looks into SQLite's file"
)

RECEIVE = """
import sys
import django; django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from masthead.importers.screen.receive import receive
from masthead.people.models import User
file = SimpleUploadedFile("export.xml", open(sys.argv[1], "rb").read())
receive(User.objects.first(), [file], None, asks=False)
"""
BRING = """
import django; django.setup()
from masthead.importers.screen.models import Move, Task
from masthead.importers.screen.queue import ask
assert ask(Move.objects.get(), Task.BRING)
"""
ENDS = {"done", "failed", "stopped"}


def test_a_worker_that_is_stopped_in_the_middle_leaves_the_rest_to_the_next(
    tmp_path: Path,
) -> None:
    folder = new_outlet(tmp_path / "harbour")
    stories = [wxr.item(n, f"Story {n}", inside=wxr.comment(n, "A")) for n in range(1, 901)]
    export = wxr.write(tmp_path, *stories)
    run(folder, RECEIVE, str(export))
    worker = start(folder)
    wait_for(lambda: said(folder)[1] in ENDS)
    assert said(folder) == ("look", "done"), (folder / "worker.log").read_text()
    assert count(folder) == 0
    assert not list((folder / "moving-in").rglob("trial*"))
    run(folder, BRING)
    wait_for(lambda: count(folder) > 0)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0
    if said(folder)[1] != "done":  # a fast machine may have finished
        assert said(folder)[1] == "waiting"
    worker = start(folder)
    wait_for(lambda: said(folder)[1] in ENDS)
    assert said(folder) == ("bring", "done"), (folder / "worker.log").read_text()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0
    assert count(folder) == 900
    assert list((folder / "moving-in").iterdir()) == []


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "masthead", "--dir", str(folder), "worker"]
    with (folder / "worker.log").open("a") as log:
        return subprocess.Popen(command, env=environment(), stderr=log)


def run(folder: Path, code: str, *words: str) -> None:
    told = environment(MASTHEAD_DIR=str(folder), DJANGO_SETTINGS_MODULE="masthead.config.settings")
    subprocess.run([sys.executable, "-c", code, *words], env=told, check=True)


def said(folder: Path) -> tuple[object, object]:
    task, state = ask(folder, "SELECT task, state FROM moving_in_move")
    return task, state


def count(folder: Path) -> int:
    (found,) = ask(folder, "SELECT count(*) FROM articles_articlepage")
    return int(str(found))


def ask(folder: Path, question: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(folder / "masthead.sqlite3", timeout=30)) as database:
        found: tuple[object, ...] = database.execute(question).fetchone()
        return found
