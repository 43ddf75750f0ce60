"""What was imported from where, so that a second run changes nothing."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ImportedThing(models.Model):
    """One thing of an old site and what it became here.

    Written in the same transaction as the thing itself: a run that was killed goes on where
    it stopped, because all it did has its row and nothing else has.
    """

    site = models.CharField(max_length=255)
    kind = models.CharField(max_length=20)
    old_id = models.CharField(max_length=255)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    # Of all that was written; equal means there is nothing to do.
    digest = models.CharField(max_length=64, blank=True)
    # The revision the import made. A page with a later one was edited here and is left alone.
    revision_id = models.PositiveBigIntegerField(null=True, blank=True)
    # Old ids of the comments under it, and ours.
    comments = models.JSONField(default=dict, blank=True)
    # Its text names addresses of things that were not there yet.
    links_wait = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site", "kind", "old_id"), name="imported_once"),
        )
        indexes = (
            models.Index(fields=("content_type", "object_id")),
            models.Index(fields=("site",), condition=models.Q(links_wait=True), name="links_wait"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.old_id} of {self.site}"
