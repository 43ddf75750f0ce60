"""What keeps order: reports by readers, bans, locked threads."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .comment import Comment


class Report(models.Model):
    """A reader says that a comment should not stand there. Nothing is known of that reader."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.reason[:60]


class Ban(models.Model):
    """A name or a sender whose comments go to the spam unread, until it is lifted."""

    class Kind(models.TextChoices):
        """By what somebody is known."""

        NAME = "name", _("name")
        SENDER = "sender", _("e-mail address")

    kind = models.CharField(max_length=10, choices=Kind)
    # The name as checks.plain makes it, or the keyed hash of the address.
    value = models.CharField(max_length=120)
    # As the moderator saw it; of an address nothing is known that could be shown.
    name = models.CharField(max_length=120)
    reason = models.CharField(max_length=255, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "value"),
                condition=Q(lifted_at__isnull=True),
                name="one_ban_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"


class ThreadLock(models.Model):
    """A moderator has closed the discussion under one page; what was said stays."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.page_id)
