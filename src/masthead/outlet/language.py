"""Labels, dates and numbers in the language of what is read."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from babel import Locale
from django.conf import settings
from django.utils import translation

from masthead.core import calendar

# Other names for numbering systems of CLDR, as masthead.toml says them.
ARABIC_DIGITS = {"european": "latn", "arabic": "arab"}


def reading_in(language: str) -> AbstractContextManager[None]:
    """Speak ``language`` (BCP 47) for a while, as far as labels and month names exist in it.

    A language nobody has translated leaves the current one in place.
    """
    code = translation.to_locale(language.lower()).replace("_", "-").lower()
    while code and not translation.check_for_language(code):
        code = code.rpartition("-")[0]
    return translation.override(code) if code else nullcontext()


def locale() -> Locale:
    """Return CLDR's forms for the active language; Arabic as it is written in the outlet's land."""
    tag = translation.get_language() or "en"
    if tag == "ar":
        tag = f"ar-{settings.MASTHEAD_ARABIC_COUNTRY}"
    return calendar.locale_of(tag)


def digits(value: object) -> str:
    """Write a number with the digits of the active language's readers."""
    return calendar.digits(str(value), _numbering(locale()))


def forms() -> str:
    """Return the language tag by which a browser writes dates and digits as this program does."""
    here = locale()
    system = "persian" if calendar.is_solar(here) else "gregory"
    return f"{str(here).replace('_', '-')}-u-ca-{system}-nu-{_numbering(here)}"


def _numbering(here: Locale) -> str:
    system: str = here.default_numbering_system
    if here.language == "ar":
        return ARABIC_DIGITS.get(settings.MASTHEAD_ARABIC_DIGITS, system)
    return system
