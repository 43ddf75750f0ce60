"""Pictures of sea bed, marsh, dune and tide-line."""

# ruff: noqa: B023 - a shape is drawn at once; a drawing is made of numbers

import itertools
import math
import random
from dataclasses import dataclass, field

from PIL import Image

from masthead.demo.pictures.canvas import WIDTH, Canvas, Fill, Pen, Point
from masthead.demo.pictures.scenery import birds, grass, headland, ripples


def seagrass_meadow() -> Image.Image:
    """Under water: light falling through a meadow of seagrass."""
    canvas = Canvas("seagrass meadow")
    canvas.wash("#bfe0cf", "#6fb3ac", "#2f7f86", "#13505e", "#0a3442")

    def beams(pen: Pen) -> None:
        for _ in range(9):
            x, wide = canvas.rng.uniform(150, 1300), canvas.rng.uniform(20, 80)
            pen.polygon([(x, -20), (x + wide, -20), (x + wide * 2.4 - 260, 900), (x - 300, 900)])

    canvas.shape("#e9f6df", beams, opacity=0.16, blur=12)
    ripples(canvas, "#f2f9e6", (4, 70), count=120, opacity=0.6, foot=70)
    for row, tones in enumerate(
        (
            ("#3f8f86", "#1c626b"),
            ("#4f9a6f", "#1d5a55"),
            ("#6fa650", "#174b42"),
            ("#2f6d45", "#0b2f31"),
        )
    ):
        foot = 930 + row * 55
        _meadow(canvas, tones, foot, 260 + row * 85, 9 + row * 3.2, 110 - row * 14)
        canvas.haze("#2f7f86", (foot - 300, foot + 80), 0.5 - row * 0.15, (4, 3))
    canvas.shape(
        "#d5e6d5",
        lambda pen: [
            _small_fish(
                pen,
                420 + step % 5 * 54 + canvas.rng.uniform(-18, 18),
                330 + step // 5 * 34 + canvas.rng.uniform(-14, 14),
            )
            for step in range(17)
        ],
        opacity=0.9,
    )
    canvas.shape(
        "#e8f4e4",
        lambda pen: [
            pen.oval(
                canvas.rng.gauss(1230, 30), canvas.rng.uniform(120, 620), canvas.rng.uniform(2, 7)
            )
            for _ in range(26)
        ],
        opacity=0.6,
    )
    return canvas.finish(0.08)


def _meadow(canvas: Canvas, tones: Fill, foot: float, tall: float, wide: float, count: int) -> None:
    def draw(pen: Pen) -> None:
        for _ in range(count):
            x, height = canvas.rng.uniform(-40, WIDTH + 40), tall * canvas.rng.uniform(0.55, 1.15)
            sway, phase = canvas.rng.uniform(30, 110), canvas.rng.uniform(-0.5, 0.5)
            spine = [
                (
                    x + sway * (step / 9) ** 1.6 + 14 * math.sin(step * 0.8 + phase),
                    foot - height * step / 9,
                )
                for step in range(10)
            ]
            half = [wide * (1 - (step / 9) ** 3) / 2 for step in range(10)]
            left = [(sx - share, sy) for (sx, sy), share in zip(spine, half, strict=True)]
            right = [(sx + share, sy) for (sx, sy), share in zip(spine, half, strict=True)]
            pen.polygon([*left, *reversed(right), (x, foot + 160)])

    canvas.shape(tones, draw)


def _small_fish(pen: Pen, x: float, y: float) -> Pen:
    pen.oval(x, y, 16, 6)
    pen.polygon([(x - 13, y), (x - 26, y - 8), (x - 26, y + 8)])
    return pen


