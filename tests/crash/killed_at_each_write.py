"""Kills a worker at each of its writes, and looks what it left; to run in a process of its own.

Workers are forked, so that Django starts once.
"""

from __future__ import annotations

import os
import shutil
import signal
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from tests.bake.drain import files
from tests.factories import ArticleFactory, SectionFactory

from masthead.addresses.assign import move
from masthead.bake import queue, work
from masthead.bake.models import BakeRequest
from masthead.bake.tree import State

CALLS = ("fsync", "replace", "fchmod", "pwrite", "unlink")  # all that pages are written with
WRITES = ("INSERT", "UPDATE", "DELETE")
ROOT = Path(settings.BAKED_ROOT)
BEFORE = settings.FOLDER / "before"
DATABASE = settings.FOLDER / "masthead.sqlite3"


def kill_them() -> int:
    """Kill one worker after the other, each a write later, until one gets through; how many."""
    paths = change_some()
    keep()
    old, new = files(ROOT), fresh(paths)
    for number in count(1):
        restore()
        killed = in_a_fork(lambda number=number: die_at(number))
        left = {name: data for name, data in files(ROOT).items() if ".staged-" not in name}
        for name in {*old, *new, *left}:
            assert left.get(name) in {old.get(name), new.get(name)}, (number, name)
        for path in paths:  # a reader who asks has an answer, an old or a new one
            assert any(work.tree().file(path, state).exists() for state in State), path
        assert not in_a_fork(finish), number
        assert files(ROOT) == new, number
        assert list(ROOT.rglob(".staged-*")) == [], number
        assert BakeRequest.objects.count() == 0, number
        if not killed:
            return number
    raise AssertionError


def change_some() -> list[str]:
    """Let one story change, one move, one be new and one go, and ask for their pages."""
    section = SectionFactory(slug="news")
    changed, moved, gone = (ArticleFactory(slug=name, section=section) for name in "abc")
    while work.work():
        pass
    with queue.whole_site_instead():
        changed.title = "Another title"
        changed.save_revision().publish()
        gone.unpublish()
        move(moved, "/news/elsewhere/")
        ArticleFactory(slug="d", section=section)
    BakeRequest.objects.all().delete()
    paths = ["/news/a/", "/news/b/", "/news/c/", "/news/elsewhere/", "/news/d/"]
    work.bake("/news/elsewhere/")  # so that each of them has an answer before
    work.bake("/news/d/")
    work.tree().file("/news/d/").write_bytes(b"<p>as an older program made it</p>")
    queue.request(paths)
    return paths


def fresh(paths: list[str]) -> dict[str, bytes]:
    """The tree that baking the paths anew leaves."""
    for path in paths:
        work.bake(path)
    return files(ROOT)


def keep() -> None:
    connections.close_all()
    shutil.copytree(ROOT, BEFORE / "baked")
    shutil.copy(DATABASE, BEFORE)


def restore() -> None:
    connections.close_all()
    shutil.rmtree(ROOT)
    shutil.copytree(BEFORE / "baked", ROOT)
    shutil.copy(BEFORE / DATABASE.name, DATABASE)


def in_a_fork(do: Callable[[], None]) -> bool:
    """Do it in a process of its own; whether that was killed."""
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            do()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a child must not go on as its parent
            traceback.print_exc()
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def die_at(number: int) -> None:
    """Work, and be killed at the write of this number."""
    writes = count(1)

    def step(name: str, *words: Any) -> None:
        if next(writes) == number:
            if name == "fsync":
                halve(*words)
            os.kill(os.getpid(), signal.SIGKILL)

    def query(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(WRITES):
            step("query")
        return execute(sql, *rest)

    for name in CALLS:
        setattr(os, name, watched(name, step))
    with connection.execute_wrapper(query):
        while work.work():
            pass


def watched(name: str, step: Callable[..., None]) -> Callable[..., Any]:
    """The function of ``os``, with a step before each call."""
    real: Callable[..., Any] = getattr(os, name)

    def call(*words: Any, **options: Any) -> Any:
        step(name, *words)
        return real(*words, **options)

    return call


def halve(descriptor: int) -> None:
    """Of a file that is not safe yet, only half has reached the disk."""
    if Path(f"/proc/self/fd/{descriptor}").is_file():
        os.truncate(descriptor, os.fstat(descriptor).st_size // 2)


def finish() -> None:
    """What the next worker does, once the lease of the one that was killed has run out."""
    BakeRequest.objects.update(claimed_until=None, claimed_by="")
    while work.work():
        pass
