"""Reading everything again: every leaf, every row, every content, every live page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from masthead.articles.models import ArticlePage
from masthead.record.audit import entries_of
from masthead.record.commitment import ARTICLE, KEY, commit
from masthead.record.entry import Entry, EntryKind
from masthead.record.errors import RecordError

from . import append, files
from .models import RecordContent, RecordEntry, RecordHead
from .policies import WrongPolicyError, policy

Progress = Callable[[str, int, int], None]
_FIELDS = ("kind", "article", "revision", "previous", "time", "commit")
_MOST = 20  # troubles of one sort that are told one by one


def audit(progress: Progress) -> Iterator[str]:
    """Yield one sentence for each thing that does not hold; nothing where all does."""
    head = RecordHead.objects.first()
    found = files.published()
    if head is None or found is None:
        yield "there is no record yet, or its published files are missing"
        return
    note, checkpoint = found
    try:
        policy(head).open_unwitnessed(note)
    except (RecordError, WrongPolicyError) as error:
        yield f"the published checkpoint: {error}"
    if (checkpoint.size, checkpoint.root.hex()) != (head.size, head.root):
        yield (
            f"the published record has {checkpoint.size} entries, the database {head.size},"
            " or their roots differ"
        )
    try:
        yield from _rows(entries_of(files.fetch, checkpoint), checkpoint.size, progress)
    except RecordError as error:
        yield f"the published files: {error}"
    yield from _contents(progress)
    yield from _pages()


def _rows(log: Iterator[bytes], size: int, progress: Progress) -> Iterator[str]:
    rows = RecordEntry.objects.filter(place__lt=size).order_by("place")
    values = rows.values_list(*_FIELDS).iterator(10_000)
    told = 0
    for at, (data, row) in enumerate(zip_longest(log, values)):
        if at % 10_000 == 0:
            progress("entries", at, size)
        if (row is None or data is None or _line(row) != data) and told < _MOST:
            told += 1
            yield f"entry {at} is another one in the database than in the published files"
    progress("entries", size, size)


def _line(row: tuple[Any, ...]) -> bytes:
    kind, article, revision, previous, time, commitment = row
    return Entry(EntryKind(kind), article, revision, previous, time, commitment).serialise()


def _contents(progress: Progress) -> Iterator[str]:
    contents = RecordContent.objects.select_related("entry").order_by("pk")
    total, told = contents.count(), 0
    for at, content in enumerate(contents.iterator(500)):
        if at % 500 == 0:
            progress("contents", at, total)
        claim = KEY if content.entry.is_of_the_log else ARTICLE
        found = commit(bytes(content.salt), bytes(content.data), claim)
        if found != content.entry.commit and told < _MOST:
            told += 1
            yield f"the content of {content.entry} is not the one that was committed to"
    progress("contents", total, total)


def _pages() -> Iterator[str]:
    for entry in RecordEntry.objects.exclude(trouble="")[:_MOST]:
        yield f"revision {entry.revision} of story {entry.article} is not recorded: {entry.trouble}"
    missing = append.unrecorded()
    for page in missing[:_MOST]:
        yield f"story {page.uid} is live without an entry"
    live = set(ArticlePage.objects.live().values_list("uid", flat=True))
    last: dict[Any, str] = dict(
        RecordEntry.objects.order_by("revision").values_list("article", "kind")
    )
    for uid in [uid for uid in live if uid in last and EntryKind(last[uid]).takes_away][:_MOST]:
        yield f"story {uid} is live, and the record says that it was taken away"
