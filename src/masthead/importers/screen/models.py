"""Imports that were asked for in the newsroom: the queue the worker works through."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Uploaded exports hold e-mail addresses; so long they wait for somebody to go on.
KEPT = timedelta(days=7)


class Task(models.TextChoices):
    """What was asked for."""

    LOOK = "look", _("trial run")
    BRING = "bring", _("import")
    FETCH = "fetch", _("missing pictures")


class State(models.TextChoices):
    """Where it stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("failed")


class Move(models.Model):
    """Export files of one old site, and how far they are."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)  # by a person, or by coming to an end
    files = models.JSONField(default=list)  # of each: name, size in bytes
    has_files = models.BooleanField(default=True)
    asks_old_site = models.BooleanField(default=True)
    task = models.CharField(max_length=10, choices=Task, default=Task.LOOK)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stop_asked = models.BooleanField(default=False)
    # Of the worker that runs it, which says again and again that it is alive.
    claim = models.CharField(max_length=32, blank=True)
    alive_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    looked = models.JSONField(null=True)  # the report of the trial run
    brought = models.JSONField(null=True)  # the report of the import

    class Meta:
        ordering = ("-created_at",)
        default_permissions = ("add",)

    def __str__(self) -> str:
        return ", ".join(file["name"] for file in self.files)

    @property
    def folder(self) -> Path:
        """Where its files lie; nobody else on the machine may look in."""
        return Path(settings.FOLDER) / "moving-in" / str(self.uid)

    @property
    def exports(self) -> Path:
        """The export files."""
        return self.folder / "exports"

    @property
    def uploads(self) -> Path:
        """The old site's pictures, packed, if they were sent along."""
        return self.folder / "uploads.zip"

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has it or will have it."""
        return self.state in {State.WAITING, State.RUNNING}

    @property
    def report(self) -> dict[str, Any] | None:
        """The newest report there is."""
        return self.brought or self.looked

    @property
    def may_fetch(self) -> bool:
        """Whether what an import could not have can be asked for once more."""
        return self.brought is not None and not self.is_at_work

    @property
    def may_bring(self) -> bool:
        """Whether it can be imported now: its files are here and nothing is under way."""
        return self.has_files and not self.is_at_work and self.looked is not None
