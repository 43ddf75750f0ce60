"""A sheet to draw on: anti-aliased shapes, washes, mist and paper grain, with Pillow only.

Everything is seeded by the picture's name, so the same picture comes out on every machine.
Shapes are drawn on a mask of twice the size and reduced: Pillow's own drawing has hard edges.
"""

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Self

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Fill = str | tuple[str, ...]
"""One colour, or colours from the top of the shape to its foot."""

WIDTH, HEIGHT = 1600, 1067
_SCALE = 2


class Pen:
    """Collects what is drawn, in the picture's own coordinates, to be laid on a mask at once.

    Collected first, because a mask that is only as large as its shape is drawn many times faster.
    """

    def __init__(self) -> None:
        self._strokes: list[tuple[str, list[Point], dict[str, Any]]] = []

    def polygon(self, points: Sequence[Point]) -> Self:
        """Fill the outline through the points."""
        return self._add("polygon", points)

    def line(self, points: Sequence[Point], width: float = 2) -> Self:
        """Draw a line through the points."""
        return self._add("line", points, width=max(1, round(width * _SCALE)), joint="curve")

    def box(self, x: float, y: float, width: float, height: float, radius: float = 0) -> Self:
        """Fill a box given by its upper left corner; nothing where it has no area."""
        if min(width, height) * _SCALE < 1:
            return self
        less = 1 / _SCALE  # Pillow counts the last row and column in
        corners = [(x, y), (x + width - less, y + height - less)]
        return self._add("rounded_rectangle", corners, radius=radius * _SCALE)

    def oval(self, x: float, y: float, across: float, down: float | None = None) -> Self:
        """Draw an ellipse around a centre; `across` and `down` are radii."""
        tall = across if down is None else down
        return self._add("ellipse", [(x - across, y - tall), (x + across, y + tall)])

    def arc(
        self, centre: Point, radius: float, span: tuple[float, float], width: float = 2
    ) -> Self:
        """Draw part of a circle; `span` is from and to in degrees, clockwise from the right."""
        x, y = centre
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
        thick = max(1, round(width * _SCALE))
        return self._add("arc", corners, start=span[0], end=span[1], width=thick)

    def _add(self, kind: str, points: Sequence[Point], **options: Any) -> Self:
        self._strokes.append((kind, list(points), options))
        return self

    def box_within(self, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
        """Return the box of all that was drawn inside a picture of that size; None for nothing."""
        room = 1 + max((options.get("width", 0) for _, _, options in self._strokes), default=0)
        across = [x for _, points, _ in self._strokes for x, _ in points]
        down = [y for _, points, _ in self._strokes for _, y in points]
        if not across:
            return None
        left, top = max(0, int(min(across)) - room), max(0, int(min(down)) - room)
        right = min(size[0], int(max(across)) + room + 1)
        foot = min(size[1], int(max(down)) + room + 1)
        return (left, top, right, foot) if left < right and top < foot else None

    def mask(self, box: tuple[int, int, int, int]) -> Image.Image:
        """Return what was drawn inside the box, white on black, with soft edges."""
        left, top, right, foot = box
        sheet = Image.new("L", ((right - left) * _SCALE, (foot - top) * _SCALE))
        draw = ImageDraw.Draw(sheet)
        for kind, points, options in self._strokes:
            moved = [((x - left) * _SCALE, (y - top) * _SCALE) for x, y in points]
            getattr(draw, kind)(moved, fill=255, **options)
        return sheet.reduce(_SCALE)


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
        pen = Pen()
        draw(pen)
        box = pen.box_within(self.size)
        if box is None:
            return
        mask = pen.mask(box)
        if blur:
            margin = round(blur * 3)
            wide = (
                max(0, box[0] - margin),
                max(0, box[1] - margin),
                min(self.size[0], box[2] + margin),
                min(self.size[1], box[3] + margin),
            )
            soft = Image.new("L", (wide[2] - wide[0], wide[3] - wide[1]))
            soft.paste(mask, (box[0] - wide[0], box[1] - wide[1]))
            mask = soft.filter(ImageFilter.BoxBlur(blur)).filter(ImageFilter.BoxBlur(blur))
            box = wide
        self._lay(fill, mask, box[:2], opacity)

    def _lay(self, fill: Fill, mask: Image.Image, at: tuple[int, int], opacity: float) -> None:
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        colours = (fill,) if isinstance(fill, str) else fill
        ink = _gradient(mask.size, colours) if len(colours) > 1 else colours[0]
        self.image.paste(ink, (*at, at[0] + mask.width, at[1] + mask.height), mask)

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
        mask = Image.new("L", (self.size[0], middle * 2))
        mask.paste(fade, (0, 0))
        mask.paste(fade.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, middle))
        lumps = self.noise(cells).crop((0, top, self.size[0], top + middle * 2))
        lumps = lumps.point([min(255, max(0, (level - 60) * 2)) for level in range(256)])
        self._lay(colour, ImageChops.multiply(mask, lumps), (0, top), strength)

    def finish(self, grain: float = 0.07) -> Image.Image:
        """Press the drawing onto paper: its fibres, and ink that took unevenly."""
        ink = Image.blend(_specks(self.size), self.noise((9, 6), octaves=2), 0.35)
        ink = ink.point([round(128 + (level - 128) * grain * 2.2) for level in range(256)])
        self.image = ImageChops.overlay(self.image, Image.merge("RGB", (ink, ink, ink)))
        return self.image


@cache
def _specks(size: tuple[int, int]) -> Image.Image:
    """Return the fibres of the paper; every picture is printed on the same sheet."""
    dice = random.Random("paper")  # noqa: S311 - art that must repeat, not a secret
    sheet = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
    return sheet.filter(ImageFilter.BoxBlur(0.6))


def _gradient(size: tuple[int, int], colours: Sequence[str]) -> Image.Image:
    """Return the colours as bands that run into one another from top to foot."""
    tones = [ImageColor.getrgb(colour)[:3] for colour in colours]
    last = max(1, size[1] - 1)
    column = bytearray()
    for y in range(size[1]):
        place = y / last * (len(tones) - 1)
        index = min(int(place), len(tones) - 2)
        share = place - index
        for first, second in zip(tones[index], tones[index + 1], strict=True):
            column.append(round(first + (second - first) * share))
    strip = Image.frombytes("RGB", (1, size[1]), bytes(column))
    return strip.resize(size, Image.Resampling.NEAREST)
