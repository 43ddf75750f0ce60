"""Pictures of boats, buoys, fog and high water."""

# ruff: noqa: B023 - a shape is drawn at once; a drawing is made of numbers

import math

from PIL import Image

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Pen, Point
from masthead.demo.pictures.scenery import (
    birds,
    disc,
    glitter,
    headland,
    lighthouse,
    ridge,
    ripples,
    windows,
)


def ferry_at_dusk() -> Image.Image:
    """The night ferry under a red evening, the light of Tarrin Head behind it."""
    canvas = Canvas("ferry at dusk")
    canvas.wash("#1d2a3f", "#3e4761", "#8d6470", "#d58a68", "#efbd84", foot=640)
    canvas.wash("#c98c6c", "#5c5567", "#273248", "#141d2e", top=640)
    canvas.haze("#f3c795", (400, 640), 0.5, (3, 10))
    ridge_line = [
        (0.0, 590.0),
        (140.0, 560.0),
        (330.0, 548.0),
        (480.0, 580.0),
        (650.0, 625.0),
        (760.0, 642.0),
        (0.0, 642.0),
    ]
    headland(canvas, ("#574a5f", "#3a3a52"), ridge_line)
    lighthouse(canvas, "#2c2f45", (318, 552), 120, "#ffe9b8")
    headland(canvas, "#6d5868", [(1180, 641), (1300, 618), (1430, 610), (1600, 596), (1600, 641)])
    glitter(canvas, "#f7c78f", 1080, (645, 1040), 130)
    ripples(canvas, "#0f1726", (660, HEIGHT), count=620, opacity=0.55, foot=95)
    ripples(canvas, "#e9a878", (648, 800), count=240, opacity=0.35)
    _ferry(canvas, 900, 700)
    birds(canvas, "#2a2c40", (1280, 330), 6)
    return canvas.finish()


def _ferry(canvas: Canvas, x: float, y: float) -> None:
    hull = [
        (x - 330, y - 62),
        (x + 322, y - 62),
        (x + 372, y - 84),
        (x + 338, y + 6),
        (x - 300, y + 6),
    ]

    def above(pen: Pen) -> None:
        pen.box(x - 290, y - 118, 540, 58)
        pen.box(x - 230, y - 164, 400, 48)
        pen.polygon([(x + 60, y - 164), (x + 76, y - 210), (x + 190, y - 210), (x + 212, y - 164)])
        pen.polygon([(x - 130, y - 164), (x - 116, y - 232), (x - 48, y - 232), (x - 40, y - 164)])
        pen.line([(x + 120, y - 210), (x + 112, y - 300)], 5)
        pen.line([(x + 84, y - 276), (x + 146, y - 276)], 3)
        pen.line([(x - 286, y - 118), (x - 286, y - 150), (x - 230, y - 150)], 3)

    canvas.shape("#0c1422", lambda pen: pen.box(x - 300, y + 6, 640, 60), opacity=0.6, blur=12)
    canvas.shape(("#e9dccb", "#a9969a"), above)
    canvas.shape("#b0342c", lambda pen: pen.box(x - 119, y - 214, 75, 22))
    canvas.shape(("#22324c", "#101a2b"), lambda pen: pen.polygon(hull))
    canvas.shape("#e6d6c1", lambda pen: pen.box(x - 328, y - 50, 650, 6))
    lower: list[Point] = [(x - 272 + 34 * step, y - 102) for step in range(15)]
    upper: list[Point] = [
        (x - 212 + 34 * step, y - 150) for step in range(11) if step not in (3, 4)
    ]
    windows(canvas, "#ffd98e", lower, (22, 16), glow=9)
    windows(canvas, "#ffe2a6", upper, (22, 15), glow=9)
    windows(
        canvas, "#ffeec6", [(x + 86 + 24 * step, y - 198) for step in range(4)], (17, 15), glow=8
    )
    canvas.shape("#ff5a44", lambda pen: pen.oval(x + 112, y - 302, 6), blur=2)
    for step in range(9):
        left = x - 262 + step * 62
        ripples(
            canvas,
            "#ffd591",
            (y + 10, y + 170),
            count=42,
            opacity=0.7,
            across=(left, left + 22),
            foot=12,
        )
    ripples(
        canvas,
        "#f4e4d2",
        (y + 2, y + 16),
        count=50,
        opacity=0.8,
        across=(x - 420, x + 350),
        foot=30,
    )


