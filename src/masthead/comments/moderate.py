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

from .models import Comment, ModerationEntry, Status
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
        return {**texts, "person": None, "fingerprint": None}
    return {}
