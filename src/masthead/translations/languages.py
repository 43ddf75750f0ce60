"""The languages that stories are translated into."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.core.cache import cache
from django.utils import translation

from masthead.articles.models import ArticlePage
from masthead.outlet import editions
from masthead.outlet.models import OutletSettings

KEPT = 300  # seconds: to find them all stories are read, and a large archive has many
_USED = "languages-of-stories"


def offered() -> list[str]:
    """Return the outlet's languages in its order, then each other one that has a story."""
    own = [OutletSettings.first_language(), *(row.language for row in editions.rows())]
    return list(dict.fromkeys([*own, *(cache.get_or_set(_USED, _used, KEPT) or ())]))


def forget() -> None:
    """Look anew which languages have stories: a translation was begun."""
    cache.delete(_USED)


def _used() -> list[str]:
    stories = ArticlePage.objects.order_by("language")
    return list(stories.values_list("language", flat=True).distinct())


def in_words(tag: str) -> str:
    """Return the name of a language for who works here; the tag where nobody has named it."""
    try:
        here = Locale.parse(translation.get_language() or "en", sep="-")
        name = Locale.parse(tag, sep="-").get_display_name(here)
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag
