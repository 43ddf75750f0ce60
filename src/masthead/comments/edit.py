"""The text of a comment is changed, and what stood there is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from masthead.core.bidi import neutral
from masthead.people.models import User

from .baking import bake_page
from .checks import LEAST_SECONDS, Finding, Sent, Verdict, judge
from .known import known_before
from .models import Comment, CommentRevision, CommentRules, Edited, ModerationEntry, Source, Status
from .moderate import Decision, hold
from .modes import Mode
from .text import render

RULE = "edited"


def editable_until(comment: Comment) -> datetime:
    """When the time ends in which its sender can change it."""
    return comment.created_at + timedelta(minutes=CommentRules.load().edit_minutes)


def sender_may_edit(comment: Comment, now: datetime) -> bool:
    """Whether its sender can still change it: not what was decided against, or came elsewhere."""
    open_states = {Status.PENDING, Status.APPROVED, Status.SPAM}
    return (
        comment.source == Source.FORM
        and comment.status in open_states
        and now < editable_until(comment)
    )


@transaction.atomic
def by_sender(comment: Comment, text: str, mode: Mode) -> bool:
    """Change the text for its sender; whether anything was changed.

    It is checked like a new one: nobody gets something harmless approved and then writes
    something else in its place.
    """
    if not sender_may_edit(comment, timezone.now()) or not _put(comment, text, Edited.SENDER):
        return False
    sent = Sent(comment.author_name, comment.author_url, text, seconds=LEAST_SECONDS)
    finding = judge(sent, known_before(comment.email_hash, comment.author_name, mode))
    if finding.verdict != Verdict.ACCEPT:
        _hold_again(comment, finding)
    return True


@transaction.atomic
def by_newsroom(comment: Comment, user: User, text: str, reason: str) -> bool:
    """Change the text for the newsroom; the sender reads the reason. Whether it was changed."""
    if comment.status == Status.WITHDRAWN or not _put(comment, text, Edited.NEWSROOM, user):
        return False
    ModerationEntry.objects.create(
        comment=comment,
        actor=user,
        before=comment.status,
        after=comment.status,
        rule=RULE,
        reason=reason,
    )
    return True


def _put(comment: Comment, text: str, edited: Edited, actor: User | None = None) -> bool:
    text = neutral(text)
    before = comment.text
    if text == before:
        return False
    # From the text that was on the screen: of two who change it at once one does.
    changed = Comment.objects.filter(pk=comment.pk, text=before, status=comment.status).update(
        text=text, html=render(text), edited=edited
    )
    if changed:
        CommentRevision.objects.create(comment=comment, text=before, edited=edited, actor=actor)
        comment.refresh_from_db()
        if comment.status == Status.APPROVED:
            bake_page(comment.page_id)
    return bool(changed)


def _hold_again(comment: Comment, finding: Finding) -> None:
    Comment.objects.filter(pk=comment.pk).update(held_because=" ".join(finding.rules))
    if comment.status == Status.APPROVED:
        hold(comment, Decision(rule=RULE))
