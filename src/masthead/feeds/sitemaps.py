"""Sitemaps and robots.txt."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from masthead.articles.lists import changes_by_month
from masthead.core.sites import address_of
from masthead.outlet.editions import rows
from masthead.outlet.models import OutletSettings

from . import places
from .sitemap_xml import CONTENT_TYPE, Place, write, write_index, write_news

if TYPE_CHECKING:
    from django.http import HttpRequest

CACHED = "public, max-age=300"  # seconds
ROBOTS = """User-agent: *
Disallow: /newsroom/
Disallow: /search/
{searches}Allow: /

Sitemap: {sitemap}
Sitemap: {news}
"""


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """All sitemaps that have something in them."""
    standing = [Place(_address(name)) for name in places.filled()]
    monthly = [
        Place(_address(f"stories-{month:%Y-%m}"), changed)
        for month, changed in changes_by_month().items()
    ]
    return _answer(request, write_index([*standing, *monthly]))


@require_safe
def standing(request: HttpRequest, name: str) -> HttpResponseBase:
    """Pages, sections, topics or authors. Raises Http404 for none."""
    return _filled(request, places.standing(name))


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponseBase:
    """The stories of one month. Raises Http404 for a month without any."""
    return _filled(request, places.stories_of(date(int(year), int(month), 1)))


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """The stories of the last two days; on quiet days there are none."""
    return _answer(request, write_news(places.news(), OutletSettings.load().name))


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """What crawlers may read, and where the sitemaps are."""
    text = ROBOTS.format(
        searches="".join(f"Disallow: {row.place.path('/search/')}\n" for row in rows()),
        sitemap=address_of(reverse("sitemap_index")),
        news=address_of(reverse("sitemap_news")),
    )
    return _answer(request, text.encode(), "text/plain; charset=utf-8")


def _address(name: str) -> str:
    return address_of(f"/sitemaps/{name}.xml")


def _filled(request: HttpRequest, found: list[Place]) -> HttpResponseBase:
    if not found:  # the protocol knows no empty sitemap
        message = "there is nothing to list here"
        raise Http404(message)
    return _answer(request, write(found))


def _answer(
    request: HttpRequest, content: bytes, content_type: str = CONTENT_TYPE
) -> HttpResponseBase:
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": CACHED}
    response = HttpResponse(content, content_type=content_type, headers=headers)
    return get_conditional_response(request, etag, response=response) or response
