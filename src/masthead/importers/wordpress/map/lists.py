"""`ul` and `ol`."""

import copy

from lxml.html import HtmlElement

from masthead.core.html import BLOCKS

from . import make
from .inline import Words
from .make import Block
from .reader import Reader

_LISTS = ("ul", "ol", "menu", "dir")
#: In an item these are only paragraphs.
_PARAGRAPHS = frozenset("p div section article span".split())


def listing(element: HtmlElement, reader: Reader) -> list[Block]:
    """Rich text where that can say it, cleaned HTML where it cannot (another first number).

    Where an item holds more than words (a picture, a table), its content stands between two
    lists, in its order.
    """
    tag = "ol" if element.tag == "ol" else "ul"
    numbered = tag == "ol" and any(element.get(name) for name in ("start", "reversed", "type"))
    if not numbered:
        rich = _rich(element, reader)
        if rich is not None:
            return [make.text(rich)] if rich else []
    if not _holds_blocks(element):
        return reader.raw(element)
    return _apart(element, tag, reader)


def _apart(element: HtmlElement, tag: str, reader: Reader) -> list[Block]:
    """The items with blocks in them as blocks, those between as lists of their own."""
    before = (element.text or "").strip()
    blocks = make.paragraph(before)
    items: list[str] = []
    number = first = int(start) if (start := element.get("start") or "").isdecimal() else 1

    def end_list() -> None:
        nonlocal items
        if items and tag == "ol" and first > 1:
            blocks.append(make.html(f'<ol start="{first}">{"".join(items)}</ol>'))
        elif items:
            blocks.append(make.text(f"<{tag}>{''.join(items)}</{tag}>"))
        items = []

    for child in element:
        rich = _item(child, reader) if child.tag == "li" else None
        if rich is None:
            end_list()
            blocks += reader.inside(child) if child.tag == "li" else reader.lift(child)
            first = number + 1
        elif rich:
            items.append(f"<li>{rich}</li>")
        number += child.tag == "li"
        if child.tail and child.tail.strip():
            end_list()
            first = number
            blocks += make.paragraph(child.tail.strip())
    end_list()
    return blocks


def _rich(element: HtmlElement, reader: Reader) -> str | None:
    """The list as rich text, "" if it is empty, None if rich text has no way to say it."""
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return None
    items: list[str] = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag in _LISTS and items:
            # Old editors put an inner list beside the item it belongs to.
            inner = _inner(child, reader)
            if inner is None:
                return None
            items[-1] += inner
            continue
        item = _item(child, reader) if child.tag == "li" else None
        if item is None:
            return None
        if item:
            items.append(item)
    tag = "ol" if element.tag == "ol" else "ul"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>" if items else ""


def _inner(element: HtmlElement, reader: Reader) -> str | None:
    if element.tag == "ol" and any(element.get(name) for name in ("start", "reversed", "type")):
        return None
    return _rich(element, reader)


def _item(item: HtmlElement, reader: Reader) -> str | None:
    """An item: words first, then inner lists. Anything else is None."""
    if item.get("value") or _holds_blocks(item):
        return None
    inner: list[str] = []
    if any(child.tag in _LISTS for child in item):
        item = copy.deepcopy(item)
        for child in [child for child in item if child.tag in _LISTS]:
            rich = _inner(child, reader)
            # Words after an inner list would change places with it.
            if rich is None or (child.tail or "").strip() or _words_follow(child):
                return None
            inner.append(rich)
            item.remove(child)
    pieces = _strict(item, reader) if _has_paragraphs(item) else reader.run(item)
    if any(not isinstance(piece, Words) or piece.rare for piece in pieces):
        return None
    return "".join(piece.html for piece in pieces if isinstance(piece, Words)) + "".join(inner)


def _strict(item: HtmlElement, reader: Reader) -> list[Words | list[Block]]:
    html, lifted = reader.strict(item)
    return [Words(html), *([lifted] if lifted else [])]


def _has_paragraphs(item: HtmlElement) -> bool:
    return any(
        child.tag in _PARAGRAPHS and child.tag in BLOCKS
        for child in item.iter()
        if child is not item
    )


def _words_follow(child: HtmlElement) -> bool:
    later = child.getnext()
    while later is not None:
        if later.tag not in _LISTS and (
            (later.text_content() or "").strip() or (later.tail or "").strip()
        ):
            return True
        later = later.getnext()
    return False


def _holds_blocks(element: HtmlElement) -> bool:
    """Whether there is more in it than words, paragraphs and lists."""
    for child in element.iter():
        if child is element or not isinstance(child.tag, str):
            continue
        if child.tag in ("img", "iframe", "video", "audio", "object", "embed"):
            return True
        if (
            child.tag in BLOCKS
            and child.tag not in ("li", *_LISTS)
            and child.tag not in _PARAGRAPHS
        ):
            return True
    return False
