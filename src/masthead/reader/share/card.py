"""The card of a story: a picture with its headline, for social networks.

It is drawn when first asked for and kept as a file; its name changes with what stands on it, so
that a network that keeps pictures for good still shows a corrected headline.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from masthead.core.language import direction
from masthead.outlet.contrast import DEFAULT_ACCENT

from .lettering import drawable

if TYPE_CHECKING:
    from masthead.articles.models import ArticlePage
    from masthead.outlet.models import OutletSettings

WIDTH, HEIGHT = 1200, 630  # pixels; 1.91 to 1, the ratio of Open Graph
DESIGN = "1"  # raise it when the drawing changes, so that cards are drawn anew


@dataclass(frozen=True)
class Card:
    """What stands on a card."""

    outlet: str
    kicker: str
    title: str
    accent: str
    language: str

    @property
    def direction(self) -> str:
        """The side from which the card is read: "rtl" or "ltr"."""
        return direction(self.language)

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits that change with what stands on the card."""
        words = "\0".join((DESIGN, *astuple(self)))
        return hashlib.sha256(words.encode()).hexdigest()[:12]


def card_of(story: ArticlePage, outlet: OutletSettings) -> Card:
    """Return what stands on the card of ``story``."""
    section = story.section.title if story.section else ""
    return Card(
        outlet=outlet.name,
        kicker=story.kicker or section,
        title=story.social_title or story.title,
        accent=outlet.accent or DEFAULT_ACCENT,
        language=story.language,
    )


def path_of(story: ArticlePage, outlet: OutletSettings) -> str | None:
    """Return the path of the card as it is now; None where the fonts lack letters of it."""
    card = card_of(story, outlet)
    if not drawable(card.outlet + card.kicker + card.title):
        return None
    return f"/share/{story.uid}-{card.hash}.png"
