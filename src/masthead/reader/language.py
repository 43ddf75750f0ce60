"""Views that are no Wagtail page speak the outlet's language, whatever the newsroom's is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from masthead.outlet.language import reading_in
from masthead.outlet.models import OutletSettings

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def in_the_outlets_language(view: View[P]) -> View[P]:
    """Let ``view`` render labels and dates as the outlet's readers write them."""

    @wraps(view)
    def speaking(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with reading_in(OutletSettings.load(request).language):
            return view(request, *args, **kwargs)

    return speaking
