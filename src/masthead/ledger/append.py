"""Pending entries, written in the transaction that makes something public or takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from masthead.articles.changes import EXPLAINED
from masthead.articles.models import ArticlePage
from masthead.record.entry import EntryKind

from .models import RecordEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet

MANY = 500  # rows in one statement


def publication(page: ArticlePage) -> RecordEntry:
    """Note that ``page`` was published as it is now."""
    last = _last(page.uid)
    change, note = _said_of_it(page, last)
    entry = RecordEntry(
        article=page.uid,
        revision=last.revision + 1 if last else 1,
        kind=_kind(last, change),
        change=change,
        reason=note,
        time=whole_seconds(page.last_published_at or timezone.now()),
        page_revision=page.live_revision_id,
    )
    entry.save()
    return entry


def completion(page: ArticlePage, *, many: bool = True) -> RecordEntry | None:
    """Note that a live story, unchanged in its words, shows what was missing: a picture came late.

    Not one of ``many``, its recorded body is not shown any more, see ``reading``. Needs a
    transaction. Returns None where its text was not noted yet: then it will be as it is.
    """
    last = _last(page.uid)
    if last is None or last.page_revision != page.live_revision_id:
        return None
    # A row whose content is being put together just now may have been read before the picture
    # came. Another row in its place is not the one that the content is then offered to.
    waiting = RecordEntry.objects.filter(pk=last.pk, commit="", place=None)
    if waiting.delete()[0]:
        last.pk = None
        last.trouble = ""
        last.many = last.many and many
        last.save(force_insert=True)
        return last
    return RecordEntry.objects.create(
        article=page.uid,
        revision=last.revision + 1,
        kind=_kind(last, ""),
        time=whole_seconds(timezone.now()),
        page_revision=page.live_revision_id,
        many=many,
    )


def withdrawal(page: ArticlePage) -> RecordEntry | None:
    """Note that ``page`` was taken off the site; None where it was not on it."""
    last = _last(page.uid)
    if last is None or EntryKind(last.kind).takes_away:
        return None
    entry = RecordEntry(
        article=page.uid,
        revision=last.revision + 1,
        kind=EntryKind.WITHDRAW,
        time=whole_seconds(timezone.now()),
    )
    entry.save()
    return entry


def give_reason(page: ArticlePage, reason: str) -> None:
    """Put the reason to the withdrawal that was noted in this same transaction."""
    waiting = RecordEntry.objects.filter(
        article=page.uid, kind=EntryKind.WITHDRAW, place=None, commit=""
    )
    waiting.update(reason=reason)


def missing(after: int = 0, until: int | None = None) -> int:
    """Give every story that readers see and that has no entry for that its entry; how many.

    A demo, an outlet older than its record: thousands at once. Of those with an id behind
    ``after``, up to ``until``.
    """
    stories = unrecorded().filter(pk__gt=after)
    stories = stories if until is None else stories.filter(pk__lte=until)
    pages = stories.values_list("uid", "live_revision_id")
    found = 0
    batch: list[tuple[UUID, int | None]] = []
    for page in pages.iterator(MANY):
        batch.append(page)
        if len(batch) == MANY:
            found += publications(batch)
            batch = []
    return found + publications(batch)


def unrecorded() -> QuerySet[ArticlePage]:
    """Return the live stories whose live revision has no entry."""
    same = Q(page_revision=OuterRef("live_revision_id")) | Q(page_revision=None)
    entries = RecordEntry.objects.filter(same, article=OuterRef("uid"))
    return ArticlePage.objects.live().filter(~Exists(entries)).order_by("first_published_at", "pk")


def publications(pages: Sequence[tuple[UUID, int | None]]) -> int:
    """Note that stories were published as these revisions of theirs, many at once; how many."""
    now = whole_seconds(timezone.now())
    last = {
        entry.article: entry
        for entry in RecordEntry.objects.filter(article__in=[uid for uid, _ in pages]).order_by(
            "revision"
        )
    }
    entries = [
        RecordEntry(
            article=uid,
            revision=last[uid].revision + 1 if uid in last else 1,
            kind=_kind(last.get(uid), ""),
            time=now,
            page_revision=revision,
            many=True,
        )
        for uid, revision in pages
    ]
    RecordEntry.objects.bulk_create(entries)
    return len(entries)


def whole_seconds(time: datetime) -> datetime:
    """Return a time as an entry can hold it."""
    return time.replace(microsecond=0)


def _said_of_it(page: ArticlePage, last: RecordEntry | None) -> tuple[str, str]:
    """What the editor says of this change; nothing of a new story.

    A page keeps what was said of its last change. Published once more by a program, it is not
    corrected once more.
    """
    if last is None:
        return "", ""
    told = RecordEntry.objects.filter(article=page.uid, change=page.change, reason=page.change_note)
    if page.change in EXPLAINED and told.exists():
        return "", ""
    return page.change, page.change_note


def _last(article: UUID) -> RecordEntry | None:
    return RecordEntry.objects.filter(article=article).order_by("-revision").first()


def _kind(last: RecordEntry | None, change: str) -> EntryKind:
    if last is None or EntryKind(last.kind).takes_away:
        return EntryKind.PUBLISH
    explained = change in EXPLAINED
    return EntryKind.CORRECT if explained else EntryKind.UPDATE
