"""A page's thread as readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from masthead.core.batch import once

from .models import Comment

# What a thread shows, and what decides whether it is shown.
SHOWN = (
    "page_id",
    "path",
    "number",
    "status",
    "source",
    "author_name",
    "author_url",
    "person_id",
    "html",
    "created_at",
    "edited",
    "featured",
)


@dataclass
class Entry:
    """One comment of a thread, or the stub that a removed one leaves above its replies."""

    comment: Comment
    #: The number of the comment this one answers; None at the top.
    in_reply_to: int | None = None
    #: Drawn beside what it answers, not under it, so that words have to say which that is.
    beside: bool = False
    by_author: bool = False
    replies: list[Entry] = field(default_factory=list)
    #: How many below it do not stand here but at ``more_url``.
    more: int = 0
    more_url: str = ""

    @property
    def is_stub(self) -> bool:
        """Whether only number and place are left."""
        return self.comment.was_removed


def shown_rows(page_id: int) -> list[Comment]:
    """All rows that a thread is made of, in reading order; read once for a page's head and foot."""
    return once(("thread", page_id), lambda: _read(page_id))


def shown_count(page_id: int) -> int:
    """How many comments readers see under a page."""
    return sum(not row.was_removed for row in shown_rows(page_id))


def read_threads(page_ids: Sequence[int]) -> None:
    """Read the threads under several pages, for this batch."""
    threads: dict[int, list[Comment]] = {page_id: [] for page_id in page_ids}
    for row in Comment.objects.in_thread().filter(page_id__in=page_ids).only(*SHOWN):
        threads[row.page_id].append(row)
    for page_id in page_ids:
        once(("thread", page_id), partial(threads.pop, page_id))


def _read(page_id: int) -> list[Comment]:
    rows = Comment.objects.in_thread().filter(page_id=page_id)
    return list(rows.only(*SHOWN))


def outline(
    rows: Sequence[Comment], depth: int, authors: frozenset[int] = frozenset()
) -> list[Entry]:
    """Top entries of a thread with their replies inside, at most ``depth`` levels of lists.

    ``rows`` are in reading order (see thread.place), ``authors`` are ids of the people who wrote
    the story. A comment whose parent was never shown stands under the nearest one that was.
    """
    above = _parents(rows)
    kept = _with_readers(rows, above)
    top: list[Entry] = []
    # For each comment: where its replies go, how deep that is, and whether that is beside it.
    places: dict[int | None, tuple[list[Entry], int, bool]] = {None: (top, 1, False)}
    for row in rows:
        if row.pk not in kept:
            continue
        parent = above[row.pk]
        home, level, beside = places[parent.pk if parent else None]
        entry = Entry(row, parent.number if parent else None, beside)
        entry.by_author = row.person_id is not None and row.person_id in authors
        home.append(entry)
        deeper = (entry.replies, level + 1, False)
        places[row.pk] = deeper if level < depth else (home, level, True)
    return top


def _parents(rows: Iterable[Comment]) -> dict[int, Comment | None]:
    """For each comment the nearest one above it among ``rows``."""
    above: dict[int, Comment | None] = {}
    open_rows: list[Comment] = []
    for row in rows:
        while open_rows and not row.path.startswith(open_rows[-1].path):
            open_rows.pop()
        above[row.pk] = open_rows[-1] if open_rows else None
        open_rows.append(row)
    return above


def _with_readers(rows: Sequence[Comment], above: dict[int, Comment | None]) -> set[int]:
    """Ids of what is shown, and of removed comments that something shown answers."""
    kept: set[int] = set()
    for row in reversed(rows):
        if row.pk in kept or not row.was_removed:
            kept.add(row.pk)
            parent = above[row.pk]
            if parent:
                kept.add(parent.pk)
    return kept
