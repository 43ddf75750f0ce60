"""Whether a colour can be read on another (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PAPER, DARK = "#fffdfa", "#141210"  # the two backgrounds of site.css
DEFAULT_ACCENT, DEFAULT_ACCENT_DARK = "#a61b1b", "#ff8f83"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
ENOUGH = 4.5  # level AA for text of usual size


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written #rrggbb, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def check_accents(accent: str, accent_dark: str) -> None:
    """Raise ValidationError, by field, where an accent cannot be read on its background."""
    wrong = {}
    for field, colour, ground, name in (
        ("accent", accent, PAPER, _("the light page")),
        ("accent_dark", accent_dark, DARK, _("the dark page")),
    ):
        if not COLOUR.fullmatch(colour):  # empty, or refused by the field itself
            continue
        ratio = contrast(colour, ground)
        if ratio < ENOUGH:
            wrong[field] = _(
                "%(colour)s on %(ground)s has a contrast of %(ratio)s to 1; readers need 4.5 to 1. "
                "Choose a colour that is %(mend)s."
            ) % {
                "colour": colour,
                "ground": name,
                "ratio": f"{ratio:.1f}",
                "mend": _("darker") if ground == PAPER else _("lighter"),
            }
    if wrong:
        raise ValidationError(wrong)


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
