"""HTML of strangers as a tree."""

import re
from html import escape

import nh3
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from masthead.core.html import BLOCKS, HIDDEN, visible_text

_MEDIA = {"iframe", "video", "audio", "object"}
_KEPT = (BLOCKS - {"body", "html"} | _MEDIA) | set(
    "a abbr acronym b bdi bdo big br cite code col colgroup data del dfn em embed font i img ins "
    "kbd label mark param q rb rp rt ruby s samp small source span strike strong sub sup time tt u "
    "var wbr".split()
)

# A first wash: a tree as browsers make it, without anything that runs. The blocks made of the
# tree are cleaned again where they hold HTML.
_WASH = nh3.Cleaner(
    tags=_KEPT,
    clean_content_tags=set(HIDDEN - _MEDIA),
    attributes={
        "*": {"class", "lang", "dir", "title"},
        "a": {"href"},
        "blockquote": {"cite"},
        "del": {"cite", "datetime"},
        "embed": {"src"},
        "iframe": {"src", "data-src"},
        "img": {
            "src", "alt", "width", "height", "data-src", "data-lazy-src", "data-orig-file",
            "data-large-file", "data-id", "data-slot",
        },
        "ins": {"cite", "datetime"},
        "li": {"value"},
        "object": {"data"},
        "ol": {"start", "reversed", "type"},
        "param": {"name", "value"},
        "q": {"cite"},
        "source": {"src"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "time": {"datetime"},
        "video": {"src"},
        "audio": {"src"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)  # fmt: skip


_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: Deeper nesting is an accident: only its words are read. (libxml2 gives up at 2048 and would
#: lose them, and reading goes down by recursion.)
_DEEPEST = 120
# Formulas are of another language; a first wash would drop their signs with it.
_NOTES_IN_FORMULA = re.compile(
    r"<annotation(-xml)?\b.*?</annotation\1\s*>", re.DOTALL | re.IGNORECASE
)
_FORMULA = re.compile(
    r"</?(?:math|semantics|mi|mn|mo|ms|mtext|mrow|mfrac|msqrt|mroot|msub|msup|msubsup|munder|mover|"
    r"munderover|mtable|mtr|mtd|mstyle|mspace|mpadded|menclose|mmultiscripts)\b[^>]*>",
    re.IGNORECASE,
)


def tree(html: str) -> HtmlElement:
    """`html` as a tree in one element, as browsers would read it."""
    if "<math" in html:
        html = _FORMULA.sub(" ", _NOTES_IN_FORMULA.sub("", html))
    washed = _WASH.clean(html)
    if washed.count("</") > _DEEPEST and _depth(washed) > _DEEPEST:
        lines = visible_text(washed).split("\n")
        washed = "".join(f"<p>{escape(line)}</p>" for line in lines)
    parser = HTMLParser(huge_tree=True, remove_comments=True)
    return fragment_fromstring(washed, create_parent="div", parser=parser)


def _depth(washed: str) -> int:
    depth = deepest = 0
    for found in _TAG.finditer(washed):
        if found.group(2) not in _VOID:
            depth += -1 if found.group(1) else 1
            deepest = max(deepest, depth)
    return deepest
