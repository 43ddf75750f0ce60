"""A story as a ninjs 3.1 object (IPTC News in JSON; iptc.org/std/ninjs/ninjs-schema_3.1.json)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masthead.addresses.paths import absolute
from masthead.articles.models import ArticlePage
from masthead.bake import totals
from masthead.core.sites import address_of
from masthead.outlet.models import OutletSettings

from .below import NINJS, find
from .pictures import lead_picture
from .stories import authors_of, story_html, version_of, with_all_that_is_told

if TYPE_CHECKING:
    from django.http import HttpRequest

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
CACHED = "public, max-age=60"  # seconds


@require_safe
def article_object(request: HttpRequest, stem: str) -> HttpResponseBase:
    """The story at ``stem`` for other newsrooms. Raises Http404 for what is no story."""
    thing, instead = find(request, stem, NINJS)
    if instead:
        return instead
    if not isinstance(thing, ArticlePage):
        message = "only stories have a ninjs object"
        raise Http404(message)
    story = with_all_that_is_told(ArticlePage.objects.filter(pk=thing.pk)).get()
    with story.spoken():
        content = json.dumps(as_ninjs(story), ensure_ascii=False).encode()
    etag = f'"{version_of([content])}"'
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(story.last_published_at.timestamp()),
        "Cache-Control": CACHED,
    }
    response = HttpResponse(content, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag, response=response) or response


def as_ninjs(story: Any) -> dict[str, Any]:
    """Return the object; what the story does not have is left out."""
    outlet = OutletSettings.load()
    authors = authors_of(story)
    names = [author.name for author in authors]
    written = {
        "standard": STANDARD,
        "uri": story.uid.urn,
        "type": "text",
        "representationType": "full",
        "version": str(story.live_revision_id or 1),
        "firstCreated": story.first_published_at.isoformat(),
        "versionCreated": story.last_published_at.isoformat(),
        "pubStatus": "usable",
        "language": story.language,
        "title": story.seo_title or story.title,
        "headlines": [{"role": "main", "value": story.title}],
        "descriptions": _if(story.standfirst, {"role": "standfirst", "value": story.standfirst}),
        "by": str(get_text_list(names, _("and"))),
        "located": story.dateline,
        "people": [
            _said({"name": author.name, "rel": "author", "uri": author.url}) for author in authors
        ],
        "organisations": [{"name": outlet.name, "rel": "publisher", "uri": address_of("/")}],
        "subjects": [_subject(page) for page in (story.section, *story.topics.all()) if page],
        "genres": [{"name": str(story.get_kind_display()), "literal": story.kind}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "wordCount": story.word_count,
                "value": story_html(story, totals.epoch()),
            }
        ],
        "renditions": [
            {"name": "web", "href": absolute(story.url), "contentType": "text/html"},
        ],
        "associations": _lead_picture(story),
    }
    return _said(written)


def _subject(page: Any) -> dict[str, Any]:
    return {"name": page.title, "rel": "about", "uri": absolute(page.url)}


def _lead_picture(story: Any) -> list[dict[str, Any]]:
    picture = lead_picture(story)
    if picture is None:
        return []
    image = story.lead_image
    file = {
        "name": "main",
        "href": picture.url,
        "contentType": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "sizeInBytes": picture.size,
    }
    caption = story.lead_caption or image.caption
    told = {
        "name": "lead picture",
        "rel": "illustrates",
        "uri": picture.url,
        "type": "picture",
        "headlines": _if(caption, {"role": "caption", "value": caption}),
        "descriptions": _if(picture.alt, {"role": "alternative text", "value": picture.alt}),
        "by": picture.credit,
        "usageTerms": image.licence,
        "rightsInfo": {"linkedRights": image.licence_url} if image.licence_url else {},
        "renditions": [file],
    }
    return [_said(told)]


def _if(text: str, described: dict[str, str]) -> list[dict[str, str]]:
    return [described] if text else []


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
