"""Whether a form came from one of our own pages, known without a cookie."""

from __future__ import annotations

import hashlib
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

SALT = "masthead.comments.preview"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
TOKEN_AGE = 3600  # seconds in which a preview can be confirmed


def is_own(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on this site.

    ``Sec-Fetch-Site`` cannot be set by a page (Fetch Metadata, section 2.4); browsers without it
    send ``Origin``, which has to name one of the outlet's hosts, to the letter.
    """
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    return request.headers.get("Origin", "").lower() in own_origins(request)


def own_origins(request: HttpRequest) -> set[str]:
    """Origins from which a form may come: the site's address, mirrors, onion addresses.

    Hosts are those of ``ALLOWED_HOSTS``; a pattern there (``.example``, ``*``) names no origin.
    The port may only be that of the request itself or of the site's address: on this machine, which
    is always allowed, another port is another program.
    """
    here = request.get_host()  # refused before, if it is not among the allowed hosts
    listed = {host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))} - LOOPBACK
    sites = (settings.SITE_URL, *settings.LANGUAGE_SITES.values())
    hosts = {here, *(urlsplit(site).netloc for site in sites), *listed}
    return {f"{scheme}://{host}".lower() for scheme in ("http", "https") for host in hosts if host}


def make_token(page_id: int, parent: int | None, *body: str) -> str:
    """A token that confirms this page, parent and body, and nothing else, for an hour."""
    return signing.dumps([int(time.time()), _bound(page_id, parent, *body)], salt=SALT)


def token_fits(token: str, page_id: int, parent: int | None, *body: str) -> bool:
    """Whether ``token`` was made here, for just this comment, within the last hour."""
    return token_age(token, page_id, parent, *body) is not None


def token_age(token: str, page_id: int, parent: int | None, *body: str) -> float | None:
    """Seconds since ``token`` was made for just this comment; None if it was not, or long ago."""
    try:
        made, bound = signing.loads(token, salt=SALT, max_age=TOKEN_AGE)
    except signing.BadSignature:
        return None
    same = bound == _bound(page_id, parent, *body)
    return max(0.0, time.time() - made) if same else None


def _bound(page_id: int, parent: int | None, *body: str) -> str:
    return hashlib.sha256(repr((page_id, parent, body)).encode()).hexdigest()
