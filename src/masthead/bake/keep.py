"""Keeping what was rendered for a first reader, so that there is no second rendering."""

from __future__ import annotations

import logging
import time
import unicodedata
from typing import TYPE_CHECKING

from django.http import HttpResponse

from masthead.core import layout

from .lock import path_lock
from .render import BAKING, CannotBakeError, as_baked
from .tree import State
from .work import tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    Respond = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger(__name__)

# What these answer differs per reader, per question or by the second.
NEVER = (
    "/newsroom/",
    "/comment/",
    "/search/",
    "/documents/",
    "/media/",
    "/static/",
    "/share/",
    "/metrics",
)


class KeepMiddleware:
    """Bakes a page that was never baked when the first reader asks for it.

    Stands before everything that renders: the lock makes all others who ask at the same time wait
    for the one rendering, and then answers them from the tree.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; keep the answer where it is the same for every reader."""
        if BAKING in vars(request) or not is_kept(request):
            return self.get_response(request)
        asked_at = time.time()
        try:
            with path_lock(tree().root, request.path_info):
                return _made_meanwhile(request.path_info, asked_at) or self._render(request)
        except OSError:
            # A full disk or a read-only folder: readers get the page, it is only not kept.
            log.exception("could not keep %s", request.path_info)
            return self.get_response(request)

    def _render(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        path = request.path_info
        try:
            baked = as_baked(path, response)
        except CannotBakeError:
            return response
        # Not a redirect: there is no end to the ways in which a path can be written wrongly.
        if baked and baked.state is State.PAGE:
            tree().put(path, baked)
        return response


def is_kept(request: HttpRequest) -> bool:
    """Whether the answer could be one for all readers."""
    path = request.path_info
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not path.startswith(NEVER)
        and unicodedata.is_normalized("NFC", path)
    )


def _made_meanwhile(path: str, asked_at: float) -> HttpResponse | None:
    """Return what another request rendered while this one waited for the lock."""
    file = tree().file(path)
    try:
        if file.stat().st_mtime < asked_at:
            return None
        return HttpResponse(file.read_bytes(), content_type=layout.content_type(path))
    except FileNotFoundError:
        return None
