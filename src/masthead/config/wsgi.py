"""The WSGI entry: what is baked and stored, and Django behind it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from masthead.config import headers, options
from masthead.serve import counts, web
from masthead.serve.application import Front
from masthead.serve.files import Files
from masthead.serve.hosts import Hosts
from masthead.serve.pages import Pages
from masthead.serve.rest import Rest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from masthead.serve.answer import Application, Environ, StartResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")

# Seconds after which a thread that wants the interpreter gets it. With Python's own 0.005 a page
# that is ready waits as long whenever Django is at work in another thread (bench/RESULTS.md).
sys.setswitchinterval(0.0005)

MEMORY = 64 * 1024 * 1024  # bytes of pages that one process holds ready: about a thousand


def django() -> Application:
    """Return Django's application. Imported here: where it fails, what is baked is served on."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    application = get_wsgi_application()
    # Else the first requests would import every view, and those beside them seem held up.
    _ = get_resolver().url_patterns

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response: Any = application(environ, start_response)
        if response.streaming:
            return response
        # Ended here, in the thread that has the connection to the database.
        try:
            return [b"".join(response)]
        finally:
            response.close()

    return answer


def front() -> Front:
    """Put together what answers requests for the outlet in the chosen folder."""
    folder, found = options.folder(), options.read()
    waiting = web.THREADS - web.DJANGO_THREADS - web.KEPT_FREE
    rest = Rest(django, web.DJANGO_THREADS, waiting)
    rest.start()
    static, media = headers.for_static(), headers.for_media()
    return Front(
        Pages(folder / options.BAKED, MEMORY, headers.for_baked()),
        {
            "/static/": Files("/static/", folder / "static", static, headers.static_lifetime),
            "/media/": Files(
                "/media/", folder / "media", media, headers.media_lifetime, headers.PRIVATE
            ),
        },
        rest,
        headers.for_baked(),
        counts.own(folder / counts.FOLDER),
        Hosts(found.site(), found.language_sites),
    )


application = front()
