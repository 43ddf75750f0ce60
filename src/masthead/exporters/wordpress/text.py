"""Rich text as blocks of WordPress: one for each paragraph, heading, list and list item."""

from __future__ import annotations

from html import escape

from lxml import etree
from lxml.html import HtmlElement, fragments_fromstring

from .markup import block

_LISTS = ("ul", "ol")
_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}


def text_blocks(html: str) -> str:
    """The blocks of rich text whose links are addresses already."""
    out: list[str] = []
    for part in fragments_fromstring(html) if html.strip() else ():
        if isinstance(part, str):
            out.append(_loose(part))
            continue
        tail, part.tail = part.tail, None
        out.append(_element(part))
        out.append(_loose(tail))
    return "".join(out)


def bare(html: str) -> str:
    """Rich text without the editor's own keys and without links that lead nowhere."""
    if "data-block-key" not in html and "<a>" not in html:
        return html
    parts = fragments_fromstring(html)
    return "".join(
        escape(part, quote=False) if isinstance(part, str) else _html(_stripped(part), tail=True)
        for part in parts
    )


def _loose(text: str | None) -> str:
    if not text or not text.strip():
        return ""
    return block("paragraph", f"<p>{escape(text.strip(), quote=False)}</p>")


def _element(element: HtmlElement) -> str:
    _stripped(element)
    tag = str(element.tag)
    if tag == "p":
        return block("paragraph", _html(element))
    if level := _HEADINGS.get(tag):
        element.set("class", "wp-block-heading")
        return block("heading", _html(element), {"level": level} if level != 2 else None)  # noqa: PLR2004 - WordPress's own default
    if tag in _LISTS:
        return f"{_list(element)}\n\n"
    return block("html", _html(element))


def _list(element: HtmlElement) -> str:
    items = []
    for item in element:
        inner = escape(item.text or "", quote=False)
        for child in item:
            tail = escape(child.tail or "", quote=False)
            child.tail = None
            inner += (_list(child) if child.tag in _LISTS else _html(child)) + tail
        items.append(f"<!-- wp:list-item -->\n<li>{inner}</li>\n<!-- /wp:list-item -->")
    tag = str(element.tag)
    whole = f'<{tag} class="wp-block-list">{"".join(items)}</{tag}>'
    return block("list", whole, {"ordered": True} if tag == "ol" else None).rstrip()


def _stripped(element: HtmlElement) -> HtmlElement:
    for inner in list(element.iter()):
        inner.attrib.pop("data-block-key", None)
        if inner.tag == "a" and not inner.get("href") and inner is not element:
            inner.drop_tag()
    return element


def _html(element: HtmlElement, *, tail: bool = False) -> str:
    text: str = etree.tostring(element, method="html", encoding="unicode", with_tail=tail)
    return text
