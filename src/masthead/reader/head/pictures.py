"""The picture that a link to a page is shown with."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from masthead.addresses.paths import absolute
from masthead.articles.models import ArticlePage
from masthead.reader.head.model import Picture
from masthead.reader.share import card

if TYPE_CHECKING:
    from masthead.articles.models.base import PublicPage
    from masthead.media.models import Image
    from masthead.outlet.models import OutletSettings

log = logging.getLogger(__name__)

SOCIAL = "fill-1200x630"  # the ratio that all social networks show whole


def picture_of(page: PublicPage, outlet: OutletSettings) -> Picture | None:
    """Return what an editor chose, else a story's card, else the outlet's own picture."""
    chosen = cut(page.social_image, SOCIAL)
    if chosen:
        return chosen
    if isinstance(page, ArticlePage) and page.live:
        return card_picture(page, outlet) or cut(page.lead_image, SOCIAL)
    return cut(outlet.share_image, SOCIAL)


def card_picture(story: ArticlePage, outlet: OutletSettings) -> Picture | None:
    """Return the card of ``story``; None where the fonts lack letters of its headline."""
    path = card.path_of(story, outlet)
    return Picture(absolute(path), card.WIDTH, card.HEIGHT, story.title) if path else None


def cut(image: Image | None, form: str) -> Picture | None:
    """Return ``image`` in the given form as JPEG; None for a drawing or a missing file."""
    if image is None or image.is_svg():
        return None
    try:
        made = image.get_rendition(f"{form}|format-jpeg")
    except (SourceImageIOError, InvalidFilterSpecError):
        log.warning("the picture %s cannot be read; pages do without it", image.pk)
        return None
    return Picture(absolute(made.url), made.width, made.height, image.alt_text)
