"""Pictures of the harbour ashore: the crane, the auction, the boatyard."""

import math

from PIL import Image

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Pen, Point
from masthead.demo.pictures.scenery import birds, disc, headland, ripples


def last_crane() -> Image.Image:
    """The old quay's last crane against an amber morning."""
    canvas = Canvas("last crane")
    canvas.wash("#f1d9a6", "#efbf7e", "#dd9364", "#b86c56", foot=860)
    disc(canvas, "#fbe8b8", (1180, 560), 120, "#fbdf9f")
    canvas.haze("#f6d39b", (480, 860), 0.6, (3, 8))
    headland(
        canvas,
        "#b07560",
        [
            (0, 800),
            (260, 770),
            (520, 790),
            (800, 776),
            (1100, 800),
            (1600, 782),
            (1600, 870),
            (0, 870),
        ],
    )
    canvas.shape(
        "#8f5e55",
        lambda pen: [
            pen.box(x, 862 - tall, wide, tall)
            for x, wide, tall in (
                (40, 190, 110),
                (240, 120, 150),
                (372, 240, 92),
                (1290, 210, 118),
                (1470, 130, 84),
            )
        ],
    )
    canvas.shape("#47302f", _crane)
    canvas.wash("#3b2b2c", "#241c1f", top=862, foot=900)
    canvas.wash("#8d5a4e", "#4a3436", "#251c22", top=900)
    ripples(canvas, "#e8a875", (905, HEIGHT), count=220, opacity=0.55, foot=90)
    canvas.shape("#1f181b", lambda pen: [pen.box(x, 838, 16, 26, 5) for x in range(60, WIDTH, 190)])
    birds(canvas, "#5d403b", (420, 330), 8)
    return canvas.finish()


def _crane(pen: Pen) -> None:
    for left, right in ((560, 640), (860, 780)):
        pen.line([(left, 862), (right, 560)], 13)
    pen.line([(590, 750), (830, 750)], 9)
    for start, end in (
        ((578, 790), (700, 560)),
        ((842, 790), (720, 560)),
        ((606, 690), (814, 690)),
    ):
        pen.line([start, end], 5)
    pen.box(628, 540, 164, 24)
    pen.polygon([(642, 540), (642, 440), (768, 440), (790, 476), (790, 540)])
    pen.line([(700, 440), (730, 250)], 8)
    pen.line([(650, 440), (730, 250)], 5)
    _lattice(pen, (770, 510), (1330, 210), 34)
    _lattice(pen, (650, 470), (470, 448), 30)
    pen.box(440, 440, 74, 70)
    for end in ((1330, 210), (1060, 352)):
        pen.line([(730, 250), end], 3)
    pen.line([(730, 250), (470, 448)], 4)
    pen.line([(1326, 214), (1326, 640)], 3)
    pen.polygon([(1314, 640), (1338, 640), (1332, 668), (1320, 668)])
    pen.arc((1326, 684), 16, (-90, 150), 6)


def _lattice(pen: Pen, start: Point, end: Point, depth: float) -> None:
    """Draw a girder of two chords and a zigzag, narrowing to its far end."""
    steps = max(4, int(math.dist(start, end) / 42))
    upper: list[Point] = []
    lower: list[Point] = []
    for step in range(steps + 1):
        share = step / steps
        x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        upper.append((x, y - depth * (1 - share * 0.8)))
        lower.append((x, y))
    pen.line(upper, 6)
    pen.line(lower, 6)
    for index in range(steps):
        pen.line([lower[index], upper[index + 1]], 3)
        pen.line([upper[index], lower[index]], 3)


def fish_on_ice() -> Image.Image:
    """Boxes at the auction from above: mackerel on ice, a paper tag on each box."""
    canvas = Canvas("fish on ice", paper="#2d3a40")
    for row in range(3):
        for column in range(3):
            _fish_box(
                canvas, 40 + column * 515 + (row % 2) * -30, 26 + row * 348, (row * 3 + column) % 4
            )
    return canvas.finish(0.08)


def _fish_box(canvas: Canvas, x: float, y: float, kind: int) -> None:
    back, belly = (
        ("#35525c", "#b9c6c2"),
        ("#5a4a44", "#d8c9b4"),
        ("#9c4b3c", "#e6b79a"),
        ("#4c5e4d", "#cfd2b4"),
    )[kind]
    wide, tall = 488, 318
    canvas.shape("#131c21", lambda pen: pen.box(x + 8, y + 12, wide, tall, 10), opacity=0.6, blur=8)
    canvas.shape("#c8762f" if kind % 2 else "#2f6b86", lambda pen: pen.box(x, y, wide, tall, 10))
    canvas.shape(
        ("#dbe5e4", "#c0d0d2"), lambda pen: pen.box(x + 16, y + 16, wide - 32, tall - 32, 4)
    )

    def ice(pen: Pen) -> None:
        for _ in range(150):
            left, top = x + canvas.rng.uniform(20, wide - 34), y + canvas.rng.uniform(20, tall - 34)
            pen.polygon(
                [(left, top), (left + 13, top + 3), (left + 9, top + 13), (left - 2, top + 9)]
            )

    canvas.shape("#f4f8f5", ice, opacity=0.8)
    lanes = [(y + 58 + lane * 50, x + wide / 2 + canvas.rng.uniform(-16, 16)) for lane in range(5)]
    way = 1 if kind < 2 else -1
    canvas.shape(
        "#7f9296",
        lambda pen: [_fish(pen, middle + 5, lane + 9, way, 1.0) for lane, middle in lanes],
        opacity=0.6,
        blur=4,
    )
    canvas.shape(belly, lambda pen: [_fish(pen, middle, lane, way, 1.0) for lane, middle in lanes])
    canvas.shape(back, lambda pen: [_fish_back(pen, middle, lane, way) for lane, middle in lanes])
    canvas.shape(
        "#0e1518", lambda pen: [pen.oval(middle + way * 142, lane - 2, 6) for lane, middle in lanes]
    )
    canvas.shape("#f3e9cf", lambda pen: pen.box(x + 26, y + tall - 76, 92, 56))
    canvas.shape(
        "#5b4e3d",
        lambda pen: [
            pen.box(x + 36, y + tall - 64 + line * 13, 70 - line * 14, 4) for line in range(3)
        ],
    )


