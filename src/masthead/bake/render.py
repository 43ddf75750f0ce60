"""Asking the site itself, in this process, what a path answers."""

from __future__ import annotations

import io
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse

from masthead.core import layout

from .tree import Baked, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase


BAKING = "baking"  # the mark of a request that the baker makes; read by bake.keep


class CannotBakeError(Exception):
    """The site has no lasting answer for the path; the text says which it gave."""


def render(path: str) -> Baked | None:
    """Return what ``path`` (decoded) answers to any reader; None where it answers 404.

    Raises CannotBakeError for an answer that differs per reader or is an error.
    """
    response = _handler().get_response(_request(path))
    try:
        return as_baked(path, response)
    finally:
        _close(response)


def as_baked(path: str, response: HttpResponseBase) -> Baked | None:
    """Turn an answer into what the tree keeps of it; see ``render``."""
    status = response.status_code
    if status == HTTPStatus.NOT_FOUND:
        return None
    private = any(word in response.get("Cache-Control", "") for word in ("no-store", "private"))
    if private or response.cookies or "Cookie" in response.get("Vary", ""):
        message = f"{path} answers differently per reader"
        raise CannotBakeError(message)
    if status == HTTPStatus.MOVED_PERMANENTLY:
        return Baked(State.REDIRECT, response["Location"].encode())
    state = {HTTPStatus.OK: State.PAGE, HTTPStatus.GONE: State.GONE}.get(HTTPStatus(status))
    if state is None or not isinstance(response, HttpResponse):
        message = f"{path} answers {status}"
        raise CannotBakeError(message)
    kind = response["Content-Type"].partition(";")[0]
    if state is State.PAGE and kind != layout.content_type(path).partition(";")[0]:
        message = f"{path} is {kind}, which its name does not say"
        raise CannotBakeError(message)
    return Baked(state, response.content)


def _close(response: HttpResponseBase) -> None:
    """Close the files that an answer holds.

    Not with ``response.close()``: that tells the whole process that a request is over, and Django
    closes the connection to the database then, in the middle of the batch.
    """
    # Django's types know nothing of this attribute.
    closers: list[Callable[[], None]] = vars(response)["_resource_closers"]
    for close in closers:
        close()


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _request(path: str) -> WSGIRequest:
    """Build the request of a reader who says nothing about themselves."""
    site = urlsplit(settings.SITE_URL)
    plain, _mark, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(plain).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    request = WSGIRequest(environ)
    vars(request)[BAKING] = True
    return request
