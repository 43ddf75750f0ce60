"""Staff accounts, and the people whose names stand over stories."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from masthead.addresses.assign import canonical
from masthead.addresses.paths import encoded
from masthead.addresses.short_names import ShortNamed
from masthead.core.bidi import NeutralTexts
from masthead.core.edition import here


class User(AbstractUser):
    """An account of the newsroom. Readers have none."""


class Person(NeutralTexts, ShortNamed, index.Indexed, ClusterableModel):
    """Somebody who writes, photographs or translates, with the page that readers see."""

    name = models.CharField(_("name"), max_length=255)
    slug = models.SlugField(_("short name"), max_length=255, unique=True, allow_unicode=True)
    job_title = models.CharField(_("job title"), max_length=255, blank=True)
    bio = RichTextField(_("about"), blank=True, features=["bold", "italic", "link"])
    portrait = models.ForeignKey(
        "media.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    languages = models.CharField(
        _("languages"), max_length=255, blank=True, help_text=_("Codes with commas: en, fa")
    )
    knows_about = models.CharField(
        _("writes about"), max_length=500, blank=True, help_text=_("With commas.")
    )
    email = models.EmailField(_("public e-mail address"), blank=True)
    account = models.OneToOneField(
        User,
        verbose_name=_("newsroom account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    NAMES = ("name",)

    # See AddressedPage.listed_path.
    listed_path: str | None = None

    search_fields = (
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("slug"),
        index.FilterField("merged_into_id"),  # the newsroom lists only those not merged
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str | None:
        """The path of the author page, percent-encoded; None before the person was saved.

        Each edition has such a page, with that edition's stories.
        """
        if self.listed_path is None:
            row = canonical(self)
            self.listed_path = row.path if row else None
        return encoded(here().path(self.listed_path)) if self.listed_path else None


class PersonLink(Orderable):
    """Where else a person can be found (``sameAs``)."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))

    def __str__(self) -> str:
        return self.label
