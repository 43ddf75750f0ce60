"""Where a comment stands among the others: its place in reading order, and its number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Max
from wagtail.models import Page

from masthead.core.prepared import PreparedInsert

from .baking import bake_page_soon, bake_pages
from .models import Comment, Status
from .notices.wish import shown

# Decimal digits, because every collation of PostgreSQL sorts them alike. Letters are not safe:
# Danish sorts "aa" after "z", Czech sorts "ch" after "h".
DIGITS = 10
_INSERT = PreparedInsert(Comment)  # few come at one moment


def place(comment: Comment) -> str:
    """The path of a saved comment: the ids of its ancestors and its own, ten digits each.

    Sorting by it is reading order: a reply after what it answers, siblings as they came in.
    The parent must have its path.
    """
    above = comment.parent.path if comment.parent else ""
    return f"{above}{comment.pk:0{DIGITS}d}"


def lock(page_ids: Iterable[int]) -> None:
    """Make others who number comments of these pages wait until this transaction ends.

    On SQLite there is nothing to do: a transaction holds the only write lock from its start.
    NO KEY, so that new comments, whose foreign keys share-lock the page, need not wait.
    """
    rows = Page.objects.filter(pk__in=set(page_ids)).order_by("pk").values_list("pk", flat=True)
    list(rows.select_for_update(no_key=True))


def highest_number(page_id: int) -> int:
    """The last number given out under a page, 0 when there is none. Call ``lock`` first.

    Rows with a number are never deleted, only emptied, so no number is given twice.
    """
    return Comment.objects.filter(page_id=page_id).aggregate(top=Max("number"))["top"] or 0


def attach(comment: Comment) -> Comment:
    """Save one new comment at its place, with the next number if it is shown; return it.

    Raises ValueError where the parent belongs to another page.
    """
    attach_together([comment])
    return comment


@transaction.atomic(savepoint=False)
def attach_together(comments: Sequence[Comment]) -> None:
    """Save new comments that came at one moment, each as ``attach`` does; parents are saved before.

    A few queries for all of them. Raises ValueError where a parent belongs to another page.
    """
    for comment in comments:
        _check_page(comment)
    _number(comments)
    _link(comments)
    _INSERT(comments)
    _write_paths(comments)
    seen = [comment for comment in comments if comment.status == Status.APPROVED]
    for page_id in {comment.page_id for comment in seen}:
        bake_page_soon(page_id)
    for comment in seen:
        shown(comment)


@transaction.atomic
def attach_all(comments: Iterable[Comment]) -> None:
    """Save many new comments at their places; for importers. A few queries for each level.

    Each ``comment`` is not saved yet and has ``page``, ``status``, ``created_at``, texts and names
    set; ``parent`` is None, a saved comment, or another of these, in whatever order. Path and
    number are given here: the shown ones, and the withdrawn ones whose place is kept, are numbered
    by ``created_at``, after those that the page already has; the others get a number when somebody
    approves them. Raises ValueError where a parent belongs to another page, or where parents go
    round in a circle.
    """
    waiting = sorted(comments, key=lambda comment: comment.created_at)
    for comment in waiting:
        _check_page(comment)
    _number(waiting)
    shown = {comment.page_id for comment in waiting if comment.number}
    while waiting:
        ready = [comment for comment in waiting if not comment.parent or comment.parent.pk]
        if not ready:
            message = f"{len(waiting)} comments answer each other in a circle"
            raise ValueError(message)
        # Taken apart before saving: a comment whose parent is saved in this round waits for its
        # path, and so for the next round.
        waiting = [comment for comment in waiting if comment.parent and not comment.parent.pk]
        _save_level(ready)
    bake_pages(shown)


def _check_page(comment: Comment) -> None:
    if comment.parent and comment.parent.page_id != comment.page_id:
        message = f"comment {comment.parent.pk} belongs to another page and cannot be answered here"
        raise ValueError(message)


def _number(comments: Sequence[Comment]) -> None:
    seen = {Status.APPROVED, Status.WITHDRAWN}
    shown = [comment for comment in comments if comment.status in seen]
    if not shown:
        return
    pages = {comment.page_id for comment in shown}
    lock(pages)
    given = Comment.objects.filter(page_id__in=pages, number__isnull=False)
    tops = given.order_by().values("page_id").annotate(top=Max("number"))
    last = dict.fromkeys(pages, 0) | dict(tops.values_list("page_id", "top"))
    for comment in shown:
        last[comment.page_id] += 1
        comment.number = last[comment.page_id]
        comment.approved_at = comment.approved_at or comment.created_at


def _save_level(comments: Sequence[Comment]) -> None:
    _link(comments)
    Comment.objects.bulk_create(comments, batch_size=500)
    _write_paths(comments)


def _link(comments: Sequence[Comment]) -> None:
    for comment in comments:
        comment.parent = comment.parent  # now that it is saved, Django takes over its id


def _write_paths(comments: Sequence[Comment]) -> None:
    for comment in comments:
        comment.path = place(comment)
    # bulk_update writes one long CASE, which takes longer than all the inserts.
    table, name = Comment._meta.db_table, connection.ops.quote_name  # noqa: SLF001
    statement = f"UPDATE {name(table)} SET path = %s WHERE id = %s"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(comment.path, comment.pk) for comment in comments])
