"""What the usual plugins for search engines keep with a post: Yoast, Rank Math, All in One SEO."""

import re
from dataclasses import dataclass

from ..read.ours import META
from ..read.php import BrokenPhpError, loads
from ..read.records import Item

_VARIABLE = re.compile(r"%%?[a-z_]+(?:\([^)]*\))?%%?|#[a-z_]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seo:
    """The fields of ours that they fill. `primary` is the old id of the main category."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    noindex: bool = False
    social_title: str = ""
    social_description: str = ""
    social_image: int = 0
    primary: int = 0


_KEYS = {
    "title": ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title"),
    "description": (
        "_yoast_wpseo_metadesc",
        "rank_math_description",
        "_aioseo_description",
        "_aioseop_description",
    ),
    "canonical": ("_yoast_wpseo_canonical", "rank_math_canonical_url", "_aioseop_custom_link"),
    "social_title": (
        "_yoast_wpseo_opengraph-title",
        "rank_math_facebook_title",
        "_aioseo_og_title",
    ),
    "social_description": (
        "_yoast_wpseo_opengraph-description",
        "rank_math_facebook_description",
        "_aioseo_og_description",
    ),
    "social_image": ("_yoast_wpseo_opengraph-image-id", "rank_math_facebook_image_id"),
    "primary": ("_yoast_wpseo_primary_category", "rank_math_primary_category"),
}


def seo(item: Item, site_title: str) -> Seo:
    """The fields as they were set for this post; templates of the plugins are filled in."""
    found = {name: _first(item, keys) for name, keys in _KEYS.items()}
    known = {
        "title": item.title,
        "post_title": item.title,
        "sitename": site_title,
        "site_title": site_title,
    }
    known |= {
        "sep": "-",
        "separator_sa": "-",
        "excerpt": item.excerpt,
        "post_excerpt": item.excerpt,
    }

    def filled(name: str) -> str:
        if META in item.meta:  # our own export: words, no templates
            return found[name]
        return _VARIABLE.sub(
            lambda m: known.get(m.group().strip("%#").lower(), ""), found[name]
        ).strip()

    return Seo(
        title=filled("title"),
        description=filled("description"),
        canonical=found["canonical"],
        noindex=_noindex(item),
        social_title=filled("social_title"),
        social_description=filled("social_description"),
        social_image=_number(found["social_image"]),
        primary=_number(found["primary"]),
    )


def _first(item: Item, keys: tuple[str, ...]) -> str:
    return next((value for key in keys if (value := item.first(key).strip())), "")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _noindex(item: Item) -> bool:
    if (
        item.first("_yoast_wpseo_meta-robots-noindex") == "1"
        or item.first("_aioseop_noindex") == "on"
    ):
        return True
    try:
        robots = loads(item.first("rank_math_robots") or "a:0:{}")
    except BrokenPhpError:
        return False
    return isinstance(robots, dict) and "noindex" in robots.values()