def high_water() -> Image.Image:
    """A spring tide at the sea wall, the moon above it."""
    canvas = Canvas("high water")
    canvas.wash("#0f2230", "#1d3c4b", "#3f6a73", "#8aa79c", foot=610)
    canvas.wash("#4f7a7d", "#1f4650", "#0d2530", top=605)
    disc(canvas, "#f3ecd2", (1130, 250), 92, "#dfe3c3")
    canvas.shape(
        "#d8d3b4",
        lambda pen: [pen.oval(1100, 230, 20), pen.oval(1158, 286, 13), pen.oval(1150, 214, 9)],
        opacity=0.5,
    )
    canvas.haze("#a8c0b2", (330, 620), 0.45, (3, 12))
    headland(canvas, "#2b5560", [(0, 540), (200, 556), (420, 590), (620, 606), (0, 608)])
    glitter(canvas, "#f0ead0", 1130, (610, 900), 120)
    ripples(canvas, "#0b1f2a", (620, 930), count=520, opacity=0.6, foot=110)
    for row, (height, tone) in enumerate([(760, "#23505a"), (830, "#1b434e"), (905, "#13343f")]):
        _swell(canvas, height, tone, row)
    _promenade(canvas)
    return canvas.finish(0.08)


def _swell(canvas: Canvas, height: float, tone: str, row: int) -> None:
    shift = canvas.rng.uniform(0, 6)
    crest = [
        (x, height + 17 * math.sin(x / 150 + shift) + 7 * math.sin(x / 41 + row))
        for x in range(0, WIDTH + 10, 10)
    ]
    canvas.shape(tone, lambda pen: pen.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)]))
    foam = [(x, y + canvas.rng.uniform(-3, 3)) for x, y in crest]
    canvas.shape("#dfe8dc", lambda pen: pen.line(foam, 3 + row), opacity=0.75)


def _promenade(canvas: Canvas) -> None:
    canvas.shape(
        ("#3a3f42", "#15191c"),
        lambda pen: pen.polygon([(0, 968), (WIDTH, 930), (WIDTH, HEIGHT), (0, HEIGHT)]),
    )
    canvas.shape(
        "#6e7676", lambda pen: pen.polygon([(0, 962), (WIDTH, 924), (WIDTH, 936), (0, 974)])
    )
    for x in (180, 560, 940, 1320):
        foot = 966 - x * 0.024

        def lamp(pen: Pen, x: float = x, foot: float = foot) -> None:
            pen.box(x - 4, foot - 260, 8, 262)
            pen.line([(x, foot - 256), (x + 16, foot - 282), (x + 46, foot - 282)], 5)
            pen.polygon(
                [
                    (x + 30, foot - 280),
                    (x + 66, foot - 280),
                    (x + 58, foot - 292),
                    (x + 38, foot - 292),
                ]
            )

        canvas.shape("#0c1114", lamp)
        canvas.shape(
            "#ffdf9c",
            lambda pen: pen.oval(x + 48, foot - 274, 26),
            opacity=0.55,
            blur=18,
        )
        canvas.shape("#fff0cb", lambda pen: pen.oval(x + 48, foot - 274, 11, 6))

    def spray(pen: Pen) -> None:
        for _ in range(900):
            x = canvas.rng.gauss(700, 170)
            reach = 250 * math.exp(-(((x - 700) / 190) ** 2))
            y = 950 - abs(canvas.rng.gauss(0, 0.55)) * reach
            pen.oval(x, y, canvas.rng.uniform(0.8, 4.5))

    canvas.shape("#eef2e6", spray, opacity=0.8)


def masts_in_fog() -> Image.Image:
    """Moored boats fading into fog, row after row."""
    canvas = Canvas("masts in fog")
    canvas.wash("#cfd2cc", "#dcdcd3", "#d5d4c8", "#b9bcb4")
    for row, tone in enumerate(["#bfc4bf", "#a5aeab", "#83918f", "#596a6b", "#2f3f43"]):
        foot = 560 + row * row * 24
        _moored(canvas, tone, foot, 0.5 + row * 0.38, 7 - row)
        canvas.haze("#dcdcd2", (foot - 190, foot + 130), 0.8 - row * 0.16, (3, 5))
    ripples(canvas, "#eeeee6", (700, HEIGHT), count=260, opacity=0.5, foot=120)
    return canvas.finish(0.08)


