"""The ticker in templates."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from masthead.core.batch import once
from masthead.core.edition import here
from masthead.core.sites import linked, spot
from masthead.outlet.language import forms
from masthead.ticker.current import current_lines

register = template.Library()


@register.simple_tag(takes_context=True)
def ticker_strip(context: template.Context) -> SafeString:
    """The strip under the name plate: the same lines that open pages get from /ticker.json."""
    request = context.get("request")

    def strip() -> SafeString:
        poll_url = linked(here().path("/ticker.json"))
        context = {
            "items": current_lines(request),
            "front_url": linked(here().home),
            "forms": forms(),
            # On another host than the language's, a script may not ask for it.
            "poll_url": poll_url if poll_url.startswith("/") else "",
        }
        return render_to_string("masthead/parts/ticker.html", context)

    return once(("ticker strip", spot(), get_language()), strip)
