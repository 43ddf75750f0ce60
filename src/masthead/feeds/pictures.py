"""The lead picture of a story for those who load it from elsewhere."""

from __future__ import annotations

import mimetypes
from html import escape
from typing import TYPE_CHECKING, Any

from wagtail.images.models import SourceImageIOError

from masthead.addresses.paths import absolute

from .model import Picture

if TYPE_CHECKING:
    from masthead.articles.models import ArticlePage

# Small enough for a telephone, in the one format that every feed reader knows.
FORM = "max-1200x1200|format-jpeg|preserve-svg"


def lead_picture(story: ArticlePage) -> Picture | None:
    """The lead picture of ``story``, or None where it has none or its file is lost."""
    image: Any = story.lead_image
    if image is None:
        return None
    try:
        rendition = image.get_rendition(FORM)
        size = rendition.file.size
    except (SourceImageIOError, OSError):
        return None
    return Picture(
        url=absolute(rendition.url),
        media_type=mimetypes.guess_type(rendition.file.name)[0] or "image/jpeg",
        size=size,
        width=rendition.width,
        height=rendition.height,
        alt=image.alt_text,
        credit=image.credit,
    )


def lead_figure(story: ArticlePage, picture: Picture | None) -> str:
    """The lead picture with its caption and credit as markup; empty without a picture."""
    image: Any = story.lead_image
    if picture is None:
        return ""
    caption = story.lead_caption or image.caption
    words = " ".join(escape(part) for part in (caption, picture.credit) if part)
    return (
        f'<figure><img src="{escape(picture.url)}" alt="{escape(picture.alt)}"'
        f' width="{picture.width}" height="{picture.height}">'
        f"{f'<figcaption>{words}</figcaption>' if words else ''}</figure>\n"
    )
