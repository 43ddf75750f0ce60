"""Keeping what was rendered for a first reader, so that there is no second rendering."""

from __future__ import annotations

import logging
import time
import unicodedata
from contextlib import ExitStack
from typing import TYPE_CHECKING

from django.http import HttpResponse

from masthead.core import layout
from masthead.core.edition import here

from .lock import path_lock
from .render import BAKING, CannotBakeError, as_baked
from .tree import State
from .work import tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    Respond = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger(__name__)

LOCK, KEPT = "keep_lock", "keep_answer"  # what is noted on a request
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
    # Checks differ per question and the checker has a policy of its own; the others are the log,
    # which lies in files of its own.
    "/record/check",
    "/record/policy",
    "/record/tile/",
    "/record/timestamp/",
)
PROOF = ".tlog-proof"  # below a revision's address: another one with every checkpoint


class KeepMiddleware:
    """Bakes a page that was never baked when the first reader asks for it.

    Stands around everything that makes an answer differ per reader, so that it sees when one does.
    The lock makes all others who ask at the same time wait for the one rendering, and then answers
    them from the tree.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; keep the answer where it is the same for every reader."""
        with ExitStack() as lock:
            vars(request)[LOCK] = lock
            response = self.get_response(request)
            if vars(request).get(KEPT):
                _keep(request.path_info, response)
            return response

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Wait for the turn of the path, and answer with what was made meanwhile.

        Here and not before: a preview in the newsroom runs through the same middleware, under the
        address of the page whose draft it shows, or under that of the front page. But its view is
        none that an address leads to, so Django does not call this for it.
        """
        if BAKING in vars(request) or not is_kept(request):
            return None
        asked_at = time.time()
        try:
            vars(request)[LOCK].enter_context(path_lock(tree().root, request.path_info))
        except OSError:
            log.exception("could not keep %s", request.path_info)
            return None
        made = _made_meanwhile(request.path_info, asked_at)
        vars(request)[KEPT] = made is None
        return made


def _keep(path: str, response: HttpResponse) -> None:
    try:
        baked = as_baked(path, response)
        # Not a redirect: there is no end to the ways in which a path can be written wrongly.
        if baked and baked.state is State.PAGE:
            tree().put(path, baked)
    except CannotBakeError:
        pass
    except OSError:
        # A full disk or a read-only folder: readers get the page, it is only not kept.
        log.exception("could not keep %s", path)


def is_kept(request: HttpRequest) -> bool:
    """Whether the answer could be one for all readers."""
    path = request.path_info
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not here().rest(path).startswith(NEVER)
        and not path.endswith(PROOF)
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
