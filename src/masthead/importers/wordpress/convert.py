"""The second reading: posts as stories, in batches.

Reading and mapping need no database, so for a large export they run in a process of their own
and the other core writes. Both ways give the same batches.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from masthead.importers.errors import Place

from .lookup import Lookup
from .map.story import OldSite, Story, story
from .read.records import Item

#: Stories written in one transaction: enough to be fast, few enough to let editors in between.
BATCH = 100
#: Smaller exports are done before another process has started.
_WORTH_A_PROCESS = 1_000

#: Statuses that WordPress itself does not show as posts; what is said of each.
NOT_TAKEN = {
    "trash": "It was in the trash.",
    "auto-draft": "WordPress saved it by itself; nobody wrote in it.",
    "inherit": "It is an older version of another post.",
}


@dataclass
class Batch:
    """Stories, and what is to be told of them and of what lay between them."""

    stories: list[Story] = field(default_factory=list)
    notes: list[tuple[str, Place]] = field(default_factory=list)
    skipped: list[tuple[str, int, str, Place]] = field(default_factory=list)

    def note(self, words: str, place: Place) -> None:
        """Something was noticed."""
        self.notes.append((words, place))

    def refuse(self, kind: str, item: Item, reason: str) -> None:
        """An item is not taken over, and neither are the comments under it."""
        self.skipped.append((kind, item.id, reason, item.place))
        for comment in item.comments:
            why = "Its story was not taken over."
            self.skipped.append(("comment", comment.id, why, comment.place))


def batches(lookup: Lookup, site: OldSite) -> Iterator[Batch]:
    """Every post of the export; the last batch may hold no story."""
    batch = Batch()
    for item in lookup.items():
        if item.type != "post":
            batch.refuse("other", item, f"Things of the type “{item.type}” have no place here.")
        elif reason := NOT_TAKEN.get(item.status):
            batch.refuse("post", item, reason)
        else:
            batch.stories.append(story(item, site, lookup, batch.note))
        if len(batch.stories) >= BATCH:
            yield batch
            batch = Batch()
    yield batch


def batches_beside(
    database: Path, paths: Sequence[Path], site: OldSite, posts: int
) -> Iterator[Batch]:
    """The same, made by another process where there are many posts."""
    if posts < _WORTH_A_PROCESS:
        lookup = Lookup(database, paths)
        yield from batches(lookup, site)
        lookup.close()
        return
    # Not forked: a copy of a process with open database connections must not use them.
    processes = multiprocessing.get_context("spawn")
    here, there = processes.Pipe(duplex=False)
    worker = processes.Process(target=_work, args=(there, database, paths, site), daemon=True)
    worker.start()
    there.close()
    try:
        while (batch := here.recv()) is not None:
            yield batch
    except EOFError:
        message = "the process that reads the export has died; run the import again, it goes on"
        raise RuntimeError(message) from None
    finally:
        here.close()
        worker.terminate()
        worker.join()


def _work(there: Connection, database: Path, paths: Sequence[Path], site: OldSite) -> None:
    """Send batch after batch; each waits in the pipe until the one before it is taken."""
    lookup = Lookup(database, paths)
    for batch in batches(lookup, site):
        there.send(batch)
    there.send(None)