def marsh_from_above() -> Image.Image:
    """The Saltings from the air, creeks branching like a tree."""
    canvas = Canvas("marsh from above", paper="#7f8f5e")
    canvas.wash("#8d9a63", "#6f8455", "#a3975a")
    for tone, share in (("#b59a52", 0.5), ("#5e7650", 0.5), ("#a56b45", 0.3)):
        mask = canvas.noise((7, 5), octaves=4).point(
            [255 if level > 150 else 0 for level in range(256)]
        )
        canvas.image.paste(tone, (0, 0), mask.point([round(level * share) for level in range(256)]))
    limbs: list[tuple[list[Point], float]] = []
    _creek(canvas, (820, 1100), -1.65, 105, 0, limbs)
    for widen, tone in ((26, "#c7ad7d"), (10, "#8f7a5c"), (0, "#4e7f88")):
        canvas.shape(
            tone,
            lambda pen: [
                pen.line(path, width + widen * min(1, width / 30)) for path, width in limbs
            ],
        )
    canvas.shape(
        "#bcd6d2",
        lambda pen: [
            pen.line([(x - width * 0.15, y) for x, y in path], width * 0.22)
            for path, width in limbs
            if width > 9
        ],
        opacity=0.55,
    )
    canvas.shape(
        "#f4efdf",
        lambda pen: [
            pen.oval(canvas.rng.gauss(420, 130), canvas.rng.gauss(640, 90), 3.5, 2.5)
            for _ in range(60)
        ],
    )
    return canvas.finish(0.13)


