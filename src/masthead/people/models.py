"""Staff accounts, and the people whose names stand over stories."""

from __future__ import annotations

from copy import copy
from typing import Any

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
from masthead.core.language import nearest, standard
from masthead.core.sites import linked
from masthead.core.tags import language_tag


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
        index.RelatedFields("names", [index.SearchField("name"), index.AutocompleteField("name")]),
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
        """The way to the author page, percent-encoded; None before the person was saved.

        Each edition has such a page, with that edition's stories.
        """
        if self.listed_path is None:
            row = canonical(self)
            self.listed_path = row.path if row else None
        return linked(encoded(here().path(self.listed_path))) if self.listed_path else None

    def spoken(self, language: str) -> Person:
        """Return the person as readers of ``language`` know them: a copy, not to be saved.

        What nobody wrote in that language, or in a wider one, stays as it is.
        """
        names = {row.language: row for row in self.names.all()}
        tag = nearest(language, names)
        if tag is None:
            return self
        found = copy(self)
        for field in SPOKEN:
            setattr(found, field, getattr(names[tag], field) or getattr(self, field))
        return found


class PersonLink(Orderable):
    """Where else a person can be found (``sameAs``)."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))

    def __str__(self) -> str:
        return self.label


#: What of a person is written anew in another language.
SPOKEN = ("name", "job_title", "bio")


class PersonName(NeutralTexts, models.Model):
    """What somebody is called in one more language, and what is said of them there."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(
        _("language"),
        max_length=35,
        validators=[language_tag],
        help_text=_("As BCP 47 writes it: en, fa, ckb."),
    )
    name = models.CharField(_("name"), max_length=255, blank=True)
    job_title = models.CharField(_("job title"), max_length=255, blank=True)
    bio = RichTextField(_("about"), blank=True, features=["bold", "italic", "link"])

    NAMES = ("name",)

    # As it was before it was saved, for what has to be baked.
    saved_before: PersonName | None = None

    class Meta:
        verbose_name = _("name in another language")
        verbose_name_plural = _("names in other languages")
        ordering = ("language",)
        unique_together = (("person", "language"),)

    def __str__(self) -> str:
        return f"{self.language}: {self.name}"

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the fields, with the tag written as the registry writes it."""
        self.language = standard(self.language.strip())
        super().clean_fields(exclude)

    def differs_from(self, other: PersonName | None) -> bool:
        """Whether readers see anything else of it."""
        fields = ("person_id", "language", *SPOKEN)
        return other is None or any(getattr(self, one) != getattr(other, one) for one in fields)