def _fish(pen: Pen, x: float, y: float, way: int, size: float) -> Pen:
    outline = [
        (-176, 0),
        (-120, -15),
        (-30, -27),
        (70, -25),
        (140, -13),
        (178, 3),
        (140, 14),
        (60, 22),
        (-40, 20),
        (-120, 9),
    ]
    pen.polygon([(x + way * dx * size, y + dy * size) for dx, dy in outline])
    pen.polygon(
        [
            (x + way * dx * size, y + dy * size)
            for dx, dy in ((-160, 0), (-206, -24), (-192, 0), (-206, 24))
        ]
    )
    pen.polygon(
        [(x + way * dx * size, y + dy * size) for dx, dy in ((-20, 18), (10, 34), (26, 18))]
    )
    return pen


def _fish_back(pen: Pen, x: float, y: float, way: int) -> Pen:
    pen.polygon(
        [
            (x + way * dx, y + dy)
            for dx, dy in (
                (-172, -1),
                (-120, -15),
                (-30, -27),
                (70, -25),
                (140, -13),
                (172, -2),
                (110, -7),
                (0, -9),
                (-110, -4),
            )
        ]
    )
    for stripe in range(-110, 110, 22):
        pen.line(
            [
                (x + way * stripe, y - 16),
                (x + way * (stripe + 9), y - 6),
                (x + way * (stripe + 2), y + 1),
            ],
            4,
        )
    return pen


def boat_ribs() -> Image.Image:
    """The frames of a wooden boat on the slip, lit from the shed door."""
    canvas = Canvas("boat ribs")
    canvas.wash("#2b2320", "#4a382d", "#5e4735", foot=820)
    canvas.shape(
        ("#f3dfb4", "#e9bd7c"),
        lambda pen: pen.polygon([(560, 130), (1040, 130), (1080, 820), (520, 820)]),
    )
    canvas.shape(
        "#f6e3b6",
        lambda pen: pen.polygon([(520, 820), (1080, 820), (1400, 1067), (200, 1067)]),
        opacity=0.3,
        blur=14,
    )
    canvas.shape(
        "#c9955a",
        lambda pen: pen.polygon(
            [(530, 690), (700, 660), (900, 676), (1072, 650), (1080, 820), (520, 820)]
        ),
        opacity=0.7,
    )
    canvas.shape(
        "#1d1715",
        lambda pen: [
            pen.line([(0, 90 + step * 40), (WIDTH, 60 + step * 4)], 10) for step in (0, 1)
        ],
    )
    canvas.shape("#1d1715", lambda pen: [pen.box(x, 0, 26, 830) for x in (150, 400, 1180, 1440)])
    canvas.wash("#6b4f38", "#3b2a20", "#241a16", top=820)
    canvas.shape(
        "#f0d49b",
        lambda pen: pen.polygon([(520, 820), (1080, 820), (1330, 1067), (270, 1067)]),
        opacity=0.35,
        blur=10,
    )
    for depth in range(9):
        _frame(canvas, depth)
    canvas.shape(
        "#3a271b", lambda pen: pen.polygon([(784, 560), (816, 560), (850, 1010), (750, 1010)])
    )
    return canvas.finish(0.09)


def _frame(canvas: Canvas, depth: int) -> None:
    """Draw one pair of ribs; frames stand nearer and wider one after another."""
    share = depth / 8
    half, top, foot = 120 + 470 * share, 470 - 250 * share, 640 + 370 * share
    tone = (
        "#7d5632",
        "#6d4a2c",
        "#5d3f27",
        "#4d3422",
        "#40291c",
        "#362318",
        "#2d1d15",
        "#251812",
        "#1d130f",
    )[depth]

    def ribs(pen: Pen) -> None:
        for side in (-1, 1):
            curve = [
                (
                    800 + side * half * math.sin(angle) ** 0.8,
                    foot - (foot - top) * (1 - math.cos(angle)),
                )
                for angle in [step / 14 * math.pi / 2 for step in range(15)]
            ]
            pen.line(curve, 9 + 16 * share)
        pen.box(800 - 40 - 60 * share, foot - 14 - 14 * share, 80 + 120 * share, 12 + 14 * share)

    canvas.shape(tone, ribs)
