"""What readers say under a story."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a comment stands."""

    PENDING = "pending", _("held")
    APPROVED = "approved", _("shown")
    REJECTED = "rejected", _("refused")
    SPAM = "spam", _("spam")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Source(models.TextChoices):
    """How a comment came in."""

    FORM = "form", _("form")
    WEBMENTION = "webmention", _("webmention")
    PINGBACK = "pingback", _("pingback")
    TRACKBACK = "trackback", _("trackback")
    IMPORT = "import", _("import")
    NEWSROOM = "newsroom", _("newsroom")


class Edited(models.TextChoices):
    """Who changed the text after it was sent."""

    SENDER = "sender", _("by its sender")
    NEWSROOM = "newsroom", _("by the newsroom")


class Beginning(Func):
    """The first letters of a text.

    With its numbers written out: a database uses an index of an expression only for the very same.
    """

    template = "SUBSTR(%(expressions)s, 1, 40)"
    output_field = models.TextField()


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def shown(self) -> Self:
        """Comments that readers see."""
        return self.filter(status=Status.APPROVED)

    def in_thread(self) -> Self:
        """All that once had a number, in reading order: removed ones keep their place as stubs."""
        return self.filter(number__isnull=False).order_by("path")


class Comment(models.Model):
    """One comment under one page.

    No address of the sender's machine is ever stored, and the e-mail address only as a keyed hash.
    ``number`` is given at first approval, counts within the page, and never changes. Rows are made
    by ``thread.attach`` and ``thread.attach_all``, which know a comment's place.
    """

    # Known to its sender alone: it opens the page that says what became of the comment.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="reader_comments"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="replies"
    )
    # See thread.place. Without an index of its own: PostgreSQL refuses index rows over 2,704
    # bytes, and a long quarrel is deeper than that; a page's comments are found by the page.
    path = models.TextField(editable=False, default="")
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    source = models.CharField(max_length=10, choices=Source, default=Source.FORM)
    # Names of rules from checks.py, with spaces between.
    held_because = models.CharField(max_length=255, blank=True)
    author_name = models.CharField(_("name"), max_length=120)
    author_url = models.URLField(_("website"), max_length=500, blank=True)
    email_hash = models.CharField(max_length=64, blank=True, editable=False)
    person = models.ForeignKey(
        "people.Person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
        help_text=_("Set where somebody of the newsroom writes."),
    )
    text = models.TextField(_("comment"))
    html = models.TextField(editable=False)
    # Of page, parent, sender and text: the same comment sent twice is one row.
    fingerprint = models.CharField(max_length=64, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited = models.CharField(max_length=10, choices=Edited, blank=True, editable=False)
    featured = models.BooleanField(default=False, editable=False)
    # When the first of the reports came in that nobody has decided about.
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("created_at", "pk")
        indexes = (
            models.Index(fields=("status", "created_at")),
            # With the state, so that a sender's history is counted without reading the comments.
            models.Index(fields=("email_hash", "status"), name="comments_by_sender"),
            # Whether a sender said the same before is asked of each new comment.
            models.Index("email_hash", Beginning("text"), name="comments_said_by_sender"),
            models.Index(
                fields=("reported_at",),
                name="comments_reported",
                condition=Q(reported_at__isnull=False),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("page", "number"), name="one_number_per_page"),
            models.CheckConstraint(
                condition=~Q(status=Status.APPROVED) | Q(number__isnull=False),
                name="shown_comments_have_a_number",
            ),
        )
        permissions = (("moderate_comment", _("Can approve, refuse and answer comments")),)

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text[:60]}"

    @property
    def is_staff(self) -> bool:
        """Whether the newsroom speaks here."""
        return self.person_id is not None or self.source == Source.NEWSROOM

    @property
    def was_removed(self) -> bool:
        """Whether readers saw it once and do not any more."""
        return self.number is not None and self.status != Status.APPROVED
