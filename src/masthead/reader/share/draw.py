"""Drawing a card with the fonts that readers get."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, features

from masthead.core.text import shorten

from .card import HEIGHT, WIDTH

if TYPE_CHECKING:
    from .card import Card

FONTS = Path(__file__).resolve().parents[2] / "static" / "masthead" / "fonts"
PAPER, INK, QUIET = "#fffdfa", "#14110f", "#59534d"  # as in site.css
MARGIN = 80
TITLE_SIZES = range(84, 43, -4)  # the first at which the headline fits is taken
TITLE_ROOM = 330  # pixels in height
LEADING = {"ltr": 1.12, "rtl": 1.45}
LONGEST = 200  # characters of a headline; what is longer ends with "…"


def draw(card: Card) -> bytes:
    """Return the card as PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 16), fill=card.accent)
    _line(pen, card, card.kicker, 84, (_sans(card.kicker, 34, 600), card.accent))
    _title(pen, card)
    pen.line((MARGIN, HEIGHT - 118, WIDTH - MARGIN, HEIGHT - 118), fill="#dcd8d3", width=2)
    _line(pen, card, card.outlet, HEIGHT - 88, (_serif(card.outlet, 40, 700), INK))
    data = BytesIO()
    picture.save(data, "PNG", optimize=True)
    return data.getvalue()


def _title(pen: ImageDraw.ImageDraw, card: Card) -> None:
    title = shorten(card.title, LONGEST)
    for size in TITLE_SIZES:
        font = _serif(title, size, 600)
        lines = _wrapped(title, font, card)
        step = size * LEADING[card.direction]
        if len(lines) * step <= TITLE_ROOM:
            break
    for number, line in enumerate(lines[: int(TITLE_ROOM // step)]):
        _line(pen, card, line, 144 + number * step, (font, INK))


def _line(
    pen: ImageDraw.ImageDraw,
    card: Card,
    text: str,
    top: float,
    look: tuple[ImageFont.FreeTypeFont, str],
) -> None:
    """Write one line from the margin on the side where reading begins."""
    font, colour = look
    right = card.direction == "rtl"
    place = (WIDTH - MARGIN if right else MARGIN, top)
    pen.text(place, text, colour, font, anchor="ra" if right else "la", **_shaping(card))


def _wrapped(text: str, font: ImageFont.FreeTypeFont, card: Card) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer, **_shaping(card)) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shaping(card: Card) -> dict[str, str]:
    """Say how letters join: only with Raqm, without which Arabic script is left as it comes."""
    if not features.check("raqm"):
        return {}
    return {"direction": card.direction, "language": card.language}


def _serif(text: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    return _font(_file(text, "newsreader-latin"), size, weight)


def _sans(text: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    return _font(_file(text, "inter-latin"), size, weight)


def _file(text: str, usual: str) -> str:
    """Return the font that has most of the letters; each holds one script."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in text)
    if arabic * 2 > len(text.replace(" ", "")):
        return "vazirmatn-arabic"
    return "inter-cyrillic" if cyrillic * 2 > len(text.replace(" ", "")) else usual


@cache
def _font(file: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / f"{file}.woff2", size)
    axes = [
        weight if axis["name"] == b"Weight" else min(size, axis["maximum"])
        for axis in font.get_variation_axes()
    ]
    font.set_variation_by_axes(axes)
    return font
