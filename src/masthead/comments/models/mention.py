"""A page elsewhere says that it links to one of ours."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .comment import Comment, Source


class Mention(models.Model):
    """What was claimed, and the comment that came of it. Its own place in the queue of checks."""

    source = models.URLField(max_length=500)
    target = models.URLField(max_length=500)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Source)
    comment = models.ForeignKey(Comment, null=True, on_delete=models.SET_NULL, related_name="+")
    due_at = models.DateTimeField(null=True, default=timezone.now, db_index=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "page"), name="one_mention_per_source"),
        )

    def __str__(self) -> str:
        return self.source
