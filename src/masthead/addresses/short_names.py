"""Short names: the last part of an address, in the letters that the outlet chose."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from masthead.core.slug import slug

LONGEST = 255  # characters, as the column holds
SUFFIX = 15  # room for "-2" and the like
NAMELESS = "page"  # of a headline without a letter


def short_name(text: str) -> str:
    """Return ``text`` as the outlet writes last parts of addresses (``address_letters``)."""
    return slug(text, latin=settings.MASTHEAD_ADDRESS_LETTERS == "latin")[: LONGEST - SUFFIX]


def free_name(text: str, is_free: Callable[[str], bool]) -> str:
    """Return the short name of ``text``, or its first numbered variant that is free."""
    stem = free = short_name(text) or NAMELESS
    number = 1
    while not is_free(free):
        number += 1
        free = f"{stem}-{number}"
    return free


class ShortNameField(forms.CharField):
    """What is typed here becomes a short name; empty, it is made of the headline."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "spellcheck": "false"}))
        super().__init__(max_length=LONGEST, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the short name; one that was given already stays as it is."""
        text: str = super().to_python(value) or ""
        return text if self.disabled else short_name(text)


class ShortNamed:
    """A model whose ``slug`` may hold what Django's own field refuses: half-space, vowel signs."""

    slug: str

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the fields; the short name is settled in one normal form (NFC)."""
        super().clean_fields(exclude={*(exclude or ()), "slug"})  # type: ignore[misc]
        self.slug = unicodedata.normalize("NFC", self.slug)
        if not self.slug or "/" in self.slug or len(self.slug) > LONGEST:
            raise ValidationError({"slug": _("This cannot be the last part of an address.")})
