"""What a page elsewhere says where it links to ours. Pure: markup in, facts out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST = 600  # characters of what is quoted
NAME = 60
LINKS = "a[href], area[href], img[src], video[src], audio[src], source[src]"
AROUND = {"p", "li", "blockquote", "dd", "td", "figcaption"}


@dataclass(frozen=True)
class Said:
    """Who links to us, in which words."""

    name: str
    text: str


def find(content: bytes, base: str, target: str) -> Said | None:
    """The words around the link to ``target``; None where the page has no such link.

    ``base`` is the address the page came from in the end. A link counts if it is real: in the
    parsed page, not in a comment or a text.
    """
    page = LexborHTMLParser(content)
    wanted = _plain(target)
    for node in page.css(LINKS):
        link = node.attributes.get("href") or node.attributes.get("src") or ""
        try:
            same = _plain(urljoin(base, link.strip())) == wanted
        except ValueError:  # no address at all
            continue
        if same:
            return Said(_name(page, base)[:NAME], _words(page, node)[:LONGEST])
    return None


def _plain(address: str) -> str:
    parts = urlsplit(urldefrag(address).url)
    return f"{(parts.hostname or '').lower()}{parts.path.rstrip('/')}?{parts.query}"


def _name(page: LexborHTMLParser, base: str) -> str:
    card = page.css_first(".h-entry .p-author .p-name, .h-entry .p-author, .h-card .p-name")
    meta = page.css_first('meta[name="author"], meta[property="og:site_name"]')
    named = card.text() if card else (meta.attributes.get("content") or "") if meta else ""
    return " ".join(named.split()) or (urlsplit(base).hostname or "")


def _words(page: LexborHTMLParser, node: LexborNode) -> str:
    """The paragraph in which the link stands, else the title of the page."""
    around: LexborNode | None = node
    while around is not None and around.tag not in AROUND:
        around = around.parent
    title = page.css_first("title")
    words = around.text(separator=" ") if around else (title.text() if title else "")
    return " ".join(words.split())
