"""Pictures of what the sea is measured with: a gauge, a chart."""

# ruff: noqa: B023 - a shape is drawn at once; a drawing is made of numbers

import itertools
import math

from PIL import Image, ImageDraw, ImageFont

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Pen, Point
from masthead.demo.pictures.scenery import headland


def tide_gauge() -> Image.Image:
    """The paper drum of an old tide gauge with a week of ink on it."""
    canvas = Canvas("tide gauge", paper="#39302a")
    canvas.wash("#4b3d33", "#2c2420")
    canvas.shape("#120e0c", lambda pen: pen.box(150, 190, 1330, 720, 20), opacity=0.6, blur=18)
    canvas.shape(
        ("#8f7f63", "#f0e4c6", "#f6ecd2", "#e5d6b4", "#93805f"),
        lambda pen: pen.box(170, 170, 1260, 720, 12),
    )
    canvas.shape(
        "#9fb0a8",
        lambda pen: [pen.line([(170, y), (1430, y)], 1.4) for y in range(230, 880, 44)],
        opacity=0.7,
    )
    canvas.shape(
        "#9fb0a8",
        lambda pen: [
            pen.line([(x, 172), (x, 888)], 3 if (x - 170) % 180 == 0 else 1)
            for x in range(170, 1430, 30)
        ],
        opacity=0.7,
    )
    for day in range(3):
        trace = [
            (
                x,
                530
                + day * 9
                - 190 * math.sin((x + day * 26) / 62.0) * (0.62 + 0.38 * math.sin(x / 420 + day))
                + canvas.rng.uniform(-1.5, 1.5),
            )
            for x in range(176, 1180 if day == 2 else 1426, 4)
        ]
        canvas.shape(
            ("#7b8f9b", "#4e6a80", "#1d3a5f")[day],
            lambda pen: pen.line(trace, 3.4),
            opacity=(0.55, 0.75, 1)[day],
        )
    pen_tip = trace[-1]
    brass = ("#e3c27a", "#8a6530")
    canvas.shape(
        "#1b1512",
        lambda pen: pen.polygon([(pen_tip[0] + 12, pen_tip[1] + 10), (1600, 330), (1600, 372)]),
        opacity=0.45,
        blur=9,
    )
    canvas.shape(
        brass,
        lambda pen: pen.polygon(
            [
                pen_tip,
                (pen_tip[0] + 60, pen_tip[1] - 22),
                (1600, 250),
                (1600, 292),
                (pen_tip[0] + 66, pen_tip[1] - 2),
            ]
        ),
    )
    canvas.shape(
        brass, lambda pen: [pen.box(118, 130, 56, 800, 10), pen.box(1426, 130, 56, 800, 10)]
    )
    canvas.shape("#5a4122", lambda pen: [pen.oval(146, 530, 13), pen.oval(1454, 530, 13)])
    return canvas.finish(0.09)


def chart_of_the_sound() -> Image.Image:
    """The harbour chart: contours, soundings, a compass rose, the channel in red."""
    canvas = Canvas("chart of the sound", paper="#e9e2cd")
    centre = (980.0, 540.0)
    for ring, tone in enumerate(("#dfe3d2", "#d0dcd2", "#bdd3d0", "#a7c6c9", "#90b7c0", "#7aa7b5")):
        outline = _contour(canvas, centre, 620 - ring * 92)
        canvas.shape(tone, lambda pen: pen.polygon(outline))
        canvas.shape(
            "#47707c",
            lambda pen: pen.line([*outline, outline[0]], 1.6),
            opacity=0.7,
        )
    _land(canvas)
    canvas.shape(
        "#5a7e88",
        lambda pen: (
            [pen.line([(x, 0), (x, HEIGHT)], 1) for x in range(100, WIDTH, 250)]
            + [pen.line([(0, y), (WIDTH, y)], 1) for y in range(67, HEIGHT, 250)]
        ),
        opacity=0.5,
    )
    _soundings(canvas, centre)
    channel = [
        (560.0, 380.0),
        (700.0, 450.0),
        (820.0, 470.0),
        (960.0, 560.0),
        (1120.0, 600.0),
        (1300.0, 720.0),
        (1600.0, 800.0),
    ]
    canvas.shape(
        "#b5342b",
        lambda pen: [
            pen.line([(x, y + side), (x2, y2 + side)], 3.5)
            for (x, y), (x2, y2) in itertools.pairwise(channel)
            for side in (-16, 16)
        ],
    )
    canvas.shape("#b5342b", lambda pen: [pen.oval(x, y, 9) for x, y in channel[1:6]])
    _rose(canvas, (1330, 300))
    canvas.shape(
        "#3b4a4d",
        lambda pen: [
            pen.line([(24, 24), (1576, 24), (1576, 1043), (24, 1043), (24, 24)], 5),
            pen.line([(38, 38), (1562, 38), (1562, 1029), (38, 1029), (38, 38)], 1.5),
        ],
    )
    return canvas.finish(0.08)


