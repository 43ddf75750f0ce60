"""What the reader's templates can say: the head, dates, menus, author boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, get_language_info

from masthead.articles.counts import articles_by_person
from masthead.core.batch import once
from masthead.core.edition import here
from masthead.core.language import direction
from masthead.core.sites import linked, own_site, spot
from masthead.outlet.language import digits
from masthead.outlet.models import OutletSettings
from masthead.reader import dates
from masthead.reader.head.model import Head
from masthead.reader.head.page import head_of
from masthead.reader.menus import Link, menus
from masthead.reader.structured.write import graph, script
from masthead.reader.thread import thread
from masthead.reader.versions import Choice, choices

if TYPE_CHECKING:
    from django.template import Context
    from django.utils.safestring import SafeString

    from masthead.articles.models import ArticlePage

register = template.Library()

for name in ("day", "short_day", "clock", "moment", "since_today", "month_name", "stamp"):
    register.filter(name, getattr(dates, name))
register.filter("direction", direction)
register.filter("digits", digits)


@register.inclusion_tag("masthead/head.html", takes_context=True)
def head_tags(context: Context, page: Any = None) -> dict[str, Any]:
    """`{% head_tags page %}`: title, links and meta tags; a view without page brings a `head`."""
    outlet = OutletSettings.load(context["request"])
    head = _head(context, page, outlet)
    # The onion address is one of the whole site; a language with a host of its own is not there.
    has_onion = outlet.onion_location and own_site() == settings.SITE_URL
    return {
        "head": head,
        "title": head.title if context.get("front") else f"{head.title} – {outlet.name}",
        "outlet": outlet,
        "language": context.get("language"),
        "front_url": linked(here().home),
        "onion": outlet.onion_location.rstrip("/") + head.path if has_onion else "",
        "site_url": settings.SITE_URL,
    }


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: Any = None) -> SafeString | str:
    """`{% structured_data page %}`: the page as JSON-LD; nothing where search engines stay out."""
    outlet = OutletSettings.load(context["request"])
    head = _head(context, page, outlet)
    return "" if head.noindex else script(graph(outlet, head, _plain(context)))


@register.simple_tag(takes_context=True)
def menu(context: Context, place: str) -> list[Link]:
    """`{% menu "header" as links %}`: the menu at that place, each link with its children."""
    return menus(context["request"])[place]


@register.simple_tag(takes_context=True)
def languages(context: Context, page: Any = None) -> list[Choice]:
    """`{% languages page as choices %}`: where a reader of this page gets in each language."""
    outlet = OutletSettings.load(context["request"])
    return choices(context["request"], _head(context, page, outlet).versions)


@register.simple_tag(takes_context=True)
def current_link(context: Context) -> str:
    """`{% current_link as current %}`: where the link of the menu leads that leads to this page."""
    links = menus(context["request"])["header"]
    return next((link.url for link in links if link.current), "")


@register.simple_tag(takes_context=True)
def alike(context: Context, name: str, *by: object) -> SafeString:
    """`{% alike "parts/name.html" %}`: an include that is the same on all pages of a language.

    It is rendered once for the pages of a batch, and for each value of what it differs by:
    `{% alike "parts/author_box.html" person.pk language %}`.
    """
    part = context.template.engine.get_template(name)  # type: ignore[union-attr]
    return once((name, spot(), get_language(), *by), lambda: part.render(context))


@register.simple_tag
def today() -> str:
    """`{% today %}`: weekday and day, where the outlet is."""
    return dates.weekday(timezone.localdate())


register.simple_tag(thread, name="thread_of")


@register.simple_tag
def author_boxes(story: ArticlePage) -> list[dict[str, Any]]:
    """`{% author_boxes story as boxes %}`: each person of the byline once, with their stories."""
    people = list({line.person_id: line.who for line in story.bylines.all()}.values())
    counts = articles_by_person(people) if people else {}
    return [{"person": person, "article_count": counts[person.pk]} for person in people]


@register.filter
def language_name(tag: str) -> str:
    """Return the name of a language in that language; the tag itself where it is not known."""
    try:
        return str(get_language_info(tag.lower())["name_local"])
    except KeyError:
        return tag


@register.filter
def host(url: str) -> str:
    """Return the host a web address leads to, without "www."; the text itself where it has none."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _plain(context: Context) -> dict[str, Any]:
    return {str(name): value for name, value in context.flatten().items()}


def _head(context: Context, page: Any, outlet: OutletSettings) -> Head:
    """Return the page's head, worked out once for all tags that ask."""
    found: Head | None = context.get("head")
    if found is None:
        found = head_of(page, outlet, _plain(context)) if page else Head(title=outlet.name)
        context["head"] = found
    return found
