"""The stylesheet with the outlet's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from masthead.outlet.models import OutletSettings

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Send /outlet.css; where the outlet has chosen no accent it is empty and changes nothing."""
    outlet = OutletSettings.load(request)
    # Each only under its own scheme: one colour alone must not end up on the other background.
    rules = [
        f"@media (prefers-color-scheme: {scheme}) {{ :root {{ --accent: {colour}; }} }}"
        for scheme, colour in (("light", outlet.accent), ("dark", outlet.accent_dark))
        if colour
    ]
    response = HttpResponse("\n".join(rules), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response
