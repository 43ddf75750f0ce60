"""Each request that changes something runs in one transaction.

Wagtail 8 publishes outside a transaction: a receiver of `page_published` that raises
would leave the story live without what the receiver was to write. Inside one, both
stay or neither.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from masthead.core.tasks import once_each

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

Respond = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponseBase]


class TransactionMiddleware:
    """Runs the view of an unsafe request in a transaction. It has to stand last.

    Not done in `__call__`: Django turns an exception into a response before a
    middleware sees it, so a transaction around `get_response` would commit what a
    failed view left behind. `process_view` calls the view itself and sees the
    exception; standing last, it runs after the check of the form's CSRF token.

    Not `ATOMIC_REQUESTS`: on SQLite every transaction here takes the write lock, and
    readers must never wait for it.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; the work is in `process_view`."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Run an unsafe request's view in a transaction; leave a safe one to Django.

        A view that says ``own_transactions`` opens them itself: it reads a stranger's request
        first, and a slow sender must not hold the write lock.
        """
        if request.method in SAFE_METHODS or getattr(view, "own_transactions", False):
            return None
        with transaction.atomic(), once_each():
            return view(request, *args, **kwargs)