def _contour(canvas: Canvas, centre: Point, radius: float) -> list[Point]:
    points: list[Point] = []
    for step in range(120):
        angle = step / 120 * math.tau
        wobble = (
            1
            + 0.16 * math.sin(3 * angle + 0.6)
            + 0.07 * math.sin(7 * angle + radius / 90)
            + canvas.rng.uniform(-0.006, 0.006)
        )
        points.append(
            (
                centre[0] + radius * 1.35 * wobble * math.cos(angle),
                centre[1] + radius * 0.86 * wobble * math.sin(angle),
            )
        )
    return points


def _land(canvas: Canvas) -> None:
    coast = [
        (-90.0, -90.0),
        (760.0, -60.0),
        (690.0, 90.0),
        (620.0, 150.0),
        (640.0, 250.0),
        (545.0, 330.0),
        (480.0, 420.0),
        (520.0, 520.0),
        (420.0, 640.0),
        (330.0, 700.0),
        (300.0, 830.0),
        (180.0, 920.0),
        (120.0, 1150.0),
        (-90.0, 1150.0),
    ]
    isle = [
        (1180.0, 840.0),
        (1260.0, 790.0),
        (1350.0, 830.0),
        (1400.0, 890.0),
        (1290.0, 950.0),
        (1190.0, 920.0),
    ]
    for outline in (coast, isle):
        edge = headland(canvas, "#d9b97c", outline, 0.13)
        canvas.shape("#4c3d28", lambda pen: pen.line([*edge, edge[0]], 2.2))
    canvas.shape(
        "#7f3f33",
        lambda pen: [
            pen.box(480 - dx, 372 + dy, 13, 9)
            for dx, dy in (
                (0, 0),
                (22, 8),
                (38, -10),
                (18, -24),
                (60, 4),
                (48, 24),
                (10, 30),
                (74, -16),
            )
        ],
    )


def _soundings(canvas: Canvas, centre: Point) -> None:
    """Print depths as a chart does: small figures, deeper towards the middle."""
    draw = ImageDraw.Draw(canvas.image)
    font = ImageFont.load_default(19)
    printed: list[Point] = [(1330.0, 300.0), (1290.0, 870.0)]
    for _ in range(260):
        x, y = canvas.rng.uniform(460, 1520), canvas.rng.uniform(60, 1000)
        away = math.hypot((x - centre[0]) / 1.35, (y - centre[1]) / 0.86)
        if away > 480 or any(
            math.dist((x, y), other) < (160 if rank < 2 else 52)
            for rank, other in enumerate(printed)
        ):
            continue
        colour = canvas.image.getpixel((round(x), round(y)))
        if isinstance(colour, tuple) and colour[0] > colour[2]:  # land is yellow, water is not
            continue
        printed.append((x, y))
        draw.text((x, y), str(round(2 + 26 * (1 - away / 520))), fill="#2f4a54", font=font)


def _rose(canvas: Canvas, centre: Point) -> None:
    def star(pen: Pen) -> None:
        for step in range(16):
            angle = step * math.tau / 16
            long = (118, 52, 80, 52)[step % 4]
            tip = (centre[0] + long * math.sin(angle), centre[1] - long * math.cos(angle))
            sides = [
                (centre[0] + 15 * math.sin(angle + turn), centre[1] - 15 * math.cos(angle + turn))
                for turn in (-0.6, 0)
            ]
            pen.polygon([tip, *sides, centre])
        for radius in (96, 134, 140):
            pen.arc(centre, radius, (0, 360), 1.6)
        for step in range(72):
            angle = step * math.tau / 72
            pen.line(
                [
                    (centre[0] + r * math.sin(angle), centre[1] - r * math.cos(angle))
                    for r in (134, 150 if step % 6 == 0 else 142)
                ],
                1.4,
            )

    canvas.shape("#7b2f28", star)
