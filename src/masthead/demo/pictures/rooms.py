"""Pictures of a stage, a cistern, a workshop and an assembly."""

# ruff: noqa: B023 - a shape is drawn at once; a drawing is made of numbers

import math

from PIL import Image, ImageDraw, ImageFont

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Pen, Point
from masthead.demo.pictures.scenery import bust, ripples


def empty_stage() -> Image.Image:
    """One chair in a cone of light on the Ropewalk's stage."""
    canvas = Canvas("empty stage", paper="#140d0f")
    canvas.wash("#1a1013", "#2a171a", "#1d1114", foot=800)
    for fold in range(40):
        x = fold * 42 + canvas.rng.uniform(-5, 5)
        tone = ("#6e1d20", "#571619", "#84282a")[fold % 3]
        if not 330 < x < 1240:
            canvas.shape(
                (tone, "#2b0c10"),
                lambda pen: pen.box(x, 0, 46, 800 + canvas.rng.uniform(0, 14)),
            )
    canvas.shape(
        ("#7a2123", "#4b1216"),
        lambda pen: (
            [pen.polygon([(0, 0), (WIDTH, 0), (WIDTH, 96), (0, 96)])]
            + [pen.oval(x, 96, 74, 52) for x in range(60, WIDTH, 134)]
        ),
    )
    canvas.wash("#5b4030", "#3a281f", "#1e1512", top=800)
    canvas.shape(
        "#20150f",
        lambda pen: [
            pen.line([(800 + (x - 800) * 0.55, 800), (x, HEIGHT)], 2)
            for x in range(-600, 2300, 110)
        ],
        opacity=0.6,
    )
    canvas.shape(
        ("#fff0c4", "#f2cf8d"),
        lambda pen: pen.polygon([(770, 90), (830, 90), (1120, 930), (480, 930)]),
        opacity=0.2,
        blur=12,
    )
    canvas.shape("#f6d898", lambda pen: pen.oval(800, 925, 330, 62), opacity=0.6, blur=14)
    canvas.shape(
        "#120b08",
        lambda pen: pen.polygon([(742, 940), (868, 935), (1000, 985), (860, 1000)]),
        opacity=0.7,
        blur=7,
    )

    def chair(pen: Pen) -> None:
        pen.line([(738, 560), (748, 940)], 12)
        pen.line([(838, 560), (834, 925)], 12)
        for y in (574, 622, 670):
            pen.line([(738, y), (838, y)], 13)
        pen.polygon([(738, 752), (838, 746), (900, 790), (772, 800)])
        pen.line([(778, 796), (784, 968)], 12)
        pen.line([(892, 790), (888, 948)], 12)

    canvas.shape(("#3a2317", "#1a0f0b"), chair)
    canvas.shape(
        "#e8d9b4", lambda pen: pen.polygon([(790, 756), (850, 752), (872, 770), (808, 776)])
    )
    return canvas.finish(0.1)


