"""Pictures that are made things: a book, a doorstep row, figures on paper."""

# ruff: noqa: B023 - a shape is drawn at once; a drawing is made of numbers

import math

from PIL import Image, ImageDraw, ImageFont

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Pen
from masthead.demo.pictures.scenery import headland, ripples, windows


def book_on_a_table() -> Image.Image:
    """A book about fog on a table by a window, a cup beside it."""
    canvas = Canvas("book on a table")
    canvas.wash("#cfd3cc", "#b9beb8", foot=520)
    canvas.shape(
        ("#eef0e8", "#dadfd8"),
        lambda pen: [pen.box(180, -20, 360, 430), pen.box(560, -20, 360, 430)],
    )
    canvas.shape(
        "#a9b3b0",
        lambda pen: [
            pen.polygon([(180, 410), (180, 330), (320, 290), (470, 340), (540, 320), (540, 410)]),
            pen.polygon([(560, 410), (560, 330), (760, 350), (920, 300), (920, 410)]),
        ],
        opacity=0.6,
        blur=10,
    )
    canvas.shape("#8c8273", lambda pen: [pen.box(150, 410, 800, 26), pen.box(538, -20, 24, 436)])
    canvas.wash("#a67c52", "#7b5636", "#573b25", top=520)
    canvas.shape(
        "#4d3420",
        lambda pen: [
            pen.line([(0, y), (WIDTH, y + canvas.rng.uniform(-14, 14))], 1.4)
            for y in range(560, HEIGHT, 46)
        ],
        opacity=0.5,
    )
    canvas.shape(
        "#2a1b10",
        lambda pen: pen.polygon([(480, 930), (1080, 900), (1240, 960), (640, 1010)]),
        opacity=0.55,
        blur=16,
    )
    canvas.shape(
        "#efe6d2", lambda pen: pen.polygon([(462, 900), (1058, 868), (1080, 898), (470, 936)])
    )
    canvas.shape(
        "#b8ab90",
        lambda pen: [
            pen.line([(466, 908 + step * 8), (1066, 875 + step * 8)], 1.2) for step in range(3)
        ],
    )
    cover = [(462.0, 900.0), (520.0, 500.0), (1010.0, 474.0), (1058.0, 868.0)]
    canvas.shape(("#7d9496", "#3f5d63"), lambda pen: pen.polygon(cover))
    for row in range(5):
        y = 640 + row * 48
        canvas.shape(
            "#e6e9e0",
            lambda pen: pen.polygon(
                [
                    (510, y),
                    (760, y - 34),
                    (1020, y - 6),
                    (1026, y + 22),
                    (760, y + 4),
                    (506, y + 30),
                ]
            ),
            opacity=0.16 + row * 0.07,
            blur=5,
        )
    canvas.shape(
        "#f3eddc",
        lambda pen: [
            pen.box(600, 540, 320, 7),
            pen.box(640, 562, 240, 7),
            pen.box(690, 588, 140, 3),
        ],
    )
    canvas.shape("#2a1b10", lambda pen: pen.oval(1300, 812, 150, 40), opacity=0.5, blur=14)
    canvas.shape(
        ("#f0e6d3", "#c3b49b"),
        lambda pen: [
            pen.polygon([(1180, 640), (1390, 640), (1366, 800), (1206, 800)]),
            pen.oval(1286, 800, 80, 20),
            pen.arc((1400, 706), 52, (-80, 100), 17),
        ],
    )
    canvas.shape("#4a2f1d", lambda pen: pen.oval(1285, 641, 98, 20))
    canvas.shape(
        "#ffffff",
        lambda pen: [
            pen.line([(x + 14 * math.sin(y / 34 + x), y) for y in range(430, 620, 8)], 9)
            for x in (1250, 1310)
        ],
        opacity=0.3,
        blur=9,
    )
    return canvas.finish(0.09)


