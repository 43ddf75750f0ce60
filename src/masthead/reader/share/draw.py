"""Drawing a card with the fonts that readers get."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from masthead.core.text import shorten

from .card import HEIGHT, WIDTH
from .lettering import Lettering

if TYPE_CHECKING:
    from .card import Card

PAPER, INK, HAIR = "#fffdfa", "#14110f", "#dcd8d3"  # as in site.css
MARGIN = 80
TITLE_TOP, TITLE_ROOM = 156, 330  # pixels
TITLE_SIZES = range(84, 43, -4)  # the first at which the headline fits is taken
LEADING = {"ltr": 1.12, "rtl": 1.4}
LONGEST = 200  # characters of a headline; what is longer ends with "…"


def draw(card: Card) -> bytes:
    """Return the card as PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    start = WIDTH - MARGIN if card.direction == "rtl" else MARGIN
    pen.rectangle((0, 0, WIDTH, 16), fill=card.accent)
    kicker = Lettering("sans", 34, 600)
    kicker.write(pen, (start, 84), card.kicker, card.accent, card.direction)
    title, lines, step = _title(card)
    for number, line in enumerate(lines):
        title.write(pen, (start, TITLE_TOP + number * step), line, INK, card.direction)
    pen.line((MARGIN, HEIGHT - 118, WIDTH - MARGIN, HEIGHT - 118), fill=HAIR, width=2)
    outlet = Lettering("serif", 40, 700)
    outlet.write(pen, (start, HEIGHT - 88), card.outlet, INK, card.direction)
    data = BytesIO()
    picture.save(data, "PNG", optimize=True)
    return data.getvalue()


def _title(card: Card) -> tuple[Lettering, list[str], float]:
    """Return the headline's letters, its lines and the way from line to line, in pixels."""
    for size in TITLE_SIZES:
        letters = Lettering("serif", size, 600)
        lines = _wrapped(shorten(card.title, LONGEST), letters, card.direction)
        step = size * LEADING[card.direction]
        if len(lines) * step <= TITLE_ROOM:
            break
    return letters, lines[: int(TITLE_ROOM // step)], step


def _wrapped(text: str, letters: Lettering, direction: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.width(longer, direction) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
