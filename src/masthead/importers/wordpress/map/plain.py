"""`pre`, `hr`, `details`, and what has no block of its own."""

import re

from lxml.html import HtmlElement

from . import make
from .make import Block
from .reader import Reader, words_of

_LANGUAGE = re.compile(r"\b(?:lang(?:uage)?-|brush:\s*)([a-zA-Z0-9+#-]{1,20})")


def preformatted(element: HtmlElement, reader: Reader) -> list[Block]:
    """Code, if nothing in it is marked up; else cleaned HTML, which keeps its spaces too."""
    if any(
        child.tag not in ("code", "br", "span") for child in element.iter() if child is not element
    ):
        return reader.raw(element)
    for line in list(element.iter("br")):
        line.tail = "\n" + (line.tail or "")
    source = element.text_content().strip("\r\n")
    classes = " ".join(child.get("class") or "" for child in (element, *element.iter("code")))
    language = _LANGUAGE.search(classes)
    return [make.code(source, language.group(1) if language else "")] if source.strip() else []


def rule(element: HtmlElement, reader: Reader) -> list[Block]:
    """A line across the page."""
    del element, reader
    return [make.divider()]


def details(element: HtmlElement, reader: Reader) -> list[Block]:
    """A summary that opens: an aside with that heading, if all in it is text."""
    summary = next((child for child in element if child.tag == "summary"), None)
    heading = words_of(summary).replace("\n", " ") if summary is not None else ""
    if summary is not None:
        summary.drop_tree()
    blocks = reader.inside(element)
    if len(blocks) == 1 and blocks[0]["type"] == "text" and heading:
        return [make.aside(heading, blocks[0]["value"])]
    return ([make.text(f"<h4>{make.plain_html(heading)}</h4>")] if heading else []) + blocks


def raw(element: HtmlElement, reader: Reader) -> list[Block]:
    """Cleaned HTML."""
    return reader.raw(element)
