"""The ticker as a plain page, and as the few bytes that open pages ask for."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masthead.core.language import direction
from masthead.outlet.language import reading_in
from masthead.outlet.models import OutletSettings

from .current import Line, current_lines

if TYPE_CHECKING:
    from django.http import HttpRequest

# Seconds. Open pages ask every 15 s, and past a shared cache they are still to know within 20.
CACHED = "public, max-age=5"


@require_safe
def ticker_page(request: HttpRequest) -> HttpResponse:
    """All lines as a list that needs no scripts."""
    newest_first = sorted(current_lines(request), key=attrgetter("starts_at"), reverse=True)
    by_day = groupby(newest_first, key=lambda line: localdate(line.starts_at))
    language = OutletSettings.load(request_or_site=request).language
    context = {
        "days": [{"day": day, "items": list(lines)} for day, lines in by_day],
        "language": language,
        "direction": direction(language),
    }
    with reading_in(language):
        return render(request, "masthead/ticker.html", context | {"title": _("Latest")})


@require_safe
def ticker_json(request: HttpRequest) -> HttpResponseBase:
    """The lines for open pages; see docs/feeds.md for the form. 304 where nothing changed.

    Only the ETag decides: an item that expired or was deleted leaves no later date behind.
    """
    lines = current_lines(request)
    items = [_as_json(line) for line in lines]
    body = json.dumps({"items": items}, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": CACHED}
    if lines:
        headers["Last-Modified"] = http_date(max(line.changed_at for line in lines).timestamp())
    response = HttpResponse(body, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag, response=response) or response


def _as_json(line: Line) -> dict[str, str | bool]:
    return {
        "id": line.id,
        "text": line.text,
        "url": line.url,
        "language": line.language,
        "direction": line.direction,
        "starts_at": line.starts_at.isoformat(timespec="seconds"),
        "live": line.live,
        "pinned": line.pinned,
    }
