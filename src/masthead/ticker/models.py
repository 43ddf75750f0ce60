"""Short news that runs under the name plate."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TickerQuerySet(models.QuerySet["TickerItem"]):
    """Questions about ticker items."""

    def current(self) -> Self:
        """Items that have begun and not expired, pinned ones first, then the newest."""
        now = timezone.now()
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=now), starts_at__lte=now
        ).order_by("-pinned", "-starts_at", "-pk")


class TickerItem(models.Model):
    """One item, written by an editor."""

    text = models.CharField(_("text"), max_length=200)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("leads to the page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.URLField(_("or to an address"), max_length=700, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    pinned = models.BooleanField(_("pinned"), default=False)
    live = models.BooleanField(_("happening now"), default=False)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    expires_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = TickerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticker item")
        verbose_name_plural = _("ticker items")
        ordering = ("-starts_at",)

    def __str__(self) -> str:
        return self.text
