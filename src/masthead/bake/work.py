"""The baker: takes requests off the queue and makes the tree say what the site says."""

from __future__ import annotations

import gc
import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from masthead.core.batch import batch, once

from . import ahead, changes, parts, queue, theme, totals
from .lock import path_lock
from .models import Priority
from .render import render
from .spreads import paths_of
from .tree import Baked, State, Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from .models import BakeRequest

log = logging.getLogger(__name__)

HANDS = 4  # threads that write: while one waits for the disk, the next page is rendered
GLANCE = 0.05  # seconds between two looks for what a reader waits for


@dataclass(frozen=True)
class Done:
    """When a wish was done, and whether readers get something else at its path since."""

    at: datetime
    changed: bool


def tree() -> Tree:
    """Return the outlet's baked tree."""
    return Tree(Path(settings.BAKED_ROOT))


def bake(path: str, *, known_only: bool = False) -> bool:
    """Make the tree answer ``path`` as the site does now; whether a byte changed.

    With ``known_only`` a path of which the tree holds nothing is left alone.
    """
    write = _rendered(path, known_only=known_only)
    return write()


def _rendered(path: str, *, known_only: bool, part: str = "") -> Callable[[], bool]:
    """Make ``path`` or a part of it under its lock; return what writes it and ends the lock."""
    here = tree()
    with ExitStack() as stack:
        stack.enter_context(path_lock(here.root, path))
        if known_only and not here.holds(path):
            return lambda: False
        moment = theme.since()
        baked = (part and _with_part(path, part, moment)) or render(path)
        lock = stack.pop_all()

    def write() -> bool:
        with lock:
            changed = here.put(path, baked)
            if moment and not changed:
                here.confirm(path, moment.timestamp())
            return changed

    return write


def _with_part(path: str, name: str, since: datetime | None) -> Baked | None:
    """Return the page that the tree has, with a part as other pages have it now.

    The first page of a batch in which the part reads the same is rendered, and the others get the
    part from it. None where the page has to be rendered: it has no such part, or another theme
    made it, or may have (``since`` is None, while two versions run).
    """
    file = tree().file(path)
    try:
        if since is None or file.stat().st_mtime < since.timestamp():
            return None
        body = file.read_bytes()
    except FileNotFoundError:
        return None
    old = parts.find(name, body)
    if old is None:
        return None
    made: dict[Hashable, bytes] = once(("part", name), dict)
    if old.key not in made:
        baked = render(path)
        new = parts.find(name, baked.body) if baked else None
        if baked and new:
            made[new.key] = baked.body[new.start : new.end]
        return baked
    return Baked(State.PAGE, body[: old.start] + made[old.key] + body[old.end :])


def work() -> int:
    """Do one batch of requests; return how many rows were taken.

    What nobody waits for is put off as soon as there is something that a reader waits for.
    """
    taken = queue.claim()
    wishes = _by_wish(taken)
    begun: list[tuple[list[BakeRequest], Future[Done]]] = []
    with _seldom_collecting(), batch(), ThreadPoolExecutor(HANDS) as hands:
        _read_ahead(wishes)
        looked = time.monotonic()
        while wishes:
            if wishes[0][0].priority != Priority.NOW and time.monotonic() - looked >= GLANCE:
                looked = time.monotonic()
                if queue.is_urgent():
                    queue.give_back(row for rows in wishes for row in rows)
                    break
            rows = wishes.pop(0)
            begun.append((rows, _begin(rows, hands)))
    if taken:
        _settle(begun)
    return len(taken)


def _begin(rows: list[BakeRequest], hands: ThreadPoolExecutor) -> Future[Done]:
    """Do what ``rows`` ask for, up to the writing, which one of ``hands`` does; when it was done.

    A page that cannot be rendered, a full disk, a template with a fault: each is the trouble of
    this one path, which is tried again; the others go on.
    """
    try:
        write = _do(rows)
    except Exception as error:  # noqa: BLE001 - told in _settle
        failed: Future[Done] = Future()
        failed.set_exception(error)
        return failed

    def finish() -> Done:
        changed = write()
        return Done(timezone.now(), changed)

    return hands.submit(finish)


def _settle(begun: list[tuple[list[BakeRequest], Future[Done]]]) -> None:
    """Note what became of each wish."""
    finished: list[BakeRequest] = []
    failures = 0
    waits: list[float] = []
    changed: list[str] = []
    for rows, done in begun:
        error = done.exception()
        if error:
            log.error("could not bake %s", rows[0], exc_info=error)
            queue.failed(rows, f"{type(error).__name__}: {error}")
            failures += 1
        else:
            finished += rows
            waits += [_age(rows, done.result().at)] if rows[0].priority == Priority.NOW else []
            changed += [rows[0].path] if done.result().changed else []
    with transaction.atomic():
        queue.done(finished)
        changes.note(changed)
        totals.add(len(finished), failures, waits)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Pages are many objects that soon go; looking for circles in them takes an eighth of all."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _read_ahead(wishes: list[list[BakeRequest]]) -> None:
    """Read what the pages of a batch would each ask for; without it they do."""
    paths = [
        rows[0].path
        for rows in wishes
        if rows[0].path
        and not all(row.part for row in rows)
        and (not _known_only(rows) or tree().holds(rows[0].path))
    ]
    try:
        ahead.read(paths)
    except Exception:
        log.exception("could not read ahead")


def _known_only(rows: list[BakeRequest]) -> bool:
    return all(row.known_only for row in rows)


def _by_wish(rows: list[BakeRequest]) -> list[list[BakeRequest]]:
    """Rows that ask for the same together, in the order of the first of each."""
    wishes: dict[tuple[str, str], list[BakeRequest]] = {}
    for row in rows:
        wishes.setdefault((row.spread, row.path), []).append(row)
    return list(wishes.values())


def _age(rows: list[BakeRequest], done: datetime) -> float:
    """Seconds since the first of them was to be done."""
    # A row that failed is to be done later now; it was wanted when it came.
    since = min(row.requested_at if row.attempts else row.not_before for row in rows)
    return max(0.0, (done - since).total_seconds())


def _do(rows: list[BakeRequest]) -> Callable[[], bool]:
    first = rows[0]
    known_only = _known_only(rows)
    if not first.spread:
        wanted = {row.part for row in rows}
        part = wanted.pop() if len(wanted) == 1 else ""  # two parts are as good as the whole
        return _rendered(first.path, known_only=known_only, part=part)
    _spread(first.spread, Priority(first.priority), known_only=known_only)
    return lambda: False


def _spread(name: str, priority: Priority, *, known_only: bool) -> None:
    """Ask for what ``name`` reaches, a slice in each transaction: nobody waits for the whole.

    What is cut off is begun anew, since the wish is still there; wishes that come twice merge.
    """
    found = iter(paths_of(name))
    part = name if parts.is_part(name) else ""
    while some := list(islice(found, queue.SLICE)):
        with transaction.atomic():
            paths = (one for one in some if one.startswith("/"))
            queue.request(paths, priority, known_only=known_only, part=part)
            for further in some:
                if not further.startswith("/"):
                    queue.request_spread(further, priority, known_only=known_only)
