"""A sender's process is killed at whatever moment between acceptance and answer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests import database
from tests.processes import PATIENCE, environment

# Before each statement that writes, and before and after each commit, a process dies; the last
# one does not.
SENDERS = """
import json, os, signal, traceback
import django
django.setup()
from django.core.cache import caches
from django.db import connection
from django.test import Client
from masthead.articles import tree
from masthead.comments.models import Comment, ModerationEntry
from masthead.outlet.models import OutletSettings
from tests.factories import ArticleFactory

tree.plant("The Harbour Post")
OutletSettings.load()
OutletSettings.objects.update(comments="after")
there = f"/comment/{ArticleFactory().pk}/"
connection.close()
TYPED = {"text": "I live opposite.", "name": "Jo", "email": "jo@reader.example"}

def send():
    headers = {"Sec-Fetch-Site": "same-origin"}
    return Client(SERVER_NAME="localhost").post(there, TYPED, headers=headers)

def send_and_die(moment):
    passed = 0
    def pass_by():
        nonlocal passed
        passed += 1
        if passed == moment:
            os.kill(os.getpid(), signal.SIGKILL)
    def statement(execute, sql, *args):
        if not sql.startswith("SELECT"):
            pass_by()
        return execute(sql, *args)
    commit = connection._commit
    def committing():
        pass_by()
        commit()
        pass_by()
    connection._commit = committing
    with connection.execute_wrapper(statement):
        send()

def stored():
    found = list(Comment.objects.values_list("number", "path"))
    connection.close()
    return [number for number, path in found if path], len(found)

left, moment, killed = [], 0, True
while killed:
    moment += 1
    child = os.fork()
    if not child:
        try:
            send_and_die(moment)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    killed = os.WIFSIGNALED(status)
    assert killed or status == 0
    left.append(stored())
    again = send()
    left.append((again.status_code, *stored()))
    # For the next one nobody has sent anything.
    ModerationEntry.objects.all().delete()
    Comment.objects.all().delete()
    caches["limits"].clear()  # so many from one place would be held
    connection.close()
print(json.dumps([moment, left]))
"""


@pytest.mark.django_db
def test_a_comment_is_stored_once_or_not_at_all_and_its_repeat_gives_one(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the processes get a database of their own, which is a file")
    folder = tmp_path / "outlet"
    folder.mkdir()
    shutil.copy(database.FOLDER / f"{database.fingerprint()}.sqlite3", folder / "masthead.sqlite3")
    told = environment(MASTHEAD_DIR=str(folder), DJANGO_SETTINGS_MODULE="masthead.config.settings")
    done = subprocess.run(
        [sys.executable, "-c", SENDERS],
        env=told,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    moments, left = json.loads(done.stdout)
    assert moments > 5
    after_kill, after_repeat = left[::2], left[1::2]
    # Whole or not at all: with its number and place, or no row.
    assert all(found in ([[], 0], [[1], 1]) for found in after_kill)
    assert [[], 0] in after_kill
    assert after_kill[-2] == [[1], 1]  # killed after the commit: stored, though nobody was told
    assert all(found == [303, [1], 1] for found in after_repeat)
