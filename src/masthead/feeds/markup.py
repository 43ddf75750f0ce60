"""Story bodies as HTML that stands by itself, outside of the site."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import nh3

# What makes sense only on the page itself goes away with its content.
_ONLY_ON_THE_PAGE = {"button", "form", "iframe", "noscript", "script", "style", "svg", "template"}
_ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "*": {"lang", "dir"}}
_BLANK = re.compile(r"\s*\n\s*")


def body_html(body: Any, url: str, context: dict[str, Any]) -> str:
    """Return the blocks of the StreamField value ``body`` of the page at ``url`` as plain markup.

    Addresses are whole, embeds are links, and nothing in it runs or asks another host.
    """
    return portable("\n".join(_block_html(block, context) for block in body or ()), url)


def portable(html: str, url: str) -> str:
    """Return ``html`` of the page at ``url`` without scripts and with whole addresses."""
    return nh3.clean(
        html,
        clean_content_tags=_ONLY_ON_THE_PAGE,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative=("rewrite_with_base", url),
        link_rel=None,
    ).strip()


def in_language(html: str, language: str, direction: str) -> str:
    """Return ``html`` with its language and direction, which a feed cannot say otherwise."""
    return f'<div lang="{escape(language)}" dir="{direction}">{html}</div>'


def _block_html(block: Any, context: dict[str, Any]) -> str:
    if block.block_type == "embed":
        address, title = block.value["url"], block.value["title"]
        link = f'<a href="{escape(address)}">{escape(title or address)}</a>'
        return f"<p>{link}</p>" + _paragraph(block.value["caption"])
    html = str(block.render(context))
    # Templates leave much white space behind, which matters nowhere but in preformatted text.
    return html if "<pre" in html else _BLANK.sub("\n", html)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""
