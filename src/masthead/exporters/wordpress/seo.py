"""Fields for search engines and social networks, as the Yoast plug-in keeps them."""

from __future__ import annotations

from typing import Any

from .write import Export
from .xml import meta


def seo_meta(page: Any, export: Export) -> str:
    """The meta that Yoast reads."""
    picture = export.ids.image(page.social_image_id)
    return (
        meta("_yoast_wpseo_title", page.seo_title)
        + meta("_yoast_wpseo_metadesc", page.search_description)
        + meta("_yoast_wpseo_canonical", page.canonical_url)
        + meta("_yoast_wpseo_meta-robots-noindex", "1" if page.noindex else "")
        + meta("_yoast_wpseo_opengraph-title", page.social_title)
        + meta("_yoast_wpseo_opengraph-description", page.social_description)
        + meta("_yoast_wpseo_opengraph-image-id", str(picture) if picture else "")
    )
