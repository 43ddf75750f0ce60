"""What a page tells of the story it was translated from."""

from __future__ import annotations

from typing import Any

from django import template

from masthead.core.language import direction
from masthead.translations.beside import Original, original_beside
from masthead.translations.languages import in_words
from masthead.translations.quotations import tied
from masthead.translations.told import Standing, standing

register = template.Library()


@register.simple_tag
def standing_of(page: Any) -> Standing | None:
    """`{% standing_of page as standing %}`: how it stands to its original; nothing for others."""
    return standing(page) if page.pk else None


@register.simple_tag
def original_of(page: Any) -> Original | None:
    """`{% original_of page as original %}`: the story that a draft is translated from."""
    return original_beside(page) if page.pk else None


@register.filter
def tied_to_original_of(body: Any, page: Any) -> Any:
    """`{% for block in body|tied_to_original_of:page %}`: what its quotations share with it."""
    return tied(body, page)


@register.filter
def language_in_words(tag: str) -> str:
    """Return the name of a language for who works in the newsroom."""
    return in_words(tag)


@register.filter
def written(tag: str) -> str:
    """Return "rtl" or "ltr", as a language is written."""
    return direction(tag)
