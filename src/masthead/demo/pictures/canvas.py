"""A sheet to draw on: anti-aliased shapes, washes, mist and paper grain, with Pillow only.

Everything is seeded by the picture's name, so the same picture comes out on every machine.
Shapes are drawn on a mask of twice the size and reduced: Pillow's own drawing has hard edges.
"""

import random
from collections.abc import Callable, Sequence
from typing import Self

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Fill = str | tuple[str, ...]
"""One colour, or colours from the top of the shape to its foot."""

WIDTH, HEIGHT = 1600, 1067
_SCALE = 2


class Pen:
    """Draws into a mask in the picture's own coordinates."""

    def __init__(self, mask: Image.Image) -> None:
        self._draw = ImageDraw.Draw(mask)

    def polygon(self, points: Sequence[Point]) -> Self:
        """Fill the outline through the points."""
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=255)
        return self

    def line(self, points: Sequence[Point], width: float = 2) -> Self:
        """Draw a line through the points."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=255, width=max(1, round(width * _SCALE)), joint="curve")
        return self

    def box(self, x: float, y: float, width: float, height: float, radius: float = 0) -> Self:
        """Fill a box given by its upper left corner; nothing where it has no area."""
        corners = (x * _SCALE, y * _SCALE, (x + width) * _SCALE - 1, (y + height) * _SCALE - 1)
        if corners[2] >= corners[0] and corners[3] >= corners[1]:
            self._draw.rounded_rectangle(corners, radius * _SCALE, fill=255)
        return self

    def oval(self, x: float, y: float, across: float, down: float | None = None) -> Self:
        """Draw an ellipse around a centre; `across` and `down` are radii."""
        tall = across if down is None else down
        self._draw.ellipse(
            (
                (x - across) * _SCALE,
                (y - tall) * _SCALE,
                (x + across) * _SCALE,
                (y + tall) * _SCALE,
            ),
            fill=255,
        )
        return self

    def arc(
        self, centre: Point, radius: float, span: tuple[float, float], width: float = 2
    ) -> Self:
        """Draw part of a circle; `span` is from and to in degrees, clockwise from the right."""
        x, y = centre
        self._draw.arc(
            (
                (x - radius) * _SCALE,
                (y - radius) * _SCALE,
                (x + radius) * _SCALE,
                (y + radius) * _SCALE,
            ),
            *span,
            fill=255,
            width=max(1, round(width * _SCALE)),
        )
        return self


class Canvas:
    """One picture in the making, sized in pixels."""

    def __init__(
        self, name: str, paper: str = "#efe7da", size: tuple[int, int] = (WIDTH, HEIGHT)
    ) -> None:
        self.size = size
        self.rng = random.Random(name)  # noqa: S311 - art that must repeat, not a secret
        self.image = Image.new("RGB", size, paper)

    def wash(self, *colours: str, top: float = 0, foot: float | None = None) -> None:
        """Lay colours over the full width, from `top` to `foot`."""
        low = self.size[1] if foot is None else round(foot)
        self.image.paste(_gradient((self.size[0], low - round(top)), colours), (0, round(top)))

    def shape(
        self, fill: Fill, draw: Callable[[Pen], object], *, opacity: float = 1, blur: float = 0
    ) -> None:
        """Draw one shape, or many of one colour, over what is there."""
        width, height = self.size
        mask = Image.new("L", (width * _SCALE, height * _SCALE))
        draw(Pen(mask))
        found = mask.getbbox()
        if found is None:
            return
        margin = round(blur * 3)
        box = (
            max(0, found[0] // _SCALE - margin),
            max(0, found[1] // _SCALE - margin),
            min(width, -(-found[2] // _SCALE) + margin),
            min(height, -(-found[3] // _SCALE) + margin),
        )
        small = mask.reduce(_SCALE, (box[0] * 2, box[1] * 2, box[2] * 2, box[3] * 2))
        if blur:
            small = small.filter(ImageFilter.BoxBlur(blur)).filter(ImageFilter.BoxBlur(blur))
        self._lay(fill, small, box[:2], opacity)

    def _lay(self, fill: Fill, mask: Image.Image, at: tuple[int, int], opacity: float) -> None:
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        colours = (fill,) if isinstance(fill, str) else fill
        self.image.paste(_gradient(mask.size, colours), at, mask)

    def noise(self, cells: tuple[int, int], octaves: int = 3) -> Image.Image:
        """Return soft cloudy noise; `cells` is how many lumps across and down."""
        half = (self.size[0] // 2, self.size[1] // 2)
        field = Image.new("L", half, 128)
        for octave in range(octaves):
            grid = (cells[0] << octave, cells[1] << octave)
            lumps = Image.frombytes("L", grid, self.rng.randbytes(grid[0] * grid[1]))
            field = Image.blend(
                field, lumps.resize(half, Image.Resampling.BICUBIC), 0.55 / (octave + 1)
            )
        return field.resize(self.size, Image.Resampling.BILINEAR)

    def haze(
        self,
        colour: str,
        band: tuple[float, float],
        strength: float,
        cells: tuple[int, int] = (4, 6),
    ) -> None:
        """Let mist hang between two heights, thickest in the middle."""
        top, foot = round(band[0]), round(band[1])
        middle = (foot - top) // 2
        fade = Image.linear_gradient("L").resize((self.size[0], middle))
        mask = Image.new("L", self.size)
        mask.paste(fade, (0, top))
        mask.paste(fade.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, top + middle))
        lumps = self.noise(cells).point(
            [min(255, max(0, (level - 60) * 2)) for level in range(256)]
        )
        self._lay(colour, ImageChops.multiply(mask, lumps), (0, 0), strength)

    def finish(self, grain: float = 0.07) -> Image.Image:
        """Press the drawing onto paper: grain, uneven ink, slightly darker edges."""
        width, height = self.size
        speck = Image.frombytes("L", self.size, self.rng.randbytes(width * height))
        speck = speck.filter(ImageFilter.BoxBlur(0.6))
        ink = Image.blend(speck, self.noise((9, 6), octaves=2), 0.35)
        ink = ink.point([round(128 + (level - 128) * grain * 2.2) for level in range(256)])
        self.image = ImageChops.overlay(self.image, Image.merge("RGB", (ink, ink, ink)))
        return self.image


def _gradient(size: tuple[int, int], colours: Sequence[str]) -> Image.Image:
    tones = [ImageColor.getrgb(colour)[:3] for colour in colours]
    if len(tones) == 1:
        return Image.new("RGB", size, tones[0])
    column = Image.new("RGB", (1, size[1]))
    last = max(1, size[1] - 1)
    for y in range(size[1]):
        place = y / last * (len(tones) - 1)
        index = min(int(place), len(tones) - 2)
        share = place - index
        pairs = zip(tones[index], tones[index + 1], strict=True)
        red, green, blue = (round(first + (second - first) * share) for first, second in pairs)
        column.putpixel((0, y), (red, green, blue))
    return column.resize(size, Image.Resampling.NEAREST)
