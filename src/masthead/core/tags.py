"""What a field for a language takes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from masthead.core.language import is_language


def language_tag(value: str) -> None:
    """Refuse what is no BCP 47 tag, or one that only those know who agreed on it."""
    if not is_language(value):
        message = _("“%(value)s” is no language code. Write one such as en, fa or pt-BR.")
        raise ValidationError(message, params={"value": value}, code="invalid")
