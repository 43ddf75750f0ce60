"""What the templates of stories can say of the record."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template import Context

from masthead.ledger.reading import Recorded, recorded

register = template.Library()
_KEPT = "_recorded"


@register.simple_tag(takes_context=True)
def record_of(context: Context, page: Any) -> Recorded | None:
    """`{% record_of page as record %}`: what is recorded of it; nothing in a preview."""
    request = context.get("request")
    if getattr(request, "is_preview", False) or not page.pk or not page.live:
        return None
    if not hasattr(page, _KEPT):
        setattr(page, _KEPT, recorded(page))  # head and body of one page ask the same
    found: Recorded | None = getattr(page, _KEPT)
    return found


@register.filter
def on_this_site(address: str) -> str:
    """Return the path of an address, so that the page is whole on a mirror as well."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
