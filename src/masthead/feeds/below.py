"""What stands below the address of a thing: its feeds and its ninjs object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from masthead.addresses.paths import below, encoded
from masthead.addresses.resolve import Found
from masthead.articles.models.base import PublicPage
from masthead.core.edition import here
from masthead.core.sites import linked
from masthead.people.resolve import resolve_here

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest

FEED = "feed/"
NINJS = "ninjs.json"
# Years, months and days had feeds in WordPress; they lead to that of the whole site.
DATE = re.compile(r"[12][0-9]{3}/(?:[01][0-9]/(?:[0-3][0-9]/)?)?")


def find(request: HttpRequest, stem: str, name: str) -> tuple[Any, HttpResponse | None]:
    """Return what stands at ``stem``, and the answer where ``name`` below it is not to be given.

    That is a redirect to where ``name`` stands below the canonical address, or "gone".
    Raises Http404 where nothing ever was, or where it is not open to everybody.
    """
    found = _follow(resolve_here(quote(f"/{stem}")))
    thing = found.thing if found else None
    if found is None and DATE.fullmatch(here().rest(f"/{stem}").removeprefix("/")):
        return None, HttpResponsePermanentRedirect(linked(here().path(f"/{name}")))
    if found is None:
        message = "nothing ever stood here"
        raise Http404(message)
    if found.gone or _is_withdrawn(thing):
        return None, HttpResponse("This was taken away.\n", status=410, content_type="text/plain")
    if isinstance(thing, PublicPage) and (not thing.live or thing.get_view_restrictions()):
        message = "this page is not public"
        raise Http404(message)
    address = below(getattr(thing, "url", None) or "", name)
    if unquote(address) != linked(request.path):
        return thing, HttpResponsePermanentRedirect(address)
    return thing, None


def _follow(found: Found | None) -> Found | None:
    """Take the one step that a redirect within the site asks for."""
    target = found.redirect_to if found else None
    if target is None:
        return found
    return resolve_here(encoded(target)) if target.startswith("/") else None


def _is_withdrawn(thing: object) -> bool:
    return isinstance(thing, PublicPage) and not thing.live and bool(thing.first_published_at)
