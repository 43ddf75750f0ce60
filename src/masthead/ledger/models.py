"""What is to be recorded, what was, and how far the log has come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from masthead.articles.changes import Change
from masthead.record.entry import OF_THE_LOG, Entry, EntryKind


class RecordEntry(models.Model):
    """One publication, correction or withdrawal of a story: a line of the log, or one to be.

    Written in the transaction that publishes. ``commit`` is empty until its content was put
    together, ``place`` is empty until the line stands in the log; after that the row never changes.
    """

    article = models.UUIDField()
    revision = models.PositiveIntegerField(help_text="Counted for each story, from 1.")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in EntryKind])
    change = models.CharField(max_length=20, choices=Change, blank=True)
    reason = models.TextField(blank=True, help_text="Readers see it.")
    time = models.DateTimeField()
    commit = models.CharField(max_length=43, blank=True)
    place = models.PositiveBigIntegerField(null=True, unique=True)
    previous = models.PositiveBigIntegerField(null=True)
    page_revision = models.PositiveBigIntegerField(null=True)
    many = models.BooleanField(default=False, help_text="One of many: waits for those alone.")
    trouble = models.TextField(blank=True, help_text="Why its content cannot be put together.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("article", "revision"), name="one_entry_a_revision"),
        )
        indexes = (
            models.Index(fields=("id",), condition=Q(place=None), name="entries_not_in_the_log"),
            models.Index(fields=("time",), name="entries_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.article} {self.revision}"

    @property
    def as_entry(self) -> Entry:
        """The line itself. Raises MalformedError before the content was put together."""
        return Entry(
            EntryKind(self.kind),
            self.article,
            self.revision,
            self.previous,
            self.time,
            self.commit,
        )

    @property
    def is_of_the_log(self) -> bool:
        """Whether it concerns no story: a change of key."""
        return self.article == OF_THE_LOG


class RecordContent(models.Model):
    """What an entry stands for, and the salt without which nobody can test a guess.

    In a table of its own: to erase is to delete the row.
    """

    entry = models.OneToOneField(
        RecordEntry, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    salt = models.BinaryField(max_length=32)
    data = models.BinaryField()
    text = models.TextField(help_text="The words of it, to find a quotation.")

    def __str__(self) -> str:
        return str(self.entry)


class RecordHead(models.Model):
    """How far the log has come: one row, changed only by who finds it as they read it."""

    origin = models.CharField(max_length=255)
    key = models.TextField(help_text="The verifier key that signs.")
    recovery = models.TextField(blank=True, help_text="The one that lies in a safe.")
    older_keys = models.TextField(blank=True, help_text="Those that signed before, one a line.")
    size = models.PositiveBigIntegerField(default=0)
    root = models.CharField(max_length=64, help_text="In hex.")
    time = models.DateTimeField(null=True, help_text="Of the last entry; no later one is before.")
    checkpoint = models.TextField(blank=True)
    cosignatures = models.TextField(blank=True, help_text="Witnesses' lines for it.")
    trouble = models.TextField(blank=True, help_text="Why the last step failed.")
    stopped = models.TextField(blank=True, help_text="Why nothing is signed until resumed.")

    stamp_asked_at = models.DateTimeField(null=True)
    stamp_trouble = models.TextField(blank=True, help_text="Why no time stamp came.")

    def __str__(self) -> str:
        return f"{self.origin} {self.size}"


class RecordWitness(models.Model):
    """What a witness has seen of the log, and how the last talk with it went."""

    name = models.CharField(max_length=255, primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class RecordStamp(models.Model):
    """A time stamp of an authority over the log's state at one size."""

    size = models.PositiveBigIntegerField(primary_key=True)
    checkpoint = models.TextField(help_text="As the log signed it.")
    token = models.BinaryField(help_text="The authority's answer.")
    time = models.DateTimeField(help_text="As the authority says.")
    authority = models.CharField(max_length=255)

    def __str__(self) -> str:
        return f"{self.size} {self.authority}"


class Erasure(models.Model):
    """The wish to destroy a story's text for good: one person asks, another one decides."""

    article = models.UUIDField(unique=True)
    page = models.PositiveBigIntegerField()
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    cleaned_at = models.DateTimeField(null=True, help_text="When the database forgot it as well.")

    def __str__(self) -> str:
        return str(self.article)
