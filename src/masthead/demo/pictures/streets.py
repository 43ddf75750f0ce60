"""Pictures of streets, markets, roads and bridges."""

# ruff: noqa: B023 - a shape is drawn at once; a drawing is made of numbers

import math

from PIL import Image

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Pen, Point
from masthead.demo.pictures.scenery import birds, bust, disc, glitter, ridge, ripples, windows


def footbridge() -> Image.Image:
    """Marrowick's new footbridge and its reflection, poplars behind."""
    canvas = Canvas("footbridge")
    canvas.wash("#c7d7d6", "#e2e3cf", "#f0e2bd", foot=640)
    ridge(canvas, ("#a9bba8", "#c5cdb0"), 560, 130, 0.6)
    ridge(canvas, ("#86a089", "#a6b797"), 610, 90, 0.8)
    canvas.haze("#f1e8c9", (460, 650), 0.55, (3, 3))
    for index in range(26):
        x = 30 + index * 64 + canvas.rng.uniform(-16, 16)
        tall = canvas.rng.uniform(110, 230)
        tone = canvas.rng.choice(["#5d7a63", "#6d8a68", "#4d6a58", "#a58d4c"])
        canvas.shape(tone, lambda pen: pen.oval(x, 640 - tall / 2, tall * 0.11, tall / 2))
    canvas.shape("#55694f", lambda pen: pen.box(0, 626, WIDTH, 30))
    upper = canvas.image.crop((0, 230, WIDTH, 650)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    canvas.wash("#7f9a90", "#4d6c6c", "#2f4a50", top=650)
    canvas.image.paste(
        upper,
        (0, 650),
        Image.linear_gradient("L")
        .transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        .resize(upper.size)
        .point([level * 5 // 8 for level in range(256)]),
    )
    _span(canvas, -1, "#3d5557", 0.6)
    _span(canvas, 1, "#a3392c", 1)
    ripples(canvas, "#dfe3cd", (670, HEIGHT), count=300, opacity=0.4, foot=100)
    ripples(canvas, "#29434a", (740, HEIGHT), count=220, opacity=0.35, foot=110)
    birds(canvas, "#66756b", (1150, 220), 6)
    return canvas.finish()


def _span(canvas: Canvas, way: int, tone: str, opacity: float) -> None:
    """Draw the bridge upwards from the water line, or its reflection downwards."""

    def deck(x: float) -> float:
        return 652 - way * (60 + 96 * math.sin((x + 60) / 1720 * math.pi))

    def draw(pen: Pen) -> None:
        xs = range(-40, WIDTH + 80, 20)
        pen.polygon([*((x, deck(x)) for x in xs), *((x, deck(x) + way * 17) for x in reversed(xs))])
        pen.line([(x, deck(x) - way * 48) for x in xs], 6)
        for x in range(-40, WIDTH + 60, 26):
            pen.line([(x, deck(x)), (x, deck(x) - way * 48)], 2.2)
        arch = [
            (260 + step * 36, 652 - way * 330 * math.sin(step / 30 * math.pi)) for step in range(31)
        ]
        pen.line(arch, 15)
        for x, y in arch[2:-2:2]:
            if (y - deck(x)) * way < 0:
                pen.line([(x, y), (x, deck(x))], 2.6)
        for x in (262, 1338):
            pen.box(x - 26, min(652, 652 - way * 40), 52, 40)

    canvas.shape(tone, draw, opacity=opacity)


def night_library() -> Image.Image:
    """The town library after hours, every window lit, rain on the square."""
    canvas = Canvas("night library")
    canvas.wash("#101a2c", "#1f2c44", "#31415a", foot=830)
    canvas.shape(
        "#0d1524",
        lambda pen: [
            pen.box(x, 830 - tall, wide, tall)
            for x, wide, tall in (
                (0, 170, 400),
                (180, 130, 300),
                (1300, 150, 340),
                (1460, 140, 470),
            )
        ],
    )
    canvas.shape(
        ("#4a4f63", "#343a50"),
        lambda pen: [
            pen.box(320, 270, 960, 560),
            pen.polygon([(290, 270), (1310, 270), (1240, 196), (360, 196)]),
        ],
    )
    canvas.shape(
        "#5b6076",
        lambda pen: [
            pen.box(300, 262, 1000, 16),
            pen.box(320, 548, 960, 10),
            pen.box(300, 816, 1000, 16),
        ],
    )
    upper: list[Point] = [(368 + 124 * step, 316) for step in range(7)]
    windows(canvas, "#ffd487", upper, (78, 196), glow=20)
    lower: list[Point] = [(368 + 124 * step, 592) for step in (0, 1, 2, 4, 5, 6)]
    windows(canvas, "#ffc872", lower, (78, 150), glow=20)
    canvas.shape("#fff0c6", lambda pen: pen.box(728, 592, 102, 226))
    canvas.shape("#2a2f44", _glazing)
    canvas.shape(
        "#3b2d24",
        lambda pen: [
            bust(pen, x, y)
            for x, y in ((402, 742), (556, 512), (800, 512), (900, 742), (1172, 512), (1020, 742))
        ],
    )
    canvas.wash("#2a3042", "#1c2233", "#121725", top=832)
    for step in range(7):
        x = 368 + 124 * step
        ripples(canvas, "#f2b865", (840, 1040), count=100, opacity=0.5, across=(x, x + 80), foot=36)
    ripples(canvas, "#5a6680", (840, HEIGHT), count=200, opacity=0.35, foot=80)
    canvas.shape(
        "#0c101b",
        lambda pen: [
            _walker(pen, 640, 930, 1.0),
            _walker(pen, 706, 936, 1.06),
            _walker(pen, 1090, 970, 1.25),
        ],
    )

    def rain(pen: Pen) -> None:
        for _ in range(420):
            x, y = canvas.rng.uniform(0, WIDTH), canvas.rng.uniform(0, HEIGHT)
            pen.line([(x, y), (x - 7, y + 34)], 1)

    canvas.shape("#b9c6dc", rain, opacity=0.28)
    return canvas.finish(0.08)


def _glazing(pen: Pen) -> None:
    for step in range(7):
        x = 368 + 124 * step
        pen.box(x + 36, 316, 6, 196)
        for y in (380, 446):
            pen.box(x, y, 78, 5)
        if step != 3:
            pen.box(x + 36, 592, 6, 150)
            pen.box(x, 660, 78, 5)
    pen.box(776, 592, 6, 226)


def _walker(pen: Pen, x: float, y: float, size: float) -> Pen:
    """One figure under an umbrella."""
    pen.polygon(
        [
            (x - 62 * size, y - 118 * size),
            (x, y - 158 * size),
            (x + 62 * size, y - 118 * size),
            (x, y - 126 * size),
        ]
    )
    pen.line([(x, y - 150 * size), (x + 5, y - 60 * size)], 3)
    pen.oval(x - 4 * size, y - 104 * size, 11 * size)
    pen.polygon(
        [
            (x - 20 * size, y - 30 * size),
            (x - 16 * size, y - 88 * size),
            (x + 10 * size, y - 88 * size),
            (x + 20 * size, y - 30 * size),
        ]
    )
    pen.line([(x - 8 * size, y - 34 * size), (x - 16 * size, y)], 9 * size)
    pen.line([(x + 8 * size, y - 34 * size), (x + 12 * size, y)], 9 * size)
    return pen


def market_awnings() -> Image.Image:
    """Market stalls seen from the front, striped awnings, crates of fruit."""
    canvas = Canvas("market awnings")
    canvas.wash("#d9cdb6", "#e9dcc0", foot=760)
    canvas.shape(
        "#c3b395",
        lambda pen: [pen.box(x, 160, 118, 210, 60) for x in range(60, WIDTH, 240)],
        opacity=0.6,
    )
    canvas.shape(
        "#b7a685", lambda pen: [pen.box(0, 96, WIDTH, 14), pen.box(0, 420, WIDTH, 8)], opacity=0.6
    )
    canvas.wash("#a89a86", "#7c7063", top=860)
    tones = (
        ("#a5382c", "#f3e6cd"),
        ("#2f5d62", "#f3e6cd"),
        ("#c9892f", "#f6ecd6"),
        ("#3f4f74", "#f1e5cf"),
    )
    for stall, (strong, pale) in enumerate(tones):
        _stall(canvas, 24 + stall * 394, strong, pale)
    return canvas.finish(0.08)


def _stall(canvas: Canvas, x: float, strong: str, pale: str) -> None:
    wide = 370.0
    canvas.shape(("#4a3c33", "#2e2723"), lambda pen: pen.box(x + 18, 500, wide - 36, 300))
    canvas.shape(
        "#33281f", lambda pen: [pen.box(x + 14, 440, 10, 480), pen.box(x + wide - 24, 440, 10, 480)]
    )
    for stripe in range(10):
        left, right = x + stripe * wide / 10, x + (stripe + 1) * wide / 10
        top_left, top_right = (
            x + 26 + stripe * (wide - 52) / 10,
            x + 26 + (stripe + 1) * (wide - 52) / 10,
        )
        tone = strong if stripe % 2 == 0 else pale
        canvas.shape(
            tone,
            lambda pen: [
                pen.polygon([(top_left, 372), (top_right, 372), (right, 490), (left, 490)]),
                pen.oval((left + right) / 2, 490, (right - left) / 2, 22),
            ],
        )
    canvas.shape("#1f1813", lambda pen: pen.box(x + 16, 512, wide - 32, 44), opacity=0.45, blur=10)
    seller = x + canvas.rng.uniform(90, 270)
    skin = canvas.rng.choice(["#8a5a3c", "#c99873", "#5e3d2b", "#b87f58"])
    canvas.shape(
        skin, lambda pen: [pen.oval(seller, 602, 27, 32), pen.box(seller - 10, 622, 20, 24)]
    )
    canvas.shape(
        "#221a16", lambda pen: [pen.oval(seller, 586, 29, 20), pen.box(seller - 34, 586, 68, 7, 3)]
    )
    canvas.shape(
        strong,
        lambda pen: pen.polygon(
            [
                (seller - 64, 740),
                (seller - 54, 664),
                (seller - 16, 640),
                (seller + 16, 640),
                (seller + 54, 664),
                (seller + 64, 740),
            ]
        ),
    )
    canvas.shape(("#8c6a43", "#63472c"), lambda pen: pen.box(x + 4, 790, wide - 8, 150))
    for crate in range(4):
        left = x + 10 + crate * 90
        tone = canvas.rng.choice(["#c8552d", "#d79a34", "#7c8d3f", "#9a2f35", "#e0c067", "#556b3a"])
        fruit = [
            (left + 12 + 17 * (step % 5) + canvas.rng.uniform(-3, 3), 788 - 15 * (step // 5))
            for step in range(14)
        ]
        canvas.shape(tone, lambda pen: [pen.oval(fx, fy, 11) for fx, fy in fruit])
        canvas.shape(
            "#fff4d8",
            lambda pen: [pen.oval(fx - 3, fy - 4, 3) for fx, fy in fruit],
            opacity=0.5,
        )
        canvas.shape(
            "#b08a57",
            lambda pen: [pen.box(left, 796 + slat * 22, 84, 17) for slat in range(3)],
        )
        canvas.shape("#f6ecd2", lambda pen: pen.box(left + 22, 742, 40, 26))
        canvas.shape(
            "#5b3a28",
            lambda pen: [pen.box(left + 28, 749, 22, 3), pen.box(left + 28, 757, 15, 3)],
        )


def bus_above_the_bay() -> Image.Image:
    """The 6.40 bus on the coast road, the bay below."""
    canvas = Canvas("bus above the bay")
    canvas.wash("#b9cdd4", "#dbe0d5", "#f0e3c4", foot=470)
    disc(canvas, "#fdf2d2", (330, 330), 58, "#fdeec0")
    ridge(canvas, ("#98aeb0", "#b9c4ba"), 470, 120, 0.5)
    canvas.wash("#9db9b8", "#6f989d", "#4f7d86", top=470)
    glitter(canvas, "#fbf1d0", 330, (475, 760), 80)
    ripples(canvas, "#e6ead9", (480, 820), count=260, opacity=0.45, foot=60)
    near = ridge(canvas, ("#6f8457", "#4c6243"), 780, 190, 0.5)
    ridge(canvas, ("#55683f", "#38482f"), 930, 130, 0.6)
    road = [(x, 858 - 60 * math.sin(x / 1600 * math.pi + 0.4)) for x in range(-20, WIDTH + 40, 20)]
    canvas.shape(
        ("#8a8378", "#6a645c"),
        lambda pen: pen.polygon([*road, *((x, y + 66) for x, y in reversed(road))]),
    )
    canvas.shape(
        "#f0e6cc", lambda pen: [pen.line([(x, y + 33), (x + 34, y + 32)], 3) for x, y in road[::4]]
    )
    _bus(canvas, 860, 838)
    canvas.shape("#e9e1cd", lambda pen: [pen.box(x, y - 30, 7, 34) for x, y in road[::3]])
    birds(canvas, "#5d6f6c", (1120, 230), 8)
    canvas.shape(
        "#3d4f35",
        lambda pen: [
            pen.oval(x, y - 6, canvas.rng.uniform(6, 20), canvas.rng.uniform(5, 14))
            for x, y in near[::9]
        ],
    )
    return canvas.finish()


def _bus(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape("#22251f", lambda pen: pen.oval(x, y + 8, 200, 14), opacity=0.5, blur=8)
    canvas.shape(("#b73a2d", "#8d2722"), lambda pen: pen.box(x - 190, y - 138, 380, 130, 18))
    canvas.shape("#efe3c9", lambda pen: pen.box(x - 190, y - 58, 380, 14))
    panes: list[Point] = [(x - 172 + 58 * step, y - 118) for step in range(6)]
    windows(canvas, "#cfe0dd", panes, (48, 48))
    canvas.shape("#27343a", lambda pen: [bust(pen, left + 24, y - 70) for left, _ in panes[1:5]])
    canvas.shape("#1c1d1d", lambda pen: [pen.oval(x + dx, y - 4, 28) for dx in (-112, 118)])
    canvas.shape("#b9b2a2", lambda pen: [pen.oval(x + dx, y - 4, 12) for dx in (-112, 118)])
    canvas.shape("#fff0bf", lambda pen: pen.oval(x + 184, y - 40, 9), blur=2)
