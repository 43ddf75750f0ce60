"""The site in each of its languages.

The outlet's own row says what the site is called in its first language, which begins at "/". Each
further language has a row of ``Edition`` and begins below its prefix.
"""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masthead.addresses.models import Address
from masthead.addresses.paths import LANGUAGE, RESERVED
from masthead.core.batch import once
from masthead.core.edition import Place
from masthead.core.language import nearest, standard
from masthead.core.tags import language_tag

#: What a first segment of a path has to look like to be worth a look into the table.
PREFIX = re.compile(rf"/({LANGUAGE.pattern})(?:/|$)")


class Edition(models.Model):
    """The site in one more language: what it is called there, and where it begins."""

    language = models.CharField(
        _("language"),
        max_length=35,
        unique=True,
        validators=[language_tag],
        help_text=_("As BCP 47 writes it: en, fa, ckb."),
    )
    name = models.CharField(_("name"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=255, blank=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences for search engines.")
    )
    prefix = models.CharField(
        _("begins at"),
        max_length=35,
        unique=True,
        blank=True,
        validators=[
            RegexValidator(
                rf"^{LANGUAGE.pattern}\Z",
                _("Write a language code in small letters, such as fa or pt-br."),
            )
        ],
        help_text=_("The first part of its addresses: fa for /fa/. Empty: the language code."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("place"), default=0, help_text=_("Among the languages that readers choose from.")
    )

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where readers find it."""
        return Place(self.pk, f"/{self.prefix}/")

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the fields, written as the registry writes them."""
        self.language = standard(self.language.strip())
        self.prefix = self.prefix.strip().strip("/").lower() or self.language.lower()
        super().clean_fields(exclude)

    def clean(self) -> None:
        """Refuse an address that is something else's, and what would take the first edition's."""
        super().clean()
        own = apps.get_model("outlet.OutletSettings").load().language
        if nearest(own, [self.language]):
            message = _("What is written in the outlet's language, %(tag)s, would be read here.")
            raise ValidationError({"language": message % {"tag": own}})
        if self.prefix in RESERVED or (self._state.adding and self._is_taken()):
            message = _("At /%(prefix)s/ stands something else: choose another beginning.")
            raise ValidationError({"prefix": message % {"prefix": self.prefix}})

    def _is_taken(self) -> bool:
        stands_there = Address.objects.filter(path=f"/{self.prefix}/").first()
        return stands_there is not None and (bool(stands_there.to) or bool(stands_there.thing))


_ROWS = "editions"


def rows() -> list[Edition]:
    """Return the further editions in their order; read once for all pages of a batch."""
    return once(_ROWS, lambda: list(Edition.objects.all()))


def note_none() -> None:
    """Keep for this batch that there is none, which was read together with something else."""
    once(_ROWS, list)


def places() -> list[Place]:
    """Return where each edition begins, the first one first."""
    return [Place(), *(row.place for row in rows())]


def place_of(language: str) -> Place:
    """Return the edition that holds what is written in ``language``.

    A language without an edition of its own is read in that of the nearest wider tag, else in the
    first one.
    """
    by_tag = {row.language: row.place for row in rows()}
    tag = nearest(language, by_tag)
    return by_tag[tag] if tag else Place()


def place_at(path: str) -> Place:
    """Return the edition to which ``path`` belongs by how it begins."""
    match = PREFIX.match(path)
    if match is None:
        return Place()
    home = f"/{match[1]}/"
    return next((row.place for row in rows() if row.place.home == home), Place())
