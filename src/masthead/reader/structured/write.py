"""The data of a page, all in one graph, and its way into HTML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from masthead.addresses.paths import absolute
from masthead.articles.models import ArticlePage, FrontPage, SectionPage, StandardPage, TopicPage

from .ids import CONTEXT, Data, filled, site_id
from .outlet import outlet_brief, outlet_whole, site
from .person import profile
from .story import breadcrumbs, story

if TYPE_CHECKING:
    from masthead.outlet.models import OutletSettings
    from masthead.reader.head.model import Head

# Inside <script> only "</script" and "<!--" could end or bend the block; no "<" is left of either.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def graph(outlet: OutletSettings, head: Head, context: dict[str, Any]) -> Data:
    """Return what the page says to machines, by what its template is rendered with."""
    page, person = context.get("page"), context.get("person")
    parts: list[Data | None] = []
    if isinstance(page, FrontPage | StandardPage):
        parts += [outlet_whole(outlet), site(outlet)]
    else:
        parts += [outlet_brief(outlet), site(outlet)]
    if isinstance(page, ArticlePage):
        parts.append(story(page, outlet, context.get("translations", []), head.description))
        parts.append(breadcrumbs(page, context.get("way", [])))
    elif isinstance(page, SectionPage | TopicPage):
        parts.append(_plain("CollectionPage", head, page.language or outlet.language))
    elif isinstance(page, StandardPage):
        parts.append(_plain("WebPage", head, page.language or outlet.language))
    elif person:
        parts.append(profile(person, context["article_count"]))
    return {"@context": CONTEXT, "@graph": [part for part in parts if part]}


def script(data: Data) -> SafeString:
    """Return ``data`` as a block that browsers never run and no content can leave."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 - escaped above


def _plain(kind: str, head: Head, language: str) -> Data:
    return filled(
        {
            "@type": kind,
            "url": absolute(head.path),
            "name": head.title,
            "description": head.description,
            "inLanguage": language,
            "isPartOf": {"@id": site_id()},
        }
    )
