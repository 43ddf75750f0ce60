"""Choosing a page: Wagtail offers every page to everybody who gets into the newsroom.

Who works on no pages, a moderator, learns there of nothing that readers cannot see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.models import Page
from wagtail.permissions import policy_registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse


def only_what_is_known(pages: Any, request: HttpRequest) -> Any:
    """Return those of ``pages`` that may be offered. Raises PermissionDenied in a hidden one."""
    if _works_on_pages(request):
        return pages
    inside = request.resolver_match.kwargs.get("parent_page_id") if request.resolver_match else None
    if inside:
        _refuse_hidden([inside])
    return pages.live()


class Chosen(ChosenMultipleView):
    """Tells the titles of pages by their numbers; Wagtail's hook does not reach it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer as Wagtail does. Raises PermissionDenied where one of the pages is hidden."""
        if not _works_on_pages(request):
            _refuse_hidden(request.GET.getlist("id"))
        response: HttpResponse = super().get(request)
        return response


def _works_on_pages(request: HttpRequest) -> bool:
    policy = policy_registry.get_by_type(Page)
    return bool(policy.explorable_instances(request.user).exists())


def _refuse_hidden(numbers: Iterable[Any]) -> None:
    if Page.objects.filter(pk__in=numbers, live=False).exists():
        raise PermissionDenied
