"""What a page shows of a story, read so that a browser and this checker cannot disagree.

The body is sliced from the page's bytes. Everything around it is read from the tree that an HTML
parser makes, and the body in that tree must be the one that was sliced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from masthead.record.article import one_line
from masthead.record.errors import AlteredError, MalformedError

BODY = "body"
PICTURE = "picture"
LINKED = {"object", "proof", "revision"}  # `link` elements, nothing that a reader sees
BODY_START = '<article data-record="body">'
BODY_END = "</article>"
_SECOND = "there is a second story body on the page"
_ARTICLE_TAG = re.compile(r"</?article", re.IGNORECASE)
#: Elements around and in what is checked that neither hide it nor strike it through.
_AROUND = set("html body main div article section header footer aside p ul ol li".split())
_AROUND |= {"figure", "figcaption", "picture"}
_WITHIN = set("h1 h2 h3 a span bdi time b strong i em small abbr sub sup q cite br wbr".split())
_PICTURE = {"source", "img"}
_HIDING = {"hidden", "style", "inert", "popover", "aria-hidden"}
_ASIDE = {"aside", "nav", "footer"}
#: Each encoding that a `meta` element names; browsers skip white space there, and take the first.
_ENCODING = re.compile("charset[\t\n\f\r ]*=[\t\n\f\r ]*[\"']?([^\t\n\f\r ;\"']*)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What the page says: which revision it is, its body, and the texts and pictures around it."""

    revision: str  # "<uri> <version>"
    body: str
    shown: dict[str, list[str]]  # role -> texts
    times: dict[str, list[str]]  # role -> what the `datetime` attributes say
    leads: tuple[tuple[str, ...], ...]  # the addresses in each picture outside of the body
    addresses: tuple[str, ...]  # of the pictures in the body

    @classmethod
    def parse(cls, data: bytes) -> Page:
        """Read a page.

        Raises MalformedError where it is no page of a record, AlteredError where it deceives.
        """
        try:
            html = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise MalformedError(
                f"a page in UTF-8; this one is not at byte {error.start}"
            ) from None
        sliced = _slice(html)
        parser = LexborHTMLParser(html)
        body = _only_body(parser)
        _check_same(body, sliced)
        _check_head(parser)
        marked = [
            node
            for node in parser.css("[data-record]")
            if _role(node) not in LINKED and node.mem_id != body.mem_id
        ]
        _check_visible([body, *marked])
        for node in marked:
            _check_within(node)
        _check_headlines(parser)
        texts = [node for node in marked if _role(node) != PICTURE]
        return cls(
            revision=_revision(parser),
            body=sliced,
            shown=_texts(texts),
            times=_times(texts),
            leads=tuple(tuple(_addresses(node)) for node in marked if _role(node) == PICTURE),
            addresses=tuple(_addresses(body)),
        )


def shown_text(node: LexborNode) -> str:
    """The words of an element on one line."""
    return one_line(node.text())


def _slice(html: str) -> str:
    _, *rest = html.split(BODY_START)
    if not rest:
        raise MalformedError("a story body that is marked for the record; this page has none")
    body, end, _ = rest[0].partition(BODY_END)
    if len(rest) > 1 or _ARTICLE_TAG.search(body):
        raise AlteredError(_SECOND)
    if not end:
        raise MalformedError("the end of the story body; the page is cut off")
    return body


def _only_body(parser: LexborHTMLParser) -> LexborNode:
    found = parser.css(f'[data-record="{BODY}"]')
    if not found:
        raise AlteredError("the story body stands where no browser shows it")
    if len(found) > 1 or found[0].tag != "article":
        raise AlteredError(_SECOND)
    for other in parser.css("article"):
        around = {node.tag for node in _ancestors(other)}
        if other.mem_id != found[0].mem_id and not around & _ASIDE:
            raise AlteredError(_SECOND)
    return found[0]


def _check_same(body: LexborNode, sliced: str) -> None:
    alone = LexborHTMLParser(f"<!doctype html><body>{BODY_START}{sliced}{BODY_END}")
    if alone.css(f'[data-record="{BODY}"]')[0].inner_html != body.inner_html:
        raise AlteredError("the page around the story body changes what a browser makes of it")


def _check_head(parser: LexborHTMLParser) -> None:
    if parser.css("base"):
        raise AlteredError("a base element leads the page's addresses elsewhere")
    if parser.css("template[shadowrootmode]"):
        raise AlteredError("a shadow tree can show something else than the story")
    for node in parser.css("meta[charset], meta[http-equiv]"):
        told = _ENCODING.findall(node.attributes.get("content") or "")
        if "charset" in node.attributes:
            told.append(node.attributes["charset"] or "")
        for name in told:
            if one_line(name).lower() not in {"utf-8", "utf8"}:
                raise AlteredError(
                    f"the page asks to be read as {name!r}, which makes other letters of it"
                )


def _check_visible(nodes: list[LexborNode]) -> None:
    for node in nodes:
        allowed = _AROUND | (_WITHIN if _role(node) != BODY else set())
        for around in [node, *_ancestors(node)]:
            if around.tag not in allowed or _HIDING & around.attributes.keys():
                raise AlteredError(f"the {_role(node)} is hidden or changed by <{around.tag}>")


def _check_within(node: LexborNode) -> None:
    allowed = _WITHIN | _AROUND | (_PICTURE if _role(node) == PICTURE else set())
    for inner in node.css("*"):
        if inner.tag not in allowed or _HIDING & inner.attributes.keys():
            raise AlteredError(
                f"something in the {_role(node)} is hidden or out of place: <{inner.tag}>"
            )


def _check_headlines(parser: LexborHTMLParser) -> None:
    if any(_role(node) != "headline" for node in parser.css("h1")):
        raise AlteredError("there is a second headline on the page")


def _revision(parser: LexborHTMLParser) -> str:
    found = parser.css('meta[name="record"]')
    if len(found) != 1:
        raise MalformedError("the page does not say, or says twice, which revision it shows")
    return found[0].attributes.get("content") or ""


def _texts(nodes: list[LexborNode]) -> dict[str, list[str]]:
    shown: dict[str, list[str]] = {}
    for node in nodes:
        shown.setdefault(_role(node), []).append(shown_text(node))
    # A byline is one statement, however many people stand in it.
    return shown | ({"byline": [", ".join(shown["byline"])]} if "byline" in shown else {})


def _times(nodes: list[LexborNode]) -> dict[str, list[str]]:
    times: dict[str, list[str]] = {}
    for node in nodes:
        if node.tag == "time":
            times.setdefault(_role(node), []).append(node.attributes.get("datetime") or "")
    return times


def _addresses(node: LexborNode) -> Iterator[str]:
    for image in node.css("img, source"):
        if address := image.attributes.get("src"):
            yield address
        for candidate in (image.attributes.get("srcset") or "").split(","):
            # As HTML parts them: other spaces of Unicode belong to the address.
            if one_line(candidate):
                yield one_line(candidate).partition(" ")[0]


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.is_element_node:
        yield parent
        parent = parent.parent


def _role(node: LexborNode) -> str:
    return node.attributes.get("data-record") or ""
