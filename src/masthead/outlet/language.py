"""Labels and numbers in the language of what is read."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from django.utils import translation

from masthead.core.calendar import persian_digits


def reading_in(language: str) -> AbstractContextManager[None]:
    """Speak ``language`` (BCP 47) for a while, as far as labels and month names exist in it.

    A language nobody has translated leaves the current one in place.
    """
    code = translation.to_locale(language.lower()).replace("_", "-").lower()
    while code and not translation.check_for_language(code):
        code = code.rpartition("-")[0]
    return translation.override(code) if code else nullcontext()


def digits(value: object) -> str:
    """Write a number with the digits of the active language; Persian has its own."""
    language = (translation.get_language() or "").partition("-")[0]
    return persian_digits(str(value)) if language == "fa" else str(value)