def cistern() -> Image.Image:
    """Columns of the old cistern, doubled in still water."""
    canvas = Canvas("cistern", paper="#15130f")
    canvas.wash("#1a1712", "#2a221a", foot=600)
    for depth in range(7):
        share = depth / 6
        half, top = 70 + 900 * share**2, 480 - 420 * share**1.5
        foot = 600 + 150 * share**2
        tone = ("#d8a860", "#bf8d4e", "#9c7040", "#775433", "#523a26", "#35261b", "#1d1611")[depth]
        canvas.shape((tone, "#2b1f16"), lambda pen: _arcade(pen, half, top, foot, share))
        if depth < 5:
            canvas.shape("#f2c97e", lambda pen: pen.oval(800, 540, 420, 150), opacity=0.1, blur=60)
    above = canvas.image.crop((0, 230, WIDTH, 690)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    fade = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(above.size)
    canvas.wash("#1f2a28", "#10191a", "#0a0f10", top=690)
    canvas.image.paste(above, (0, 690), fade.point([level * 3 // 5 for level in range(256)]))
    ripples(canvas, "#e3b972", (695, HEIGHT), count=240, opacity=0.28, across=(300, 1300), foot=120)
    canvas.shape(
        "#0e0c0a",
        lambda pen: [_singer(pen, 560 + 62 * place, 705 + 8 * (place % 2)) for place in range(8)],
    )
    return canvas.finish(0.09)


def _arcade(pen: Pen, half: float, top: float, foot: float, share: float) -> None:
    wide = 16 + 74 * share
    for side in (-1, 1):
        x = 800 + side * half - wide / 2
        pen.box(x, top, wide, foot + 120 - top)
        pen.box(x - wide * 0.25, top, wide * 1.5, wide * 0.5)
    span = [
        (
            800 + half * math.cos(step / 24 * math.pi),
            top - half * 0.55 * math.sin(step / 24 * math.pi),
        )
        for step in range(25)
    ]
    pen.line(span, 14 + 50 * share)


def _singer(pen: Pen, x: float, y: float) -> Pen:
    pen.oval(x, y - 128, 15, 18)
    pen.polygon(
        [
            (x - 27, y),
            (x - 30, y - 88),
            (x - 12, y - 108),
            (x + 12, y - 108),
            (x + 30, y - 88),
            (x + 27, y),
        ]
    )
    pen.polygon([(x - 20, y - 76), (x + 20, y - 76), (x + 15, y - 54), (x - 15, y - 54)])
    return pen


def wood_type() -> Image.Image:
    """Large wooden letters locked in a forme, inked in two colours."""
    canvas = Canvas("wood type", paper="#2d241d")
    rows = (("S", "A", "L", "T"), ("T", "I", "D", "E", "S"), ("&", "N", "E", "W"))
    for row, letters in enumerate(rows):
        gap = WIDTH / len(letters)
        for column, letter in enumerate(letters):
            _sort(
                canvas,
                letter,
                (column * gap + 8, row * 356 + 6, gap - 16, 344),
                inked=(row + column) % 3,
            )
    canvas.shape(
        "#f4e3bf",
        lambda pen: pen.polygon([(0, 0), (1000, 0), (300, HEIGHT), (0, HEIGHT)]),
        opacity=0.09,
        blur=40,
    )
    return canvas.finish(0.12)


def _sort(canvas: Canvas, letter: str, box: tuple[float, float, float, float], inked: int) -> None:
    x, y, wide, tall = box
    canvas.shape(
        (("#a77f4f", "#7f5c37"), ("#b58d5b", "#8b673f"), ("#96714a", "#704f31"))[inked],
        lambda pen: pen.box(x, y, wide, tall, 5),
    )
    canvas.shape(
        "#5c4128",
        lambda pen: [
            pen.line(
                [
                    (x + 6, y + step * 15 + canvas.rng.uniform(0, 9)),
                    (x + wide - 6, y + step * 15 + canvas.rng.uniform(0, 9)),
                ],
                1.3,
            )
            for step in range(1, 23)
        ],
        opacity=0.5,
    )
    font = ImageFont.load_default(330)
    left, top, right, low = font.getbbox(letter)
    face = Image.new("L", (round(right - left), round(low - top)))
    ImageDraw.Draw(face).text((-left, -top), letter, fill=255, font=font, stroke_width=0)
    face = face.resize((round(wide * 0.74), round(tall * 0.8))).transpose(
        Image.Transpose.FLIP_LEFT_RIGHT
    )
    at = (round(x + wide * 0.13), round(y + tall * 0.1))
    tone = ("#8e2a22", "#1d2a30", "#22201d")[inked]
    canvas.image.paste(
        "#2f2116", (at[0] + 5, at[1] + 7), face.point([level * 6 // 10 for level in range(256)])
    )
    canvas.image.paste(tone, at, face)
    sheen = Image.linear_gradient("L").resize(face.size).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    canvas.image.paste(
        "#f0dcc0",
        at,
        Image.composite(
            sheen.point([level // 7 for level in range(256)]), Image.new("L", face.size), face
        ),
    )


def assembly_hall() -> Image.Image:
    """The Assembly's horseshoe of benches under a tall window."""
    canvas = Canvas("assembly hall")
    canvas.wash("#cbb892", "#b79d73", "#8d7352", foot=640)
    canvas.shape(
        "#a48a62",
        lambda pen: [pen.box(x, 60, 190, 540, 6) for x in (60, 330, 1080, 1350)],
        opacity=0.6,
    )
    canvas.shape(
        ("#eef2e8", "#dfe4d4"),
        lambda pen: [pen.box(640, 120, 320, 470), pen.oval(800, 124, 160, 110)],
    )
    canvas.shape(
        "#8ea6a6",
        lambda pen: pen.polygon(
            [(640, 590), (640, 470), (720, 440), (830, 470), (960, 430), (960, 590)]
        ),
        opacity=0.7,
    )
    canvas.shape(
        "#6b5337",
        lambda pen: (
            [pen.box(x, 20, 9, 570) for x in (740, 851)]
            + [pen.box(640, y, 320, 8) for y in (230, 350, 470)]
        ),
    )
    canvas.wash("#7b3a31", "#5a2a26", "#3c1e1d", top=636)
    canvas.shape(
        "#f2ead0",
        lambda pen: pen.polygon([(650, 640), (950, 640), (1180, 1067), (420, 1067)]),
        opacity=0.16,
        blur=20,
    )
    for row in range(3):
        _benches(canvas, row)
    canvas.shape(
        ("#5d4229", "#3e2b1b"),
        lambda pen: [pen.box(690, 560, 220, 96, 4), pen.box(670, 548, 260, 18, 3)],
    )
    canvas.shape("#2a2523", lambda pen: bust(pen, 800, 552))
    return canvas.finish(0.09)


def _benches(canvas: Canvas, row: int) -> None:
    """Draw one curved row and those who sit in it, seen from behind."""
    wide, down = 560 + row * 190, 120 + row * 92
    middle = 690 + row * 62
    seats = [math.pi * (0.06 + 0.88 * step / (8 + row * 2)) for step in range(9 + row * 2)]
    size = 1 + row * 0.34

    def place(angle: float) -> Point:
        return (800 + wide * math.cos(angle), middle + down * math.sin(angle))

    coats = ("#2f3f4a", "#5b4636", "#44503f", "#6e3a33", "#3a3a44")
    for index, angle in enumerate(seats):
        x, y = place(angle)
        if row == 2 and index % 4 == 1:
            continue
        canvas.shape(
            coats[(index * 2 + row) % 5],
            lambda pen: pen.polygon(
                [
                    (x - 34 * size, y + 30),
                    (x - 30 * size, y - 40 * size),
                    (x, y - 56 * size),
                    (x + 30 * size, y - 40 * size),
                    (x + 34 * size, y + 30),
                ]
            ),
        )
        canvas.shape(
            ("#3a2a20", "#8b7a66", "#1f1a18", "#6b4a2e")[(index + row) % 4],
            lambda pen: pen.oval(x, y - 70 * size, 19 * size, 23 * size),
        )
    rail = [place(math.pi * (0.02 + 0.96 * step / 40)) for step in range(41)]
    canvas.shape(
        ("#7d5a38", "#4c3520"),
        lambda pen: pen.polygon([*rail, *((x, y + 62 * size) for x, y in reversed(rail))]),
    )
    canvas.shape("#b08a58", lambda pen: pen.line(rail, 7 * size))
