"""`table`."""

from lxml.html import HtmlElement

from masthead.core.html import BLOCKS

from . import make
from .make import Block
from .reader import Reader, words_of

_PLAIN_IN_CELL = frozenset({"p", "div"})


def table(element: HtmlElement, reader: Reader) -> list[Block]:
    """A table block where its cells are words; cleaned HTML where cells span or hold blocks.

    A table of one cell was only there for its border: its content.
    """
    rows = _rows(element)
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1:
        return _caption(element) + reader.inside(cells[0])
    if not cells or not _is_simple(element, cells) or _words_outside(element, cells):
        return reader.raw(element)
    width = max(len(row) for row in rows)
    caption_element = next((child for child in element if child.tag == "caption"), None)
    caption = words_of(caption_element).replace("\n", " ") if caption_element is not None else ""
    headings = [""] * width
    if all(cell.tag == "th" for cell in rows[0]) and len(rows) > 1:
        headings = [words_of(cell).replace("\n", " ") for cell in rows[0]]
        headings += [""] * (width - len(headings))
        rows = rows[1:]
    values = [[_cell(cell, reader) for cell in row] + [""] * (width - len(row)) for row in rows]
    return [make.table(headings, values, caption)]


def _rows(element: HtmlElement) -> list[list[HtmlElement]]:
    """The cells by row, in the order they are seen: the foot comes last wherever it stands."""
    parts = [child for child in element if child.tag in ("thead", "tbody", "tr")]
    parts += [child for child in element if child.tag == "tfoot"]
    rows = [
        row for part in parts for row in ([part] if part.tag == "tr" else part) if row.tag == "tr"
    ]
    found = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    return [row for row in found if row]


def _is_simple(element: HtmlElement, cells: list[HtmlElement]) -> bool:
    if any(
        cell.get(name, "1") not in ("", "1") for cell in cells for name in ("colspan", "rowspan")
    ):
        return False
    for cell in cells:
        for inner in cell.iter():
            if inner is cell or not isinstance(inner.tag, str):
                continue
            if inner.tag in BLOCKS and inner.tag not in _PLAIN_IN_CELL:
                return False
            if inner.tag in ("img", "iframe", "video", "audio", "object", "embed", "ruby"):
                return False
    feet = [child for child in element if child.tag == "tfoot"]
    return not feet or feet[-1].getnext() is None


def _words_outside(element: HtmlElement, cells: list[HtmlElement]) -> bool:
    """Whether the table has words that no cell or caption has (misplaced ones)."""
    caption = next((child for child in element if child.tag == "caption"), None)
    parts = ([caption] if caption is not None else []) + cells
    return " ".join(words_of(part) for part in parts).split() != words_of(element).split()


def _cell(cell: HtmlElement, reader: Reader) -> str:
    rich = reader.strict(cell)[0]
    return f"<b>{rich}</b>" if cell.tag == "th" and rich else rich


def _caption(element: HtmlElement) -> list[Block]:
    caption = next((child for child in element if child.tag == "caption"), None)
    words = words_of(caption) if caption is not None else ""
    return make.paragraph(words)
