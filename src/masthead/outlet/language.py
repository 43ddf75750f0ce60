"""Labels and dates in the language of what is read."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from django.utils import translation


def reading_in(language: str) -> AbstractContextManager[None]:
    """Speak ``language`` (BCP 47) for a while, as far as labels and month names exist in it.

    A language nobody has translated leaves the current one in place.
    """
    code = translation.to_locale(language.lower()).replace("_", "-").lower()
    while code and not translation.check_for_language(code):
        code = code.rpartition("-")[0]
    return translation.override(code) if code else nullcontext()
