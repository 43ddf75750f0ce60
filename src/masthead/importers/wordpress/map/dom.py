"""HTML of an old text as body blocks. `HANDLERS` is the table: which element becomes what."""

from lxml.html import HtmlElement

from . import lists, pictures, plain, quotes, tables
from .make import Block
from .reader import Handler, Reader


def _division(element: HtmlElement, reader: Reader) -> list[Block]:
    """A `div` or `dl` is a figure if WordPress once wrote captions or galleries as one."""
    classes = set((element.get("class") or "").split())
    if "wp-caption" in classes:
        return pictures.figure(element, reader)
    return plain.raw(element, reader) if element.tag == "dl" else reader.inside(element)


def _figure(element: HtmlElement, reader: Reader) -> list[Block]:
    if (
        next(element.iter("blockquote"), None) is not None
        and next(element.iter("img"), None) is None
    ):
        return quotes.pull_quote(element, reader)
    return pictures.figure(element, reader)


#: What each element becomes. Elements that are not here only give their content.
HANDLERS: dict[str, Handler] = {
    "address": plain.raw,
    "audio": pictures.player,
    "blockquote": quotes.blockquote,
    "details": plain.details,
    "dir": lists.listing,
    "div": _division,
    "dl": _division,
    "embed": pictures.player,
    "figure": _figure,
    "hr": plain.rule,
    "iframe": pictures.player,
    "img": pictures.image,
    "menu": lists.listing,
    "object": pictures.player,
    "ol": lists.listing,
    "pre": plain.preformatted,
    "table": tables.table,
    "ul": lists.listing,
    "video": pictures.player,
}
