"""Pages for what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .head.model import Head
from .language import in_the_outlets_language

if TYPE_CHECKING:
    from django.http import HttpRequest


@in_the_outlets_language
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing ever stood here."""
    head = Head(title=_("Not found"), noindex=True)
    return render(request, "masthead/404.html", {"head": head}, status=404)


@in_the_outlets_language
def gone(request: HttpRequest) -> HttpResponse:
    """Say that something stood here and was taken away."""
    head = Head(title=_("Withdrawn"), noindex=True)
    return render(request, "masthead/410.html", {"head": head}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, with nothing that could fail for the same reason again."""
    return HttpResponse(render_to_string("masthead/500.html"), status=500)
