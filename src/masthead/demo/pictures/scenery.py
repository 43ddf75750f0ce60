"""What most pictures of a coast need: ridges, water, light, grass, birds, small buildings."""

import itertools
import math

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Fill, Pen, Point


def profile(canvas: Canvas, base: float, rise: float, rough: float = 1.0) -> list[Point]:
    """Return a skyline from the left edge to the right, `rise` pixels at most above `base`."""
    waves = [
        (canvas.rng.uniform(0.6, 1.4) * 2**octave, canvas.rng.uniform(0, math.tau), 0.55**octave)
        for octave in range(6)
    ]
    points: list[Point] = []
    for x in range(0, WIDTH + 8, 8):
        lift = sum(
            size * (rough if pitch > 6 else 1) * math.sin(pitch * x / WIDTH * math.tau + shift)
            for pitch, shift, size in waves
        )
        points.append((x, base - rise * (0.5 + lift / 4)))
    return points


def ridge(canvas: Canvas, fill: Fill, base: float, rise: float, rough: float = 1.0) -> list[Point]:
    """Draw a range of hills down to the foot of the picture; return its skyline."""
    line = profile(canvas, base, rise, rough)
    canvas.shape(fill, lambda pen: pen.polygon([*line, (WIDTH + 8, HEIGHT), (0, HEIGHT)]))
    return line


def shoreline(canvas: Canvas, points: list[Point], wear: float = 0.06) -> list[Point]:
    """Break straight lines into a coast; `wear` is the push sideways as a share of each stretch."""
    if all(math.dist(start, end) < 14 for start, end in itertools.pairwise(points)):
        return points
    broken: list[Point] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        push = canvas.rng.uniform(-wear, wear)
        broken += [(x0, y0), ((x0 + x1) / 2 + (y1 - y0) * push, (y0 + y1) / 2 - (x1 - x0) * push)]
    return shoreline(canvas, [*broken, points[-1]], wear)


def headland(canvas: Canvas, fill: Fill, points: list[Point], wear: float = 0.06) -> list[Point]:
    """Draw land with a worn edge along a rough outline; return the edge."""
    edge = shoreline(canvas, [*points, points[0]], wear)
    canvas.shape(fill, lambda pen: pen.polygon(edge))
    return edge


def ripples(  # noqa: PLR0913 - most callers leave most at their default
    canvas: Canvas,
    colour: str,
    band: tuple[float, float],
    *,
    count: int = 500,
    opacity: float = 0.5,
    across: tuple[float, float] = (0, WIDTH),
    foot: float = 60.0,
) -> None:
    """Strew cut strokes over water: short and thin far away, long and thick near by."""
    top, low = band

    def draw(pen: Pen) -> None:
        for _ in range(count):
            near = canvas.rng.random() ** 1.6
            y = top + (low - top) * near
            half = (4 + foot * near) * canvas.rng.uniform(0.4, 1.3)
            x = canvas.rng.uniform(*across)
            thick = 0.6 + 3.2 * near * canvas.rng.uniform(0.4, 1)
            pen.polygon([(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)])

    canvas.shape(colour, draw, opacity=opacity)


def glitter(
    canvas: Canvas, colour: str, x: float, band: tuple[float, float], spread: float
) -> None:
    """Lay the broken path of light that sun, moon or a lamp draws on water."""
    top, low = band

    def draw(pen: Pen) -> None:
        for step in range(90):
            near = (step / 90) ** 1.3
            y = top + (low - top) * near
            for _ in range(3):
                middle = x + canvas.rng.gauss(0, spread * (0.25 + near))
                half = (3 + spread * 0.5 * near) * canvas.rng.uniform(0.3, 1.2)
                thick = 0.7 + 2.6 * near
                pen.polygon(
                    [
                        (middle - half, y),
                        (middle, y - thick),
                        (middle + half, y),
                        (middle, y + thick),
                    ]
                )

    canvas.shape(colour, draw, opacity=0.75)


