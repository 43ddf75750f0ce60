"""One table for every public path: what stands there, and what moved."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MAX_PATH_LENGTH = 700


class Address(models.Model):
    """A public path and what answers there.

    A thing (a page, a person) has one canonical row and any number of others that redirect to it,
    so a redirect can never grow into a chain. A row without a thing redirects to the fixed path
    in ``to``. Rows outlive their thing: a path once public answers "gone", never "unknown".
    """

    path = models.CharField(
        _("path"),
        max_length=MAX_PATH_LENGTH,
        unique=True,
        help_text=_("Begins with a slash, in the script's own letters, for example /news/a-story/"),
    )
    content_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.CASCADE, editable=False
    )
    object_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    thing = GenericForeignKey()
    is_canonical = models.BooleanField(default=False, editable=False)
    to = models.CharField(
        _("leads to"),
        max_length=MAX_PATH_LENGTH,
        blank=True,
        help_text=_("A path on this site, or a whole address elsewhere."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ("path",)
        indexes = (
            models.Index(fields=("content_type", "object_id")),
            models.Index(fields=("to",), name="addresses_that_lead_there"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("content_type", "object_id"),
                condition=Q(is_canonical=True),
                name="one_canonical_path_per_thing",
            ),
            models.CheckConstraint(
                condition=Q(object_id__isnull=False, to="")
                | Q(object_id__isnull=True, is_canonical=False) & ~Q(to=""),
                name="a_path_leads_to_a_thing_or_a_path",
            ),
        )

    def __str__(self) -> str:
        return self.path
