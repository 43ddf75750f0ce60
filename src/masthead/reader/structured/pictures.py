"""The pictures of a story, with whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.reader.head.pictures import card_picture, cut

from .ids import Data, filled, picture_data

if TYPE_CHECKING:
    from masthead.articles.models import ArticlePage
    from masthead.outlet.models import OutletSettings

# 16 to 9, 4 to 3 and 1 to 1: what search engines ask for, to choose from.
RATIOS = ("fill-1200x675", "fill-1200x900", "fill-1200x1200")


def pictures(story: ArticlePage, outlet: OutletSettings) -> list[Data]:
    """Return the lead picture in three ratios; without one, the story's card."""
    image = story.lead_image
    cuts = [made for made in (cut(image, ratio) for ratio in RATIOS) if made]
    if image is None or not cuts:
        card = card_picture(story, outlet)
        return [picture_data(card)] if card else []
    rights: Data = {
        "caption": story.lead_caption or image.caption,
        "creditText": image.credit,
        "license": image.licence_url,
    }
    return [picture_data(made) | filled(rights) for made in cuts]
