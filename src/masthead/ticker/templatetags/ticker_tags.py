"""The ticker in templates."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from masthead.core.batch import once
from masthead.core.edition import here
from masthead.outlet.language import forms
from masthead.ticker.current import current_lines

register = template.Library()


@register.simple_tag(takes_context=True)
def ticker_strip(context: template.Context) -> SafeString:
    """The strip under the name plate: the same lines that open pages get from /ticker.json."""
    request = context.get("request")

    def strip() -> SafeString:
        context = {
            "items": current_lines(request),
            "front_url": here().home,
            "forms": forms(),
            "poll_url": here().path("/ticker.json"),
        }
        return render_to_string("masthead/parts/ticker.html", context)

    return once(("ticker strip", here(), get_language()), strip)
