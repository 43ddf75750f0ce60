"""What a moderator does with a comment. Each verb says whether it was the one to do it.

Two moderators may look at the same comment: a verb changes it only from the state in which it was
read, so the second one finds it changed and nothing is logged twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from masthead.people.models import User

from .baking import bake_page, bake_page_soon
from .models import Comment, ModerationEntry, Status
from .notices.wish import not_shown, shown
from .thread import highest_number, lock


@dataclass(frozen=True)
class Decision:
    """Who decides, by which rule, and why. What is decided at one moment is undone together."""

    actor: User | None = None
    rule: str = ""
    reason: str = ""
    at: datetime = field(default_factory=timezone.now)


def approve(comment: Comment, decision: Decision) -> bool:
    """Show it to readers; the first time it gets its number."""
    return _change(comment, Status.APPROVED, decision)


def reject(comment: Comment, decision: Decision) -> bool:
    """Do not show it, or no longer. Its sender can read the reason."""
    return _change(comment, Status.REJECTED, decision)


def mark_spam(comment: Comment, decision: Decision) -> bool:
    """Put it with the spam."""
    return _change(comment, Status.SPAM, decision)


def hold(comment: Comment, decision: Decision) -> bool:
    """Put it back among those that wait."""
    return _change(comment, Status.PENDING, decision)


def withdraw(comment: Comment, decision: Decision) -> bool:
    """Erase what somebody wrote and who they are, for good. Number, place and log remain."""
    return _change(comment, Status.WITHDRAWN, decision)


def undo(entry: ModerationEntry, decision: Decision) -> bool:
    """Return a comment to the state before ``entry``, if nobody has decided anything since."""
    comment = entry.comment
    if comment.status != entry.after or not entry.before:
        return False
    return _change(comment, Status(entry.before), decision)


@transaction.atomic
def keep(comment: Comment, decision: Decision) -> bool:
    """Let a reported comment stand; its reports are settled."""
    waiting = Comment.objects.filter(pk=comment.pk, reported_at__isnull=False)
    return bool(waiting.update(reported_at=None)) and _log(comment, decision, "kept")


@transaction.atomic
def feature(comment: Comment, decision: Decision, *, on: bool) -> bool:
    """Mark a shown comment for readers as one that the newsroom points out, or no longer."""
    shown = Comment.objects.shown().filter(pk=comment.pk, featured=not on)
    return bool(shown.update(featured=on)) and _log(
        comment, decision, "featured" if on else "not featured"
    )


def _log(comment: Comment, decision: Decision, rule: str) -> bool:
    """Write down something that did not change the state."""
    comment.refresh_from_db()
    bake_page_soon(comment.page_id)
    ModerationEntry.objects.create(
        comment=comment,
        actor=decision.actor,
        before=comment.status,
        after=comment.status,
        rule=rule,
        reason=decision.reason,
        at=decision.at,
    )
    return True


@transaction.atomic
def _change(comment: Comment, after: Status, decision: Decision) -> bool:
    before = comment.status
    if before in {after, Status.WITHDRAWN}:
        return False
    # The compare-and-swap: of two that read the same state one changes the row.
    changed = Comment.objects.filter(pk=comment.pk, status=before).update(
        status=after, **_also(comment, after, decision)
    )
    if not changed:
        return False
    ModerationEntry.objects.create(
        comment=comment,
        actor=decision.actor,
        before=before,
        after=after,
        rule=decision.rule,
        reason=decision.reason,
        at=decision.at,
    )
    comment.refresh_from_db()
    if after == Status.APPROVED:
        bake_page_soon(comment.page_id)
        shown(comment)
        return True
    if comment.number:  # what readers saw goes at once
        bake_page(comment.page_id)
    if after != Status.PENDING:
        not_shown(comment)
    return True


def _also(comment: Comment, after: Status, decision: Decision) -> dict[str, Any]:
    """What changes together with the state."""
    if after == Status.APPROVED:
        lock([comment.page_id])
        return {
            "number": Coalesce("number", Value(highest_number(comment.page_id) + 1)),
            "approved_at": Coalesce("approved_at", Value(decision.at)),
        }
    if after == Status.WITHDRAWN:
        texts = dict.fromkeys(("author_name", "author_url", "email_hash", "text", "html"), "")
        comment.revisions.all().delete()
        comment.reports.all().delete()
        traces = {"person": None, "fingerprint": None, "edited": "", "featured": False}
        return {**texts, **traces, "reported_at": None}
    return {"reported_at": None, "featured": False}
