"""HTML of strangers as a tree."""

import nh3
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from masthead.core.html import BLOCKS, HIDDEN

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
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)  # fmt: skip


def tree(html: str) -> HtmlElement:
    """`html` as a tree in one element, as browsers would read it."""
    parser = HTMLParser(huge_tree=True, remove_comments=True)
    return fragment_fromstring(_WASH.clean(html), create_parent="div", parser=parser)