def houses_at_the_saltings() -> Image.Image:
    """A row of raised houses, doors in many colours, the creek at their steps."""
    canvas = Canvas("houses at the saltings")
    canvas.wash("#aebcc2", "#cfd2c8", "#e6dcc2", foot=760)
    canvas.haze("#e9e3cf", (150, 560), 0.7, (3, 6))
    headland(
        canvas,
        "#93a08c",
        [(-20, 640), (400, 616), (900, 630), (1620, 604), (1620, 770), (-20, 770)],
    )
    canvas.wash("#8a8a72", "#6d6a58", top=735, foot=818)
    tones = ("#b65a43", "#e0d2b3", "#4f7480", "#d2a14d", "#8b8f74", "#c9c3b2", "#7d4a4c")
    doors = ("#24424c", "#a3352b", "#e9c46a", "#2e4a3a", "#c9542f", "#34507a", "#efe2c4")
    for index, (wall, door) in enumerate(zip(tones, doors, strict=True)):
        x = 30 + index * 222
        tall = 250 + canvas.rng.uniform(-26, 40)
        top = 752 - tall

        def roof(pen: Pen, x: float = x, top: float = top) -> None:
            pen.polygon([(x - 12, top + 6), (x + 98, top - 94), (x + 208, top + 6)])
            pen.box(x + 138, top - 96, 26, 70)

        canvas.shape((wall, "#7f7460"), lambda pen: pen.box(x, top, 196, tall))
        canvas.shape("#4b4640", roof)
        canvas.shape(
            "#6b6152",
            lambda pen: [
                pen.box(x, y, 196, 2) for y in range(round(top) + 14, round(top + tall), 15)
            ],
            opacity=0.35,
        )
        canvas.shape(
            "#f3ead4",
            lambda pen: [
                pen.box(x + 22, top + 34, 58, 66),
                pen.box(x + 118, top + 34, 58, 66),
            ],
        )
        windows(
            canvas,
            "#3b4d55" if index % 3 else "#ffd58a",
            [(x + 28, top + 40), (x + 124, top + 40)],
            (46, 54),
        )
        canvas.shape(door, lambda pen: pen.box(x + 66, 622, 64, 132, 3))
        canvas.shape(
            "#5f5546",
            lambda pen: [
                pen.box(x + 48 - step * 6, 752 + step * 16, 100 + step * 12, 15)
                for step in range(4)
            ],
        )
        canvas.shape(
            "#3a342d",
            lambda pen: [pen.box(x + stilt, 752, 12, 74) for stilt in (6, 34, 154, 180)],
        )
    canvas.wash("#8b9a94", "#5b7172", "#38505a", top=818)
    reflection = canvas.image.crop((0, 569, WIDTH, 818)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    fade = (
        Image.linear_gradient("L")
        .transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        .resize(reflection.size)
    )
    canvas.image.paste(reflection, (0, 818), fade.point([level // 2 for level in range(256)]))
    ripples(canvas, "#dfe0d0", (826, HEIGHT), count=260, opacity=0.5, foot=90)
    ripples(canvas, "#2c434c", (840, HEIGHT), count=200, opacity=0.4, foot=90)
    return canvas.finish()


def fog_days_chart() -> Image.Image:
    """Forty years of fog days as a ring of ink strokes: one stroke a year."""
    canvas = Canvas("fog days", paper="#f0ead9")
    centre = (800.0, 560.0)
    canvas.shape(
        "#b9b4a2",
        lambda pen: [pen.arc(centre, 150 + step * 92, (0, 360), 1.4) for step in range(4)],
    )
    for year in range(40):
        angle = math.radians(-80 + year * 8.7)
        days = 62 - year * 0.55 + 13 * math.sin(year * 1.7) + canvas.rng.uniform(-7, 7)
        tone = "#a3352b" if year >= 36 else ("#2f5560" if year % 10 else "#173640")
        near, far = 150, 150 + days * 4.6
        ends = [
            (centre[0] + r * math.cos(angle), centre[1] + r * math.sin(angle)) for r in (near, far)
        ]
        canvas.shape(tone, lambda pen: pen.line(ends, 17), opacity=0.9)
    draw = ImageDraw.Draw(canvas.image)
    for text, at, size, tone in (
        ("FOG DAYS", (800, 532), 34, "#14262c"),
        ("one stroke, one year", (800, 574), 20, "#5c635c"),
        ("20", (800, 304), 19, "#6f6e60"),
        ("40", (800, 212), 19, "#6f6e60"),
        ("60 days", (800, 120), 19, "#6f6e60"),
    ):
        draw.text(at, text, fill=tone, font=ImageFont.load_default(size), anchor="mm")
    return canvas.finish(0.07)


def price_tickets() -> Image.Image:
    """Hand-lettered price tickets pinned to a board, no two alike."""
    canvas = Canvas("price tickets", paper="#6d5a43")
    canvas.wash("#7a664c", "#5d4b37")
    for row in range(4):
        for column in range(6):
            _ticket(
                canvas,
                20 + column * 265 + canvas.rng.uniform(-14, 14),
                16 + row * 262 + canvas.rng.uniform(-12, 12),
            )
    return canvas.finish(0.11)


def _ticket(canvas: Canvas, x: float, y: float) -> None:
    wide, tall = canvas.rng.uniform(196, 240), canvas.rng.uniform(160, 214)
    paper = canvas.rng.choice(["#f3e8cb", "#efe0b4", "#e9d7b8", "#f4efdf", "#e2c98c", "#d7dcc9"])
    ink = canvas.rng.choice(["#8e2a22", "#1f3550", "#22211f", "#2e5138"])
    price = f"{canvas.rng.randint(1, 9)}.{canvas.rng.choice(['00', '20', '40', '50', '80'])}"
    card = Image.new("L", (round(wide), round(tall)), 255)
    letters = Image.new("L", card.size)
    draw = ImageDraw.Draw(letters)
    draw.text(
        (wide / 2, tall * 0.42),
        price,
        fill=255,
        font=ImageFont.load_default(canvas.rng.uniform(66, 88)),
        anchor="mm",
        stroke_width=canvas.rng.choice([0, 1, 2]),
    )
    for line in range(canvas.rng.randint(1, 2)):
        half = canvas.rng.uniform(40, 74)
        wave = [
            (
                wide / 2 - half + step * half / 8,
                tall * (0.74 + 0.1 * line) + 5 * math.sin(step * 1.9 + line),
            )
            for step in range(17)
        ]
        draw.line(wave, fill=255, width=4, joint="curve")
    if canvas.rng.random() < 0.5:
        draw.line([(wide * 0.2, tall * 0.64), (wide * 0.8, tall * 0.61)], fill=255, width=5)
    tilt = canvas.rng.uniform(-6, 6)
    card, letters = (
        part.rotate(tilt, Image.Resampling.BICUBIC, expand=True) for part in (card, letters)
    )
    at = (round(x), round(y))
    canvas.image.paste(
        "#2a2017", (at[0] + 7, at[1] + 9), card.point([level // 2 for level in range(256)])
    )
    canvas.image.paste(paper, at, card)
    canvas.image.paste(ink, at, letters)
    canvas.shape("#b8923f", lambda pen: pen.oval(x + wide / 2, y + 22, 8))


def tally_slate() -> Image.Image:
    """A slate with chalk tallies, as boxes used to be counted on the quay."""
    canvas = Canvas("tally slate", paper="#7a5a3c")
    canvas.wash("#8a6946", "#5f452e")
    canvas.shape("#1c120b", lambda pen: pen.box(178, 120, 1260, 850, 16), opacity=0.6, blur=16)
    canvas.shape(("#a57d4f", "#7b5835"), lambda pen: pen.box(160, 96, 1260, 850, 14))
    canvas.shape(("#39413f", "#2a302f"), lambda pen: pen.box(206, 142, 1168, 758, 4))

    def tallies(pen: Pen) -> None:
        for row in range(7):
            y = 190 + row * 98
            pen.line([(236, y + 74), (1340, y + 70)], 1.2)
            for group in range(canvas.rng.randint(3, 8)):
                x = 430 + group * 112
                for stroke in range(4):
                    lean = canvas.rng.uniform(-5, 5)
                    pen.line(
                        [
                            (x + stroke * 19, y + canvas.rng.uniform(0, 7)),
                            (x + stroke * 19 + lean, y + 56),
                        ],
                        5,
                    )
                pen.line([(x - 14, y + 48), (x + 74, y + 10)], 5)
            scrawl = [
                (
                    250 + step * 9,
                    y + 34 + 13 * math.sin(step * 1.7 + row) * canvas.rng.uniform(0.4, 1),
                )
                for step in range(15)
            ]
            pen.line(scrawl, 4)

    canvas.shape("#e9e6d8", tallies, opacity=0.8)
    canvas.shape("#e9e6d8", lambda pen: pen.oval(980, 600, 330, 110), opacity=0.08, blur=50)
    canvas.shape(
        "#f4f0e2", lambda pen: pen.polygon([(1180, 962), (1290, 938), (1298, 960), (1188, 984)])
    )
    return canvas.finish(0.13)


def echo_score() -> Image.Image:
    """A page of music in two inks: what is sung, and what the room still sings."""
    canvas = Canvas("echo score", paper="#f1e8d2")
    canvas.wash("#f3ebd8", "#e9dec4")
    for system in range(4):
        top = 110 + system * 240
        canvas.shape(
            "#4a4238",
            lambda pen: (
                [pen.box(120, top + line * 17, 1360, 1.6) for line in range(5)]
                + [pen.box(120, top, 3, 172), pen.box(1478, top, 3, 172)]
            ),
        )
        canvas.shape(
            "#b98a80",
            lambda pen: [pen.box(120, top + 104 + line * 17, 1360, 1.4) for line in range(5)],
        )
        notes = [
            (230 + step * 150 + canvas.rng.uniform(-14, 14), top + 8.5 * canvas.rng.randint(0, 8))
            for step in range(8)
        ]
        canvas.shape("#1e1a17", lambda pen: [_note(pen, x, y) for x, y in notes])
        canvas.shape("#a3352b", lambda pen: [pen.oval(x, y + 104, 14, 10) for x, y in notes])
        canvas.shape(
            "#a3352b",
            lambda pen: [
                pen.polygon([(x + 14, y + 97), (x + 138, y + 103), (x + 14, y + 111)])
                for x, y in notes
            ],
            opacity=0.45,
        )
        canvas.shape("#4a4238", lambda pen: [pen.box(x, top, 2, 68) for x in (460, 760, 1060)])
    return canvas.finish(0.09)


def _note(pen: Pen, x: float, y: float) -> Pen:
    pen.oval(x, y, 14, 10)
    pen.box(x + 11, y - 62, 3, 62)
    return pen
