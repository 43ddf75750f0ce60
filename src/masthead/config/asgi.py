"""The entry that the web server calls; see config.wsgi for what answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.serve import web
from masthead.serve.bridge import Bridge

from .wsgi import application as front

if TYPE_CHECKING:
    from masthead.serve.answer import Environ


def is_staff(environ: Environ) -> bool:
    """Whether a request comes from somebody who signed in. Raises BusyError and NotRunningError."""
    return front.rest.run(lambda _application: _signed_in(environ))


def _signed_in(environ: Environ) -> bool:
    # Imported when Django runs: where it fails, what is baked is served on.
    from django.contrib.auth import get_user  # noqa: PLC0415
    from django.contrib.sessions.middleware import SessionMiddleware  # noqa: PLC0415
    from django.core.handlers.wsgi import WSGIRequest  # noqa: PLC0415
    from django.db import close_old_connections  # noqa: PLC0415
    from django.http import HttpResponse  # noqa: PLC0415

    request = WSGIRequest(environ)
    SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
    close_old_connections()
    try:
        return bool(get_user(request).is_authenticated)
    finally:
        close_old_connections()


application = Bridge(front, web.THREADS, is_staff)
