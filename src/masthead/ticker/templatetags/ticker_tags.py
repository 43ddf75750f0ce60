"""The ticker in templates."""

from __future__ import annotations

from typing import Any

from django import template

from masthead.ticker.current import current_lines

register = template.Library()


@register.inclusion_tag("masthead/parts/ticker.html", takes_context=True)
def ticker_strip(context: template.Context) -> dict[str, Any]:
    """The strip under the name plate: the same lines that open pages get from /ticker.json."""
    return {"items": current_lines(context.get("request"))}
