"""What was imported from where, so that a second run changes nothing."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page


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


class AwaitedFile(models.Model):
    """A file of an old site that is not here yet, with everything needed to take it in later."""

    site = models.CharField(max_length=255)
    # The attachment's id; of a picture that a text only names by its address, a hash of that.
    old_id = models.CharField(max_length=64)
    # What all addresses of the file share; see `file_key`.
    key = models.TextField()
    # Where it may be, best first: on the net, and in the folder of uploads.
    addresses = models.JSONField(default=list)
    names = models.JSONField(default=list)
    # What is known of it: title, alt_text, description, credit.
    facts = models.JSONField(default=dict)
    # What an export of Masthead itself says of it besides.
    own = models.JSONField(default=dict)
    # Old paths that will lead to the file: its own, and those of the page WordPress had for it.
    file_path = models.TextField(blank=True)
    page_paths = models.JSONField(default=list)
    # The file and line of the export, as the report names them.
    place = models.TextField()
    # Why it could not be had; empty until somebody was asked for it.
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("site", "old_id"), name="awaited_once"),)

    @property
    def is_attachment(self) -> bool:
        """Whether the export itself knows the file, and not only a text."""
        return not self.old_id.startswith("@")

    @property
    def label(self) -> str:
        """What a person who looks for it on the old site needs."""
        url = str(self.addresses[-1]) if self.addresses else self.key
        return f"{self.old_id} {url}" if self.is_attachment else url

    def __str__(self) -> str:
        return f"{self.label} of {self.site}"


class AwaitedPlace(models.Model):
    """A place in a story that is kept for a file."""

    class Role(models.TextChoices):
        """What the file will be there."""

        BLOCK = "block"
        LEAD = "lead"
        SOCIAL = "social"

    file = models.ForeignKey(AwaitedFile, on_delete=models.CASCADE, related_name="places")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="awaited_files")
    role = models.CharField(max_length=6, choices=Role)
    # The block that stands there meanwhile, by its id, and what belongs there.
    block = models.CharField(max_length=36, blank=True)
    value = models.JSONField(default=dict)
    # The file and line of the export, as the report names them.
    place = models.TextField()

    def __str__(self) -> str:
        return f"{self.role} of page {self.page_id}"
