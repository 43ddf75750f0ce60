"""From rows to the log: pending entries get their places, are signed for, and are published.

The order is what a crash at any line is survived by:
1. the files to write are computed, and the checkpoint over them is signed, in memory;
2. one transaction gives the rows their places and moves the head, if it is still as it was read;
3. the files are written, then the checkpoint: only now readers see the entries.
A crash before 2 leaves nothing. After 2, the next run finds the published checkpoint behind the
head, computes the same files from the rows and goes on with 3.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery

from masthead.record.checkpoint import Checkpoint
from masthead.record.entry import Entry, EntryKind
from masthead.record.errors import MalformedError
from masthead.record.growth import Staged, stage
from masthead.record.note import Note

from . import files, opening, placing
from .baking import bake_stories
from .models import RecordEntry, RecordHead
from .opening import ForkedError, sign
from .placing import Placed
from .prepare import date_again

log = logging.getLogger(__name__)

BATCH = 100_000  # entries under one checkpoint: an import is one batch
_FIELDS = ("kind", "article", "revision", "previous", "time", "commit")


def sequence(limit: int = BATCH) -> int:
    """Bring up to ``limit`` pending entries into the log; how many.

    Of those who sequence only one may be here at a time (``work.alone``). Raises StoppedError
    where the record must not go on, OSError and MalformedError where files fail: the next call
    takes up what is left.
    """
    head = opening.opened()
    catch_up(head)
    rows = _next(head, limit)
    if not rows:
        return 0
    staged = stage(head.size, [row.entry.serialise() for row in rows], files.fetch)
    note = sign(head, Checkpoint(head.origin, staged.size, staged.root))
    _commit(head, rows, staged, note)
    publish(staged, note)
    return len(rows)


def catch_up(head: RecordHead) -> None:
    """Publish what was signed and not written: a crash came in between. Raises as ``sequence``."""
    found = files.published()
    behind = found[1].size if found else 0
    if behind == head.size:
        return
    log.warning("the record is published up to %d and signed up to %d", behind, head.size)
    publish(restaged(behind, head.size), Note.parse(head.checkpoint.encode()))


def restaged(start: int, end: int) -> Staged:
    """Compute the files of entries ``start`` to ``end`` again, from the rows. MalformedError."""
    rows = RecordEntry.objects.filter(place__gte=start, place__lt=end).order_by("place")
    entries = [_entry(values).serialise() for values in rows.values_list(*_FIELDS).iterator()]
    if len(entries) != end - start:
        raise MalformedError(
            f"the database has {len(entries)} of the entries {start} to {end - 1}: it is damaged"
        )
    return stage(start, entries, files.fetch)


def publish(staged: Staged, note: Note) -> None:
    """Write the files, then the checkpoint; then partial tiles may go that full ones stand for."""
    files.put(staged.files)
    files.publish(note)
    files.clear(list(staged.files))


def _next(head: RecordHead, limit: int) -> list[Placed]:
    """The next rows as they will stand in the log."""
    before = RecordEntry.objects.filter(
        article=OuterRef("article"), revision__lt=OuterRef("revision"), place__isnull=False
    ).order_by("-revision")
    rows = (
        RecordEntry.objects.filter(place=None)
        .exclude(commit="")
        .annotate(before=Subquery(before.values("place")[:1]))
        .order_by("pk")
        .values_list("pk", "many", *_FIELDS, "before")[:limit]
    )
    return list(_dated(head, rows.iterator()))


def _dated(head: RecordHead, rows: Iterable[Any]) -> Iterator[Placed]:
    latest: dict[Any, int] = {}
    time = head.time
    for at, (pk, many, *values, previous) in enumerate(rows, start=head.size):
        kind, article, revision, _, when, commit = values
        if time and when < time:
            # A clock went back, or a slow transaction came late: no entry is older than one
            # before it, so this one is dated anew, with its content.
            when, commit = time, date_again(pk, time)
        fields = (kind, article, revision, latest.get(article, previous), when, commit)
        yield Placed(pk, _entry(fields), many)
        time, latest[article] = when, at


def _entry(values: tuple[Any, ...]) -> Entry:
    kind, article, revision, previous, time, commit = values
    return Entry(EntryKind(kind), article, revision, previous, time, commit)


def _commit(head: RecordHead, rows: list[Placed], staged: Staged, note: Note) -> None:
    """Give the rows their places and move the head, both or neither. Raises ForkedError."""
    with placing.laid_out(rows, head.size), transaction.atomic():
        moved = RecordHead.objects.filter(pk=head.pk, size=head.size, root=head.root).update(
            size=staged.size,
            root=staged.root.hex(),
            time=rows[-1].entry.time,
            checkpoint=str(note),
            cosignatures="",
        )
        if not moved or placing.give() != len(rows):
            raise ForkedError(
                "two sequencers write this record: another one moved it between reading and"
                " writing. Let one worker alone run, then start it again"
            )
        bake_stories(rows, since=head.size)
