"""`blockquote`, alone or in the figure of a pull quote."""

import copy

from lxml.html import HtmlElement

from masthead.core.html import visible_text

from . import make
from .make import Block
from .reader import Reader, words_of

#: Quotations that a social network's code snippet leaves; their last link is the original.
_SNIPPETS = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed")


def blockquote(element: HtmlElement, reader: Reader) -> list[Block]:
    """A quote with its attribution; what is no words in it stands between two quotes."""
    element = copy.deepcopy(element)
    element.tail = None
    source = reader.work.address(element.get("cite") or "") or _snippet_source(element)
    attribution = ""
    cite = _last_cite(element)
    if cite is not None:
        attribution = words_of(cite).replace("\n", " ")
        links = [href for anchor in cite.iter("a") if (href := anchor.get("href"))]
        source = source or (reader.work.address(links[0]) if links else "")
        cite.drop_tree()
    if not source.startswith(("http://", "https://")):
        source = ""
    blocks: list[Block] = []
    for block in reader.inside(element):
        if block["type"] == "text":
            blocks.append(make.quote(block["value"]))
        elif block["type"] == "html":
            blocks.append(make.html(f"<blockquote>{block['value']}</blockquote>"))
        else:
            blocks.append(block)
    if blocks and blocks[-1]["type"] == "quote":
        blocks[-1]["value"] |= {"attribution": attribution, "source_url": source}
    else:
        blocks += make.paragraph(attribution)
    return blocks


def pull_quote(element: HtmlElement, reader: Reader) -> list[Block]:
    """A figure with a quotation to look at; words in plain text."""
    quotation = next(element.iter("blockquote"), element)
    inner = copy.deepcopy(quotation)
    inner.tail = None
    cite = _last_cite(inner)
    attribution = ""
    if cite is not None:
        attribution = words_of(cite).replace("\n", " ")
        cite.drop_tree()
    words = words_of(inner)
    if (
        not words
        or f"{words} {attribution}".split() != words_of(element).split()
        or _holds_media(inner)
    ):
        return reader.inside(element)
    return [make.pull_quote(words, attribution)]


def _last_cite(element: HtmlElement) -> HtmlElement | None:
    """The `cite` or `footer` with which the quotation ends; one in the middle is only words."""
    found = [cite for cite in element.iter("cite", "footer") if words_of(cite)]
    if not found:
        return None
    cite = found[-1]
    all_words, last = words_of(element).split(), words_of(cite).split()
    ends = all_words[-len(last) :] == last and not visible_text(cite.tail or "")
    return cite if ends and len(all_words) > len(last) else None


def _snippet_source(element: HtmlElement) -> str:
    if not set((element.get("class") or "").split()) & set(_SNIPPETS):
        return ""
    links = [href for anchor in element.iter("a") if (href := anchor.get("href"))]
    return links[-1] if links else ""


def _holds_media(element: HtmlElement) -> bool:
    return (
        next(element.iter("img", "iframe", "video", "audio", "object", "embed"), None) is not None
    )
