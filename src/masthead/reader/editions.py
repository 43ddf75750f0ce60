"""Under a prefix such as /fa/, or at a host of its own, all is made for readers of a language."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponsePermanentRedirect

from masthead.addresses.resolve import resolve
from masthead.bake.render import BAKING
from masthead.core.edition import Place, within
from masthead.core.sites import address_of, read_at
from masthead.outlet.editions import place_at
from masthead.serve.hosts import Hosts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

#: Where the parts of the site that an edition has for itself are mounted below its prefix.
ROUTES = "masthead.config.edition_urls"
READING = frozenset({"GET", "HEAD"})


class EditionMiddleware:
    """Answers a request in the edition that its host and path belong to.

    Inside of it every path is one of the tree, with the prefix, whatever the host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on, or lead to the host of its language."""
        sites = {home.strip("/"): site for home, site in settings.LANGUAGE_SITES.items()}
        if not sites or BAKING in vars(request):  # the baker asks for a path of the tree
            with read_at(request.path_info):
                return self._answer(request)
        asked, hosts = request.path_info, Hosts(settings.SITE_URL, sites)
        path, moved = hosts.read(request.get_host(), asked)
        if moved and request.method in READING:
            return _lead(request, moved)
        request.path = request.path_info = path
        with read_at(hosts.home(request.get_host())):
            response = self._answer(request)
        # What was recorded before the language had a host names the other parts of the site by
        # their paths alone, and stays as it was recorded.
        is_lost = path != asked and response.status_code == HTTPStatus.NOT_FOUND
        if is_lost and request.method in READING and resolve(quote(asked)):
            return _lead(request, address_of(quote(asked)))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; in the first edition nothing is different from an outlet of one."""
        place = place_at(request.path_info)
        if place == Place():
            return self.get_response(request)
        request.urlconf = ROUTES  # documented Django
        with within(place):
            return self.get_response(request)


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to ``address`` with the reader's query."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
