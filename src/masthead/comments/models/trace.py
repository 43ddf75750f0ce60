"""What was decided about comments and what was changed in them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .comment import Comment, Edited, Status


class ModerationEntry(models.Model):
    """One line of the moderation log. Lines are added, never changed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="moderation")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    before = models.CharField(max_length=10, choices=Status, blank=True)
    after = models.CharField(max_length=10, choices=Status)
    rule = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. Raises TypeError for one that stands in the log already."""
        if not self._state.adding:
            message = "a line of the moderation log is not changed; add another one"
            raise TypeError(message)
        super().save(*args, **kwargs)


class CommentRevision(models.Model):
    """What stood in a comment before somebody changed it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField()
    # Nobody: the sender did.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    edited = models.CharField(max_length=10, choices=Edited)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
