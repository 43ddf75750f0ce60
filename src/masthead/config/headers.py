"""What each response tells the browser it may load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.config import options

if TYPE_CHECKING:
    from collections.abc import Callable

    # Not imported when this runs: headers are needed also where Django cannot be.
    from django.http import HttpRequest, HttpResponse

    Respond = Callable[[HttpRequest], HttpResponse]

NEWSROOM = "/newsroom/"

# Readers load from this host only. The frames are requested after a click, never before.
READER_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "frame-src https://www.youtube-nocookie.com https://player.vimeo.com",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)

# Wagtail's editor writes inline scripts and styles, and shows pictures before they are sent.
NEWSROOM_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)

# Never `no-referrer`: the browser would send `Origin: null` with every form, and each comment
# would be refused.
REFERRER_POLICY = "strict-origin-when-cross-origin"
YEAR = 31_536_000  # seconds
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

# Short, so that a correction is seen soon; a copy serves on while a new one is fetched, and for a
# week when nothing can be fetched at all.
PAGE_CACHE = "public, max-age=10, stale-while-revalidate=60, stale-if-error=604800"


# What was uploaded is shown, never run: a drawing is a picture, not a page with scripts of its own.
MEDIA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
FOR_GOOD = f"public, max-age={YEAR}, immutable"
HASHED = re.compile(r"\.[0-9a-f]{12}(\.[^./]+)?$")  # as Django names a file by its content
RENDITIONS = "images/"  # a rendition's name has its filter in it and never changes content
# Documents can be private to a group: Django asks who wants them, at /documents/.
PRIVATE = ("documents/",)


def for_baked() -> list[tuple[str, str]]:
    """Headers of a baked page: those that Django's middleware gives to one it renders.

    Any site may read it with a script, so that a checker elsewhere can: it is public, and the same
    for everybody.
    """
    return [("Cache-Control", PAGE_CACHE), ("Access-Control-Allow-Origin", "*"), *for_static()]


def for_static() -> list[tuple[str, str]]:
    """Headers of a stylesheet, a script or a font, without its lifetime."""
    return _for_all(READER_POLICY)


def for_media() -> list[tuple[str, str]]:
    """Headers of what was uploaded, without its lifetime."""
    return _for_all(MEDIA_POLICY)


def static_lifetime(name: str) -> str:
    """Return Cache-Control of a stylesheet, script or font."""
    return FOR_GOOD if HASHED.search(name) else "public, max-age=300"


def media_lifetime(name: str) -> str:
    """Return Cache-Control of what was uploaded, or of a size that was made of it."""
    return FOR_GOOD if name.startswith(RENDITIONS) else "public, max-age=3600"


def _for_all(policy: str) -> list[tuple[str, str]]:
    found = [
        ("Content-Security-Policy", policy),
        ("Permissions-Policy", PERMISSIONS),
        ("Referrer-Policy", REFERRER_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if options.read().site().startswith("https://"):
        found.append(("Strict-Transport-Security", f"max-age={YEAR}"))
    return found


class HeadersMiddleware:
    """Sets the two headers Django has no setting for."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then add the headers unless the view set its own."""
        response = self.get_response(request)
        newsroom = request.path_info.startswith(NEWSROOM)
        policy = NEWSROOM_POLICY if newsroom else READER_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
