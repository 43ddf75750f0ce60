"""Cases: comments that belong together, the facts that say so, and what people made of them."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What a person made of a case."""

    OPEN = "open", _("to be judged")
    JUDGED = "judged", _("judged")
    WRONG = "wrong", _("marked wrong")


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about cases."""

    def standing(self, state: State) -> Self:
        """Cases of a state; those whose comments are all gone are left out."""
        return self.filter(state=state, members__isnull=False).distinct()


class Case(models.Model):
    """Comments that belong together. What came of each of them stands in its own log."""

    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # A moderator held its comments: those that join later are held as they come.
    holds = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "-pk")
        indexes = (models.Index(fields=("state", "changed_at")),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class CaseMember(models.Model):
    """A comment in a case; it is in one at most."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.CASCADE, related_name="case_member"
    )
    joined_at = models.DateTimeField(default=timezone.now)
    # [first, last + 1] characters of the comment's text that it shares with other members.
    passages = models.JSONField(default=list)

    class Meta:
        ordering = ("comment__created_at", "pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.comment_id}"


class CaseFact(models.Model):
    """One reason why comments belong together: its kind, and the figures for its sentence."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=20)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.kind


class Verb(models.TextChoices):
    """What was done with a case."""

    OPENED = "opened", _("found")
    HOLD = "hold", _("held together")
    APPROVE = "approve", _("approved")
    REJECT = "reject", _("refused")
    SPAM = "spam", _("marked as spam")
    WRONG = "wrong", _("marked wrong")
    JUDGED = "judged", _("closed")
    REOPENED = "reopened", _("opened again")


class CaseEntry(models.Model):
    """One line of a case's log. Lines are added, never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="log")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    verb = models.CharField(max_length=10, choices=Verb)
    comments = models.PositiveIntegerField(default=0)  # how many it concerned
    reason = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. Raises TypeError for one that stands in the log already."""
        if not self._state.adding:
            message = "a line of a case's log is not changed; add another one"
            raise TypeError(message)
        super().save(*args, **kwargs)


class Watch(models.Model):
    """Which worker looks for cases: one at a time, since it keeps a week in its memory."""

    holder = models.CharField(max_length=32)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.holder} until {self.until}"
