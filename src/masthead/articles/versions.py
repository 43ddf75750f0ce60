"""One story in several languages: every translation names the first original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from .models import ArticlePage


def original_of(story: ArticlePage) -> ArticlePage:
    """Return the story from which ``story`` was made; itself where it is the original."""
    return story.translation_of or story


def version_in(
    original: ArticlePage, language: str, besides: int | None = None
) -> ArticlePage | None:
    """Return ``original`` or its translation in ``language``, in another page than ``besides``.

    A draft counts: two people would work on the same.
    """
    family = Q(pk=original.pk) | Q(translation_of=original.pk)
    found = type(original).objects.filter(family, language=language).exclude(pk=besides)
    return found.order_by("pk").first()
