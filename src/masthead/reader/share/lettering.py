"""Lines of text in several scripts: each of the readers' fonts holds the letters of one."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont, features

FONTS = Path(__file__).resolve().parents[2] / "static" / "masthead" / "fonts"
# First and last letter of what a font holds besides Latin-1, as in the unicode-range of site.css.
RANGES = {
    "arabic": (
        ("\u0600", "\u06ff"),
        ("\u0750", "\u077f"),
        ("\ufb50", "\ufdff"),
        ("\ufe70", "\ufefc"),
    ),
    "cyrillic": (("\u0400", "\u045f"), ("\u0490", "\u0491"), ("\u04b0", "\u04b1")),
    "ext": (("\u0100", "\u0130"), ("\u0132", "\u0151"), ("\u0154", "\u02ba"), ("\u1e00", "\u1ef9")),
}
LATIN = ("\u0000", "\u0153")
FILES = {
    "serif": {"latin": "newsreader-latin", "ext": "newsreader-latin-ext"},
    "sans": {"latin": "inter-latin", "ext": "inter-latin-ext"},
}
SHARED = {"arabic": "vazirmatn-arabic", "cyrillic": "inter-cyrillic"}


class Lettering:
    """A typeface at one size (pixels) and weight (100 to 900)."""

    def __init__(self, face: str, size: int, weight: int) -> None:
        files = FILES[face] | SHARED
        self.fonts = {script: _font(file, size, weight) for script, file in files.items()}

    def width(self, text: str, direction: str) -> float:
        """Return how wide ``text`` is on one line, in pixels."""
        return sum(self._length(part, script) for part, script in runs(text, direction))

    def write(
        self, pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str, way: str
    ) -> None:
        """Write ``text`` from ``place``, the top of the line at the side where reading begins."""
        x, y = place
        x -= self.width(text, way) if way == "rtl" else 0
        # All fonts stand on one base line, that of the Latin one.
        y += self.fonts["latin"].getmetrics()[0]
        for part, script in runs(text, way):
            pen.text((x, y), part, colour, self.fonts[script], "ls", direction=_joined(script))
            x += self._length(part, script)

    def _length(self, part: str, script: str) -> float:
        return self.fonts[script].getlength(part, direction=_joined(script))


def runs(text: str, direction: str) -> list[tuple[str, str]]:
    """Return the parts of ``text`` that one font can write, in the order from left to right.

    Short of the whole bidirectional algorithm, but right for names and numbers in a headline.
    """
    marked = _with_scripts(text)
    sides = [list(side) for _arabic, side in groupby(marked, key=lambda one: one[1] == "arabic")]
    if direction == "rtl":
        sides.reverse()
    return [
        ("".join(letter for letter, _script in part), script)
        for side in sides
        for script, part in groupby(side, key=lambda one: one[1])
    ]


def drawable(text: str) -> bool:
    """Whether the fonts have all letters of ``text``."""
    return all(
        script_of(letter) or LATIN[0] <= letter <= LATIN[1] for letter in text if letter.isalpha()
    )


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str | None:
    """Return the name of the further font that has ``letter``; None for the Latin one."""
    for script, ranges in RANGES.items():
        if any(first <= letter <= last for first, last in ranges):
            return script
    return None


def _with_scripts(text: str) -> list[tuple[str, str]]:
    """Pair each letter with its script.

    Spaces and marks take the side of the letter before them; only two of the fonts have them.
    """
    marked: list[tuple[str, str]] = []
    first = next((letter for letter in text if letter.isalpha()), "a")
    script = script_of(first) or "latin"
    for letter in text:
        if letter.isalnum():
            script = script_of(letter) or "latin"
        elif script != "arabic":
            script = "latin"
        marked.append((letter, script))
    return marked


def _joined(script: str) -> str | None:
    """The direction in which letters join; without Raqm, Pillow can only put them side by side."""
    if not features.check("raqm"):
        return None
    return "rtl" if script == "arabic" else "ltr"


@cache
def _font(file: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / f"{file}.woff2", size)
    axes = [
        float(weight if axis["name"] == b"Weight" else min(size, axis["maximum"] or size))
        for axis in font.get_variation_axes()
    ]
    font.set_variation_by_axes(axes)
    return font