def _moored(canvas: Canvas, tone: str, foot: float, size: float, count: int) -> None:
    def draw(pen: Pen) -> None:
        for index in range(count):
            x = (index + canvas.rng.uniform(0.2, 0.8)) * WIDTH / count
            long, tall = (
                105 * size * canvas.rng.uniform(0.8, 1.15),
                250 * size * canvas.rng.uniform(0.75, 1.1),
            )
            tilt = canvas.rng.uniform(-6, 6) * size
            pen.polygon(
                [
                    (x - long, foot - 22 * size),
                    (x + long, foot - 30 * size),
                    (x + long * 0.8, foot),
                    (x - long * 0.86, foot),
                ]
            )
            pen.box(x - long * 0.4, foot - 46 * size, long * 0.7, 24 * size, 4)
            pen.line([(x, foot - 20 * size), (x + tilt, foot - tall)], 2.2 * size + 0.6)
            pen.line([(x + tilt, foot - tall), (x + long, foot - 28 * size)], 0.7 * size)
            pen.line([(x + tilt, foot - tall), (x - long, foot - 22 * size)], 0.7 * size)
            pen.line([(x, foot - 62 * size), (x - long * 0.8, foot - 70 * size)], 3 * size)

    canvas.shape(tone, draw)
    reflected = canvas.image.crop((0, round(foot - 260 * size), WIDTH, round(foot)))
    mirror = reflected.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    canvas.image.paste(mirror, (0, round(foot)), Image.new("L", mirror.size, 70))


def buoy_in_swell() -> Image.Image:
    """The bar buoy off Tarrin Head, leaning in a long swell."""
    canvas = Canvas("buoy in swell")
    canvas.wash("#e8d9b9", "#dcc9a5", "#b8b394", foot=500)
    canvas.haze("#f6ecd2", (150, 480), 0.7, (3, 9))
    canvas.wash("#6f938c", "#2f6468", "#153f47", top=498)
    ridge_line = [
        (980.0, 500.0),
        (1120.0, 462.0),
        (1290.0, 448.0),
        (1480.0, 470.0),
        (1600.0, 476.0),
        (1600.0, 502.0),
        (980.0, 502.0),
    ]
    headland(canvas, "#94a18c", ridge_line)
    ripples(canvas, "#d9dcc1", (505, 800), count=420, opacity=0.5, foot=90)
    for row, (height, tone) in enumerate([(640, "#3a6f70"), (740, "#2a5d61")]):
        _swell(canvas, height, tone, row)
    _buoy(canvas)
    for row, (height, tone) in enumerate([(870, "#1c4c53"), (965, "#123b43")]):
        _swell(canvas, height, tone, row + 2)
    birds(canvas, "#4a5a55", (420, 250), 8)
    return canvas.finish()


def _buoy(canvas: Canvas) -> None:
    def turned(points: list[Point]) -> list[Point]:
        lean = math.radians(11)
        return [
            (
                760 + x * math.cos(lean) - y * math.sin(lean),
                880 + x * math.sin(lean) + y * math.cos(lean),
            )
            for x, y in points
        ]

    body = [(-150.0, -70.0), (150.0, -70.0), (120.0, 60.0), (-120.0, 60.0)]
    canvas.shape(("#c2382c", "#7d1f1c"), lambda pen: pen.polygon(turned(body)))
    canvas.shape(
        "#e06b52",
        lambda pen: pen.polygon(turned([(-150, -70), (-60, -70), (-52, 60), (-120, 60)])),
        opacity=0.6,
    )

    def tower(pen: Pen) -> None:
        for foot, head in ((-92, -26), (92, 26), (-30, -8), (30, 8)):
            pen.line(turned([(foot, -70), (head, -370)]), 9)
        for y, half in ((-150, 76), (-240, 54), (-330, 36)):
            pen.line(turned([(-half, y), (half, y)]), 7)
        pen.polygon(turned([(-38, -370), (38, -370), (38, -384), (-38, -384)]))
        pen.polygon(turned([(-40, -440), (40, -440), (0, -510)]))
        pen.line(turned([(0, -384), (0, -450)]), 6)

    canvas.shape(("#7d1f1c", "#a32b24"), tower)
    canvas.shape("#fff1c4", lambda pen: pen.oval(*turned([(0, -402)])[0], 34), opacity=0.7, blur=16)
    canvas.shape(
        "#fffbe8",
        lambda pen: pen.polygon(turned([(-15, -420), (15, -420), (15, -384), (-15, -384)])),
    )


