"""The queue of paths to bake, and what the bakers have done."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Priority(models.IntegerChoices):
    """How soon; what a reader waits for goes before what carries only a count or a neighbour."""

    NOW = 0, _("at once")
    BEHIND = 5, _("behind")
    WHOLE_SITE = 9, _("whole site")


class BakeRequest(models.Model):
    """A wish that ``path`` be baked anew, or that ``spread`` be asked which paths are.

    Rows are only added and removed: none is added where one that nobody has begun with says the
    same, several for one path are done as one, and a row that comes while its path is being
    rendered stays, so that the path is rendered once more.
    """

    path = models.CharField(max_length=700, blank=True)
    spread = models.CharField(max_length=300, blank=True)
    # The part of the page that is to be made anew (see bake.parts); empty for all of it.
    part = models.CharField(max_length=300, blank=True)
    # Only where something was baked before: what nobody ever asked for is made when somebody does.
    known_only = models.BooleanField(default=False)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.NOW)
    requested_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("page to bake")
        verbose_name_plural = _("pages to bake")
        ordering = ("priority", "pk")
        indexes = (
            models.Index(fields=("priority", "id"), name="bake_next"),
            models.Index(fields=("path", "spread", "claimed_until"), name="bake_same"),
        )

    def __str__(self) -> str:
        return self.path or self.spread


class Purge(models.Model):
    """A page that changed, which the cache in front of the site has to be told."""

    path = models.CharField(max_length=700)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("change to tell the cache in front")

    def __str__(self) -> str:
        return self.path


class BakeTotals(models.Model):
    """What all bakers together have done since the outlet was made; one row."""

    baked = models.BigIntegerField(default=0)
    failed = models.BigIntegerField(default=0)
    # Of requests that were to be done at once: from the request to the file.
    visible = models.BigIntegerField(default=0)
    visible_seconds = models.FloatField(default=0)
    visible_within_second = models.BigIntegerField(default=0)
    # Raised when something changes that stories carry inside them; see bake.epoch.
    epoch = models.BigIntegerField(default=0)
    # Until when the passing of time has been looked at; see publishing.clock.
    looked_until = models.DateTimeField(null=True)
    # What pages are made with, and since when; see bake.theme.
    theme = models.CharField(max_length=32, blank=True)
    theme_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("baking so far")

    def __str__(self) -> str:
        return str(self.baked)
