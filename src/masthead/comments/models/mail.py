"""Who wants to be told by mail of new comments under a page, or of a story's corrections."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from .comment import Comment


class About(models.TextChoices):
    """What somebody wants to be told of."""

    COMMENTS = "comments"
    CORRECTIONS = "corrections"


class Follower(models.Model):
    """One wish for mail about one page. It is its own place in the queue of mail to send.

    The address is stored because mail has to go there, sealed by ``notices.seal``, and only for
    those who asked.
    """

    # Known to whoever gets the mail alone: it confirms and ends the wish.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    # With which it was asked for; no mail leaves before a moderator has approved it.
    comment = models.ForeignKey(Comment, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.CharField(max_length=11, choices=About, default=About.COMMENTS)
    sealed = models.TextField()
    email_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, db_index=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("page", "email_hash", "about"), name="one_wish_per_page"
            ),
        )

    def __str__(self) -> str:
        return str(self.uid)


class MailCount(models.Model):
    """How many mails an address got on a day (UTC); kept for two days."""

    email_hash = models.CharField(max_length=64)
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("email_hash", "day"), name="one_count_per_day"),
        )

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"