def mudflats() -> Image.Image:
    """Cockle pickers far out on the sand at low water."""
    canvas = Canvas("mudflats")
    canvas.wash("#c9d0cd", "#dcd8c9", "#ead9b8", foot=430)
    canvas.wash("#d9c6a2", "#ab9a80", "#6f675a", "#453f39", top=428)
    ridge_line = [
        (0.0, 420.0),
        (320.0, 404.0),
        (700.0, 414.0),
        (1050.0, 396.0),
        (1600.0, 410.0),
        (1600.0, 432.0),
        (0.0, 432.0),
    ]
    headland(canvas, "#8f9490", ridge_line)
    canvas.haze("#efe4c8", (330, 520), 0.7, (3, 4))
    ripples(canvas, "#f3e6c8", (440, HEIGHT), count=420, opacity=0.55, foot=190)
    ripples(canvas, "#39342f", (520, HEIGHT), count=360, opacity=0.35, foot=160)

    def people(pen: Pen) -> None:
        for x, y, size in (
            (430, 520, 0.55),
            (505, 528, 0.6),
            (640, 512, 0.5),
            (980, 575, 0.95),
            (1110, 588, 1.0),
            (1370, 506, 0.45),
        ):
            _picker(pen, x, y, size)

    canvas.shape("#2e2b2a", people)
    ripples(canvas, "#cdbb99", (600, 780), count=120, opacity=0.7, foot=90)
    birds(canvas, "#5d5f5c", (980, 250), 14, 9)
    return canvas.finish()


def _picker(pen: Pen, x: float, y: float, size: float) -> None:
    """One figure bent over a rake, with a basket and a shadow on the wet sand."""

    def at(*points: Point) -> list[Point]:
        return [(x + dx * size, y + dy * size) for dx, dy in points]

    pen.polygon(at((-13, 0), (-10, -52), (14, -52), (4, -30), (-3, 0)))
    pen.polygon(at((6, 0), (2, -48), (16, -50), (18, -24), (15, 0)))
    pen.polygon(at((-12, -46), (-8, -66), (30, -98), (52, -92), (40, -68), (16, -46)))
    pen.oval(x + 58 * size, y - 96 * size, 11 * size, 12 * size)
    pen.line(at((42, -80), (56, -40)), 7 * size)
    pen.line(at((46, -70), (84, -2)), 3.4 * size)
    pen.line(at((74, -2), (96, -6)), 4 * size)
    pen.polygon(at((-62, 0), (-66, -22), (-30, -22), (-34, 0)))
    pen.polygon(at((-70, 3), (20, 3), (60, 12), (-50, 12)))


def estuary() -> Image.Image:
    """Islands of the Sound, one behind the other, at first light."""
    canvas = Canvas("estuary")
    canvas.wash("#e9dcc6", "#efcfa9", "#e7b08d", foot=600)
    disc(canvas, "#fbeed0", (520, 420), 66, "#fbe0b0")
    for base, rise, tone in ((560, 120, "#c9a08f"), (600, 110, "#a98284"), (650, 120, "#7f6874")):
        ridge(canvas, (tone, "#e3b79a"), base, rise, 0.5)
        canvas.haze("#f2cfa8", (base - 40, base + 90), 0.6, (3, 3))
    canvas.wash("#dcab8c", "#8a7680", "#42516a", "#26344d", top=655)
    glitter(canvas, "#fdebc6", 520, (660, 1050), 100)
    ripples(canvas, "#2b3a54", (680, HEIGHT), count=480, opacity=0.5, foot=110)
    headland(
        canvas,
        ("#2b3550", "#1a2238"),
        [(1600, 640), (1470, 660), (1330, 700), (1180, 716), (1060, 740), (1600, 760)],
    )
    birds(canvas, "#5b5163", (900, 330), 9)
    return canvas.finish()
