"""The head of each kind of page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from masthead.addresses.paths import below
from masthead.articles.models import ArticlePage, FrontPage, SectionPage, TopicPage
from masthead.core.html import visible_text
from masthead.core.text import shorten
from masthead.outlet.language import digits
from masthead.reader.versions import versions_of

from .model import Head, Story
from .pictures import picture_of

if TYPE_CHECKING:
    from masthead.articles.models.base import PublicPage
    from masthead.articles.sheets import Sheet
    from masthead.outlet.models import OutletSettings

DESCRIPTION = 200  # characters; search engines show fewer


def head_of(page: PublicPage, outlet: OutletSettings, context: dict[str, Any]) -> Head:
    """Return the head of ``page``, rendered with ``context``."""
    head = Head(
        versions=versions_of(page, context.get("translations", [])),
        title=page.seo_title or page.title,
        path=page.url or "",
        description=page.search_description or description_of(page, outlet),
        noindex=page.noindex,
        elsewhere=page.canonical_url,
        social_title=page.social_title,
        social_description=page.social_description,
        picture=picture_of(page, outlet),
    )
    if isinstance(page, FrontPage):
        return replace(head, title=page.seo_title or _front_title(outlet))
    if isinstance(page, ArticlePage):
        return _of_story(head, page)
    if isinstance(page, SectionPage | TopicPage):
        return of_list(head, context["stories"])
    return head


def of_list(head: Head, sheet: Sheet) -> Head:
    """Return ``head`` for one sheet of a list, which is a page of its own to search engines."""
    title = head.title
    if sheet.number:
        title = _("%(title)s, page %(number)s") % {"title": title, "number": digits(sheet.number)}
    feed = below(head.path, "feed/") if head.path else ""
    # The sheets of other languages hold other stories.
    versions = () if sheet.number else head.versions
    return replace(
        head,
        versions=versions,
        title=title,
        path=sheet.url,
        newer=sheet.newer_url,
        older=sheet.older_url,
        feed=feed,
    )


def description_of(page: PublicPage, outlet: OutletSettings) -> str:
    """Return what the page says in its first lines."""
    if isinstance(page, FrontPage):
        return outlet.description
    for name in ("standfirst", "summary", "description"):
        if getattr(page, name, ""):
            return shorten(getattr(page, name), DESCRIPTION)
    for block in getattr(page, "body", ()):
        if block.block_type == "text":
            return shorten(visible_text(block.value.source), DESCRIPTION)
    return ""


def _front_title(outlet: OutletSettings) -> str:
    return f"{outlet.name} – {outlet.tagline}" if outlet.tagline else outlet.name


def _of_story(head: Head, story: ArticlePage) -> Head:
    return replace(
        head,
        kind="article",
        ninjs=below(head.path, "ninjs.json") if head.path else "",
        story=Story(
            published=story.first_published_at,
            modified=story.last_published_at,
            section=story.section.title if story.section else "",
            topics=tuple(topic.title for topic in story.topics.all()),
            authors=tuple(
                (who.name, who.url or "") for who in (line.who for line in story.authors)
            ),
        ),
    )
