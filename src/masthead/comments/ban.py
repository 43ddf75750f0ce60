"""Somebody's comments go to the spam from now on, or no longer."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from masthead.people.models import User

from .known import banned_as
from .models import Ban, Comment


def ban(comment: Comment, kind: Ban.Kind, user: User, reason: str) -> bool:
    """Ban the name or the address of a comment's sender; False where that is done or impossible.

    Comments that are there already stay as they are.
    """
    by_name = kind == Ban.Kind.NAME
    value = banned_as(comment.author_name) if by_name else comment.email_hash
    if not value:
        return False
    try:
        with transaction.atomic():
            Ban.objects.create(
                kind=kind, value=value, name=comment.author_name, reason=reason, actor=user
            )
    except IntegrityError:  # another moderator was first
        return False
    return True


def lift(pk: int, user: User) -> bool:
    """End a ban; False where somebody else has."""
    current = Ban.objects.filter(pk=pk, lifted_at=None)
    return bool(current.update(lifted_at=timezone.now(), lifted_by=user))
