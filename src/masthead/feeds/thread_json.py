"""The discussion under a page for programs: the page's own module asks it what is new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from masthead.addresses.paths import absolute
from masthead.articles.models.base import PublicPage
from masthead.comments.models import Comment
from masthead.comments.reading import shown_count
from masthead.comments.sheets import comment_url

from .below import find
from .stories import version_of

if TYPE_CHECKING:
    from django.http import HttpRequest

NAME = "comments.json"
NEWEST = 50  # comments told of; older ones stand on the page
CACHED = "public, max-age=15"  # seconds


@require_safe
def thread(request: HttpRequest, stem: str) -> HttpResponseBase:
    """How many comments there are, and the newest. Raises Http404 where no page is."""
    thing, instead = find(request, stem, NAME)
    if instead:
        return instead
    if not isinstance(thing, PublicPage):
        message = "only pages have comments"
        raise Http404(message)
    content = json.dumps(as_json(thing), ensure_ascii=False).encode()
    etag = f'"{version_of([content])}"'
    headers = {"ETag": etag, "Cache-Control": CACHED}
    response = HttpResponse(content, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag, response=response) or response


def as_json(page: Any) -> dict[str, Any]:
    """Count, last number and the newest comments, the newest first."""
    shown = Comment.objects.shown().filter(page_id=page.pk)
    newest = list(shown.select_related("parent").order_by("-number")[:NEWEST])
    return {
        "url": absolute(page.url),
        "count": shown_count(page.pk),
        "last": newest[0].number if newest else 0,
        "comments": [_told(page, comment) for comment in newest],
    }


def _told(page: Any, comment: Comment) -> dict[str, Any]:
    return {
        "number": comment.number,
        "in_reply_to": comment.parent.number if comment.parent else None,
        "url": comment_url(absolute(page.url), comment),
        "name": comment.author_name,
        "newsroom": comment.is_staff,
        "published": comment.created_at.isoformat(),
        "html": comment.html,
    }
