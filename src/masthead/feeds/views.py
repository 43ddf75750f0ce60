"""Feeds, each in three forms, answered with "not modified" wherever that is true."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from masthead.addresses.paths import encoded
from masthead.articles import lists
from masthead.articles.models import FrontPage, SectionPage, TopicPage
from masthead.articles.models.base import PublicPage
from masthead.comments.models import Comment
from masthead.core.edition import here, within
from masthead.core.html import visible_text
from masthead.core.sites import address_of, linked
from masthead.outlet.models import OutletSettings
from masthead.people.models import Person

from . import atom, json_feed, rss
from .below import FEED, find
from .corrections import corrections
from .discussion import page_discussion, replies, whole_discussion
from .stories import newest_in, newest_of, story_feed

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .model import Feed

Writer = Callable[["Feed", str], bytes]
WRITERS: dict[str, tuple[str, Writer]] = {
    "": (rss.CONTENT_TYPE, rss.write),
    "atom": (atom.CONTENT_TYPE, atom.write),
    "json": (json_feed.CONTENT_TYPE, json_feed.write),
    # By these names WordPress gives the same once more, and somebody reads it there.
    "rss": (rss.CONTENT_TYPE, rss.write),
    "rss2": (rss.CONTENT_TYPE, rss.write),
}
CACHED = "public, max-age=60"  # seconds


@require_safe
def feed_below(request: HttpRequest, stem: str, form: str | None = None) -> HttpResponseBase:
    """The feed of whatever stands at ``stem``: its stories, or the comments under it."""
    thing, instead = find(request, stem, f"{FEED}{form}/" if form else FEED)
    if instead:
        return instead
    with within(thing.edition if isinstance(thing, PublicPage) else here()):
        return _answer(request, feed_of(thing), form)


@require_safe
def site_feed(request: HttpRequest, form: str) -> HttpResponseBase:
    """All stories, at an address of its own."""
    return _answer(request, feed_of(FrontPage()), form)


@require_safe
def language_feed(request: HttpRequest, language: str, form: str | None = None) -> HttpResponseBase:
    """The stories in one language. Raises Http404 where there is none."""
    feed = story_feed(newest_in(language), _language_name(language), "/", language=language)
    if feed.updated is None:
        message = f"no story is in the language {language!r}"
        raise Http404(message)
    return _answer(request, feed, form)


@require_safe
def comments_feed(request: HttpRequest, form: str | None = None) -> HttpResponseBase:
    """What readers said last, under any page."""
    return _answer(request, whole_discussion(), form)


@require_safe
def corrections_feed(request: HttpRequest, form: str | None = None) -> HttpResponseBase:
    """What was corrected, clarified or withdrawn last."""
    return _answer(request, corrections(), form)


@require_safe
def replies_feed(
    request: HttpRequest, stem: str, number: str, form: str | None = None
) -> HttpResponseBase:
    """What was said below one comment. Raises Http404 where readers see no such comment."""
    name = f"comments/{number}/{FEED}{form}/" if form else f"comments/{number}/{FEED}"
    thing, instead = find(request, stem, name)
    if instead:
        return instead
    comment = Comment.objects.shown().filter(page_id=thing.pk, number=int(number)).first()
    if comment is None or not isinstance(thing, PublicPage):
        message = f"no comment {number} is shown there"
        raise Http404(message)
    return _answer(request, replies(thing, comment), form)


def feed_of(thing: Any) -> Feed:
    """The feed of ``thing``, a page or a person."""
    if isinstance(thing, FrontPage):
        return story_feed(newest_of(lists.everything()), "", linked(here().home))
    if isinstance(thing, SectionPage):
        return story_feed(
            newest_of(lists.of_section(thing)), thing.title, thing.url, thing.description
        )
    if isinstance(thing, TopicPage):
        about = newest_of(lists.of_topic(thing))
        return story_feed(about, thing.title, thing.url, thing.summary, thing.language)
    if isinstance(thing, Person):
        by, who = newest_of(lists.of_person(thing)), thing.spoken(OutletSettings.load().language)
        return story_feed(by, who.name, who.url or "", visible_text(who.bio))
    return page_discussion(thing)


def _answer(request: HttpRequest, feed: Feed, form: str | None) -> HttpResponseBase:
    content_type, write = WRITERS[form or ""]
    # Weak: it tells of the entries, not of every byte of a picture's address.
    etag = f'W/"{feed.version}"'
    changed = int(feed.updated.timestamp()) if feed.updated else None
    response = get_conditional_response(request, etag, changed)
    if response is None:
        content = write(feed, address_of(encoded(request.path)))
        response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = CACHED
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    return response


def _language_name(tag: str) -> str:
    try:
        return str(get_language_info(tag)["name_local"])
    except KeyError:
        return tag
