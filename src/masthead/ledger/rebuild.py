"""Writing the public files again from the database."""

from __future__ import annotations

from collections.abc import Callable

from masthead.record.errors import MalformedError
from masthead.record.note import Line, Note

from . import files, stamps
from .models import RecordHead, RecordStamp
from .opening import StoppedError
from .sequence import restaged

STEP = 10_000  # entries whose files are made at once, and of which the progress tells


def rebuild(progress: Callable[[str, int, int], None]) -> int:
    """Write all tiles and the checkpoint again; how many entries.

    For lost files only: where more is published than the database has, it raises StoppedError.
    """
    head = RecordHead.objects.first()
    if head is None:
        raise StoppedError("the database has no record")
    found = files.published()
    if found and found[1].size > head.size:
        raise StoppedError(
            f"{files.root()} has {found[1].size} entries, the database only {head.size}:"
            " restore a newer backup instead"
        )
    for start in range(0, head.size, STEP):
        end = min(start + STEP, head.size)
        staged = restaged(start, end)
        files.put(staged.files)
        files.clear(list(staged.files))
        progress("entries", end, head.size)
        if end == head.size and staged.root.hex() != head.root:
            raise MalformedError("the rows lead to another root than was signed: no file is right")
    for stamp in RecordStamp.objects.all():
        stamps.keep(stamp)
    note = Note.parse(head.checkpoint.encode())
    lines = [Line.parse(line) for line in head.cosignatures.splitlines()]
    files.publish(Note(note.text, (*note.lines, *lines)))
    return head.size
