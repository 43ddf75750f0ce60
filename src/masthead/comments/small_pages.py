"""The small pages around the form: what they have in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from masthead.core.language import direction

from . import siege


def show(
    request: HttpRequest, name: str, page: Any, status: int = 200, **context: Any
) -> HttpResponse:
    """Render one of them. Search engines leave them alone."""
    language = page.reading_language(request)
    context |= {"story": page, "language": language, "direction": direction(language)}
    context.setdefault("heading", _("Leave a Reply"))
    context["siege"] = siege.is_on()
    context["title"] = context["heading"]
    response = render(request, f"masthead/comments/{name}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def see_other(url: str) -> HttpResponse:
    """Lead on after a POST (303), so that loading anew sends nothing again."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Let nobody learn an address that is a secret of one reader: not the sites it links to."""
    response["Referrer-Policy"] = "same-origin"
    return response
