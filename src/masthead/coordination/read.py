"""Comments from the database, as they are compared."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min, QuerySet

from masthead.comments.models import Comment, Source, Status

from .facts import Member
from .normal import fold
from .said import Said
from .story import Stories

# What the newsroom writes belongs to nobody's campaign; what was erased has no words.
WATCHED = (Status.PENDING, Status.APPROVED, Status.REJECTED, Status.SPAM)
HISTORY = 20_000  # comments from which the site's way of speaking is learnt
OLDEST = timedelta(days=90)
LATE = timedelta(minutes=10)  # so much later a comment may become visible than others
AT_ONCE = 500  # a second of work where all say nearly the same; pages are baked between two rounds


def watched() -> QuerySet[Comment]:
    """Readers' comments."""
    return Comment.objects.filter(status__in=WATCHED, person=None).exclude(source=Source.NEWSROOM)


def beginning(now: datetime) -> datetime:
    """From when on comments are read by a worker that knows nothing yet."""
    newest = watched().filter(created_at__gte=now - OLDEST).order_by("-created_at")
    oldest = newest.values_list("created_at", flat=True)[HISTORY : HISTORY + 1].first()
    return oldest or now - OLDEST


def since(moment: datetime, known: Container[int], stories: Stories) -> list[tuple[datetime, Said]]:
    """The next comments from ``moment`` on, in their order, without those that are ``known``."""
    rows = _rows(moment, known)
    firsts = _first_times({row["email_hash"] for row in rows} - {""})
    return [(row["created_at"], _said(row, firsts, stories)) for row in rows]


def _rows(moment: datetime, known: Container[int]) -> list[dict[str, Any]]:
    names = ("pk", "page_id", "parent_id", "author_name", "email_hash", "text", "created_at")
    found: list[dict[str, Any]] = []
    rows: Iterator[Any] = (
        watched()
        .filter(created_at__gte=moment)
        .order_by("created_at", "pk")
        .values(*names)
        .iterator(AT_ONCE)
    )
    for row in rows:
        if row["pk"] not in known:
            found.append(row)
            if len(found) == AT_ONCE:
                break
    return found


def _first_times(senders: set[str]) -> dict[str, datetime]:
    """When something came first from each sender."""
    found = Comment.objects.filter(email_hash__in=senders).values("email_hash").order_by()
    return {row["email_hash"]: row["at"] for row in found.annotate(at=Min("created_at"))}


def _said(row: dict[str, Any], firsts: dict[str, datetime], stories: Stories) -> Said:
    return Said(
        pk=row["pk"],
        page=row["page_id"],
        name=row["author_name"],
        at=row["created_at"].timestamp(),
        text=row["text"],
        answers=row["parent_id"],
        story=stories.known(row["page_id"]),
        first=firsts.get(row["email_hash"]) == row["created_at"],
    )


def members(case_id: int) -> list[Member]:
    """The comments of a case, in their order."""
    rows = (
        Comment.objects.filter(case_member__case=case_id)
        .exclude(status=Status.WITHDRAWN)
        .order_by("created_at", "pk")
        .values_list("pk", "author_name", "email_hash", "page_id", "created_at")
    )
    return [
        Member(pk, fold(name), sender, page, at.timestamp()) for pk, name, sender, page, at in rows
    ]
