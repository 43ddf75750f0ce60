"""Under a prefix such as /fa/ all is made for the readers of that language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.core.edition import Place, within
from masthead.outlet.editions import place_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

#: Where the parts of the site that an edition has for itself are mounted below its prefix.
ROUTES = "masthead.config.edition_urls"


class EditionMiddleware:
    """Answers a request in the edition that its path belongs to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; in the first edition nothing is different from an outlet of one."""
        place = place_at(request.path_info)
        if place == Place():
            return self.get_response(request)
        request.urlconf = ROUTES  # documented Django
        with within(place):
            return self.get_response(request)
