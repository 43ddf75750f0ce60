"""Short news that runs under the name plate."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.core.bidi import NeutralTexts
from masthead.core.text import collapse


class State(models.TextChoices):
    """Where an item stands, in the words of the newsroom's list."""

    RUNNING = "running", _("running")
    SCHEDULED = "scheduled", _("scheduled")
    EXPIRED = "expired", _("expired")
    WAITING = "waiting", _("waits for its page to be published")


class TickerQuerySet(models.QuerySet["TickerItem"]):
    """Questions about ticker items."""

    def current(self) -> Self:
        """Items that readers see now, pinned ones first, then the newest.

        An item that leads to a page is shown while that page is, so a withdrawn story
        leaves no line behind.
        """
        now = timezone.now()
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=now),
            Q(page__isnull=True) | Q(page__live=True),
            starts_at__lte=now,
        ).order_by("-pinned", "-starts_at", "-pk")


class TickerItem(NeutralTexts, models.Model):
    """One item, written by an editor."""

    text = models.CharField(_("text"), max_length=200, help_text=_("One sentence."))
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("leads to the page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.URLField(_("or to an address"), max_length=700, blank=True)
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        help_text=_("As BCP 47 writes it: en, fa, ckb. Empty: the outlet's."),
    )
    pinned = models.BooleanField(
        _("pinned"), default=False, help_text=_("Stays before all others while it runs.")
    )
    live = models.BooleanField(
        _("happening now"), default=False, help_text=_("Readers see a dot before it.")
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    expires_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Readers no longer see it from then on.")
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = TickerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticker item")
        verbose_name_plural = _("ticker items")
        ordering = ("-starts_at",)
        # The ticker stands on every page, and old items are kept: reading stops at the newest few.
        indexes = (models.Index(fields=("-pinned", "-starts_at"), name="ticker_order"),)

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Raise ValidationError where an item could not run or would lead to two places."""
        self.text = collapse(self.text)
        if not self.text:
            raise ValidationError({"text": _("Write a sentence: only spaces cannot be read.")})
        if self.page_id and self.url:
            message = _("Choose a page or write an address, not both.")
            raise ValidationError({"url": message})
        if self.expires_at and self.starts_at and self.expires_at <= self.starts_at:
            message = _("This is before the item begins. Choose a later time.")
            raise ValidationError({"expires_at": message})

    @property
    def state(self) -> State:
        """Whether readers see the item now, and why not."""
        now = timezone.now()
        if self.expires_at and self.expires_at <= now:
            return State.EXPIRED
        if self.starts_at > now:
            return State.SCHEDULED
        if self.page and not self.page.live:
            return State.WAITING
        return State.RUNNING
