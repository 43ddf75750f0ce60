"""What is known of a translation beyond the story itself."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from wagtail.models import Revision

from masthead.articles.changes import Change
from masthead.articles.models import ArticlePage


class Translation(models.Model):
    """A story that was made from another one, and what that one got since somebody compared them.

    No part of the page's revisions: to publish an old draft does not make it agree with its
    original again.
    """

    page = models.OneToOneField(
        ArticlePage, on_delete=models.CASCADE, primary_key=True, related_name="translation"
    )
    original = models.UUIDField(db_index=True, help_text="Stays when the original is erased.")
    source = models.ForeignKey(
        Revision,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="What it was made from, or last compared with.",
    )
    change = models.CharField(
        max_length=20,
        choices=Change,
        blank=True,
        help_text="The gravest change of the original since then; minor ones are none.",
    )
    changed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = (
            models.Index(
                fields=("changed_at",),
                condition=~models.Q(change=""),
                name="translations_behind",
            ),
        )

    def __str__(self) -> str:
        return str(self.page)

    @property
    def is_behind(self) -> bool:
        """Whether the original was changed and nobody has compared them yet."""
        return bool(self.change)


class Confirmation(models.Model):
    """Somebody compared a translation with its original and says that they agree."""

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="confirmations"
    )
    source = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveIntegerField(help_text="Of the revision in the public record; 0: none.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.translation} {self.number}"


class MachineText(models.Model):
    """A block that a machine translated: marked as long as it stands as the machine left it."""

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="machine_texts"
    )
    place = models.CharField(max_length=64, help_text="The block's id, or the field's name.")
    digest = models.CharField(max_length=64, help_text="Of the words as the machine left them.")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("translation", "place"), name="one_machine_text_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation} {self.place}"
