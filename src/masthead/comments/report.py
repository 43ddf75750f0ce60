"""A reader says that a comment should not stand there."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from masthead.core.bidi import plain_name

from .models import Comment, Report

REASON_LENGTH = 500  # characters, what Report.reason holds
KEPT = 50  # reports of one comment; more tell a moderator nothing


@transaction.atomic
def report(comment: Comment, reason: str) -> None:
    """Put a comment before the moderators. It stays: a crowd must not be able to take it away."""
    now = timezone.now()
    if comment.reports.count() < KEPT:
        Report.objects.create(comment=comment, reason=plain_name(reason)[:REASON_LENGTH], at=now)
    shown = Comment.objects.shown().filter(pk=comment.pk)
    shown.update(reported_at=Coalesce("reported_at", Value(now)))