def disc(canvas: Canvas, colour: str, at: Point, radius: float, glow: str | None = None) -> None:
    """Hang a sun or a moon, with its glow."""
    if glow:
        canvas.shape(glow, lambda pen: pen.oval(*at, radius * 2.6), opacity=0.35, blur=radius * 0.9)
    canvas.shape(colour, lambda pen: pen.oval(*at, radius))


def birds(canvas: Canvas, colour: str, around: Point, count: int = 7, size: float = 13) -> None:
    """Let gulls hang in the air."""

    def draw(pen: Pen) -> None:
        for _ in range(count):
            x, y = around[0] + canvas.rng.gauss(0, 120), around[1] + canvas.rng.gauss(0, 45)
            wing = size * canvas.rng.uniform(0.6, 1.4)
            lift = wing * canvas.rng.uniform(0.3, 0.6)
            pen.line([(x - wing, y - lift), (x - wing * 0.4, y - lift * 1.1), (x, y)], 2)
            pen.line([(x, y), (x + wing * 0.4, y - lift * 1.1), (x + wing, y - lift)], 2)

    canvas.shape(colour, draw)


def grass(canvas: Canvas, colour: str, line: list[Point], tall: float, count: int = 500) -> None:
    """Grow blades along a line, bent by the same wind."""

    def draw(pen: Pen) -> None:
        for _ in range(count):
            x, y = canvas.rng.choice(line)
            x += canvas.rng.uniform(-8, 8)
            height = tall * canvas.rng.uniform(0.35, 1)
            lean = height * canvas.rng.uniform(0.1, 0.7)
            pen.polygon(
                [
                    (x - 2, y + 6),
                    (x + lean * 0.4, y - height * 0.6),
                    (x + lean, y - height),
                    (x + 2, y + 6),
                ]
            )

    canvas.shape(colour, draw)


def windows(canvas: Canvas, colour: str, at: list[Point], size: Point, glow: float = 0) -> None:
    """Light windows at the given corners."""

    def draw(pen: Pen) -> None:
        for x, y in at:
            pen.box(x, y, *size)

    if glow:
        canvas.shape(colour, draw, opacity=0.5, blur=glow)
    canvas.shape(colour, draw)


def lighthouse(canvas: Canvas, fill: Fill, foot: Point, tall: float, lamp: str) -> None:
    """Set a lighthouse on its foot; its lamp throws two beams."""
    x, y = foot
    wide = tall * 0.13
    top = y - tall

    def beams(pen: Pen) -> None:
        pen.polygon([(x, top - tall * 0.05), (x - WIDTH, top - 120), (x - WIDTH, top + 60)])
        pen.polygon([(x, top - tall * 0.05), (x + WIDTH, top - 190), (x + WIDTH, top - 60)])

    def tower(pen: Pen) -> None:
        pen.polygon([(x - wide, y), (x - wide * 0.6, top), (x + wide * 0.6, top), (x + wide, y)])
        pen.box(x - wide * 0.95, top - tall * 0.01, wide * 1.9, tall * 0.025)
        pen.box(x - wide * 0.45, top - tall * 0.1, wide * 0.9, tall * 0.1)
        pen.polygon(
            [
                (x - wide * 0.6, top - tall * 0.1),
                (x, top - tall * 0.17),
                (x + wide * 0.6, top - tall * 0.1),
            ]
        )

    canvas.shape(lamp, beams, opacity=0.13, blur=8)
    canvas.shape(fill, tower)
    canvas.shape(lamp, lambda pen: pen.oval(x, top - tall * 0.05, tall * 0.07), opacity=0.8, blur=6)
    canvas.shape(
        lamp, lambda pen: pen.box(x - wide * 0.3, top - tall * 0.085, wide * 0.6, tall * 0.07)
    )


def bust(pen: Pen, x: float, y: float) -> Pen:
    """Draw head and shoulders, seen from far away."""
    pen.oval(x, y - 62, 13, 15)
    pen.polygon([(x - 24, y), (x - 20, y - 38), (x, y - 48), (x + 20, y - 38), (x + 24, y)])
    return pen