def _creek(
    canvas: Canvas,
    start: Point,
    heading: float,
    width: float,
    depth: int,
    limbs: list[tuple[list[Point], float]],
) -> None:
    """Grow one creek and its side arms, each narrower and more wilful."""
    path, (x, y) = [start], start
    for step in range(9 if depth < 2 else 6):
        turn = math.sin(step * 1.3 + depth) * (0.5 + 0.1 * depth) + canvas.rng.uniform(-0.3, 0.3)
        reach = (34 + width * 0.5) * (0.9 if depth else 1.1)
        bends = [
            (
                x + reach * share * math.cos(heading + turn * share),
                y + reach * share * math.sin(heading + turn * share),
            )
            for share in (0.35, 0.7, 1)
        ]
        path += bends
        (x, y), thinner = bends[-1], width * (0.9 - step * 0.05)
        limbs.append((path[-5:], thinner))
        if depth < 4 and width > 3 and step in (2, 4, 6, 8):
            side = 1 if (step // 2 + depth) % 2 else -1
            _creek(
                canvas,
                (x, y),
                heading + side * canvas.rng.uniform(0.6, 1.1),
                thinner * 0.55,
                depth + 1,
                limbs,
            )


def dune_path() -> Image.Image:
    """A boardwalk over the Long Dune, the sea beyond."""
    canvas = Canvas("dune path")
    canvas.wash("#bcd3dd", "#dfe4da", "#f5e7c6", foot=460)
    canvas.haze("#fbf3dd", (180, 460), 0.6, (3, 8))
    canvas.wash("#7fa9ad", "#5c8e96", top=458, foot=560)
    ripples(canvas, "#eef0e0", (464, 560), count=150, opacity=0.6, foot=40)
    far = headland(
        canvas,
        ("#e6cf9c", "#cdb27d"),
        [
            (-40, 560),
            (240, 500),
            (520, 530),
            (820, 566),
            (1150, 520),
            (1660, 470),
            (1660, 800),
            (-40, 800),
        ],
        0.03,
    )
    grass(canvas, "#8c935a", [point for point in far if point[1] < 580], 54, 420)
    near = headland(
        canvas,
        ("#efdcae", "#c9a873"),
        [
            (-60, 720),
            (300, 640),
            (620, 690),
            (900, 720),
            (1240, 640),
            (1680, 600),
            (1680, 1140),
            (-60, 1140),
        ],
        0.03,
    )
    walk = [
        (
            780 + 120 * math.sin(step / 12 * 4.2) * (1 - step / 16),
            1075 - 395 * (step / 12) ** 0.8,
            170 * (1 - step / 12) ** 1.2 + 16,
        )
        for step in range(13)
    ]
    left, right = [(x - half, y) for x, y, half in walk], [(x + half, y) for x, y, half in walk]
    canvas.shape(
        "#8a6a45",
        lambda pen: pen.polygon([*left, *((x, y + 10) for x, y in reversed(right))]),
        opacity=0.5,
        blur=6,
    )
    canvas.shape(("#b59a75", "#8f7352"), lambda pen: pen.polygon([*left, *reversed(right)]))
    canvas.shape(
        "#6b5238",
        lambda pen: [
            pen.line([a, b], 1 + 5 * (1 - index / 48)) for index, (a, b) in enumerate(_planks(walk))
        ],
    )
    grass(canvas, "#6f7d47", [point for point in near if point[1] < 760], 90, 650)
    for row, tone in enumerate(("#8a9158", "#75804a", "#5d6c3e", "#49583a")):
        for west, east in ((-30, 400 - row * 50), (1230 + row * 50, 1630)):
            tuft = [
                (canvas.rng.uniform(west, east), 900 + row * 58 + canvas.rng.uniform(-16, 16))
                for _ in range(34)
            ]
            grass(canvas, tone, tuft, 120 + row * 18, 130)
    birds(canvas, "#6d7a7c", (1020, 250), 7)
    return canvas.finish()


def _planks(walk: list[tuple[float, float, float]]) -> list[tuple[Point, Point]]:
    planks: list[tuple[Point, Point]] = []
    for (x0, y0, half0), (x1, y1, half1) in itertools.pairwise(walk):
        for share in (0, 0.25, 0.5, 0.75):
            x, y, half = (
                x0 + (x1 - x0) * share,
                y0 + (y1 - y0) * share,
                half0 + (half1 - half0) * share,
            )
            planks.append(((x - half, y), (x + half, y)))
    return planks


def pressed_seaweed() -> Image.Image:
    """Three seaweeds pressed on herbarium paper, with their labels."""
    canvas = Canvas("pressed seaweed", paper="#efe4c8")
    canvas.wash("#f2e8cf", "#eadcbc")
    canvas.shape(
        "#c2ab7c",
        lambda pen: [
            pen.line([(540, 40), (540, 1027)], 1.5),
            pen.line([(1070, 40), (1070, 1027)], 1.5),
        ],
        opacity=0.7,
    )
    for x, tone, spread, depth in (
        (275, "#7c2f35", 0.44, 8),
        (805, "#5c6a2f", 0.3, 8),
        (1335, "#6b4a2a", 0.42, 7),
    ):
        weed = _Weed(canvas.rng, spread)
        weed.grow((x, 880), -math.pi / 2, 138, 15, depth)
        limbs = weed.limbs
        canvas.shape(
            "#8d7a55",
            lambda pen: [
                pen.line([(px + 5, py + 6) for px, py in path], width) for path, width in limbs
            ],
            opacity=0.3,
            blur=4,
        )
        canvas.shape(
            tone,
            lambda pen: [pen.line(path, width) for path, width in limbs],
            opacity=0.92,
        )
        canvas.shape(
            tone,
            lambda pen: [
                pen.oval(*path[-1], width * 1.5, width) for path, width in limbs if width < 5
            ],
            opacity=0.7,
        )
        canvas.shape("#f8f1de", lambda pen: pen.box(x - 130, 930, 260, 86))
        canvas.shape(
            "#4a3b2a",
            lambda pen: [
                pen.box(x - 112, 950, 170, 5),
                pen.box(x - 112, 970, 220, 3),
                pen.box(x - 112, 986, 130, 3),
            ],
        )
        canvas.shape(
            "#d9c79b",
            lambda pen: pen.polygon([(x - 44, 862), (x + 46, 850), (x + 48, 872), (x - 42, 884)]),
            opacity=0.8,
        )
    return canvas.finish(0.1)


@dataclass
class _Weed:
    """One plant while it grows: its chance, how far it spreads, what has grown."""

    rng: random.Random
    spread: float
    limbs: list[tuple[list[Point], float]] = field(default_factory=list)

    def grow(self, at: Point, heading: float, long: float, width: float, depth: int) -> None:
        """Add one limb and, `depth` times over, those that fork from its end."""
        bend = self.rng.uniform(-0.22, 0.22)
        path = [
            (
                at[0] + long * share * math.cos(heading + bend * share),
                at[1] + long * share * math.sin(heading + bend * share),
            )
            for share in (0, 0.35, 0.7, 1)
        ]
        self.limbs.append((path, width))
        if not depth:
            return
        for side in (-1, 1) if self.rng.random() < 0.85 else (-1, 0.1, 1):
            turn = heading + side * self.spread * self.rng.uniform(0.6, 1.25)
            turn += (-math.pi / 2 - turn) * 0.12
            shorter = long * self.rng.uniform(0.68, 0.84)
            self.grow(path[-1], turn, shorter, width * 0.7, depth - 1)
