"""Pictures of the hills, and of the sky above them."""

# ruff: noqa: B023 - a shape is drawn at once; a drawing is made of numbers

import math

from PIL import Image

from masthead.demo.pictures.canvas import WIDTH, Canvas, Pen, Point
from masthead.demo.pictures.scenery import disc, headland, ridge, ripples, windows


def star_trails() -> Image.Image:
    """An hour of stars turning over a stone hut on Corrow."""
    canvas = Canvas("star trails")
    canvas.wash("#070b18", "#0d1730", "#1d2f4e", "#3f5067", foot=940)
    pole = (1010.0, 330.0)
    for tone, count, weight in (("#c9d6f2", 170, 1.3), ("#f6ead0", 70, 1.9), ("#9db4dc", 160, 1.0)):
        trails = [
            (canvas.rng.uniform(14, 1250), canvas.rng.uniform(0, 360), canvas.rng.uniform(14, 30))
            for _ in range(count)
        ]
        canvas.shape(
            tone,
            lambda pen: [
                pen.arc(pole, radius, (start, start + span), weight)
                for radius, start, span in trails
            ],
            opacity=0.8,
        )
    canvas.shape("#f7efdc", lambda pen: pen.oval(*pole, 3))
    canvas.shape("#c98d5a", lambda pen: pen.oval(240, 960, 460, 90), opacity=0.3, blur=60)
    ridge(canvas, "#18233a", 930, 110, 0.5)
    ridge(canvas, ("#0c1322", "#070b14"), 985, 80, 0.8)
    hut = [
        (560.0, 960.0),
        (560.0, 880.0),
        (640.0, 826.0),
        (760.0, 826.0),
        (800.0, 880.0),
        (800.0, 960.0),
    ]
    canvas.shape("#060910", lambda pen: [pen.polygon(hut), pen.box(730, 800, 24, 40)])
    windows(canvas, "#ffc86f", [(596, 896), (700, 896)], (30, 34), glow=14)

    def watchers(pen: Pen) -> None:
        for x, tall in ((942, 74), (978, 60), (1096, 70)):
            pen.oval(x, 958 - tall, tall * 0.11, tall * 0.13)
            pen.polygon(
                [
                    (x - tall * 0.17, 962),
                    (x - tall * 0.2, 958 - tall * 0.66),
                    (x - tall * 0.1, 958 - tall * 0.82),
                    (x + tall * 0.1, 958 - tall * 0.82),
                    (x + tall * 0.2, 958 - tall * 0.66),
                    (x + tall * 0.16, 962),
                ]
            )
        for end in ((1024, 962), (1038, 964), (1054, 962)):
            pen.line([(1038, 918), end], 3)
        pen.line([(1018, 932), (1066, 886)], 8)

    canvas.shape("#060910", watchers)
    return canvas.finish(0.1)


def fields_of_the_harrows() -> Image.Image:
    """Hedged fields, a barn with a lit door, an owl's hour."""
    canvas = Canvas("fields of the harrows")
    canvas.wash("#2f3e5c", "#6d6e85", "#c79a83", "#ecc591", foot=520)
    disc(canvas, "#f6ecd0", (1290, 170), 40, "#e9dcc0")
    for base, rise, tone in ((520, 130, "#77738a"), (575, 120, "#5d6074")):
        ridge(canvas, (tone, "#a58a86"), base, rise, 0.5)
    canvas.haze("#eec79b", (470, 640), 0.6, (3, 3))
    canvas.wash("#3f4a35", "#2c3529", top=606)
    tones = ["#6d7048", "#8c7f4a", "#55613f", "#a08a4d", "#4a5640", "#7b6a42"]
    for row in range(6):
        top = 610 + row**1.7 * 26
        low = 610 + (row + 1) ** 1.7 * 26 + 40
        x = -200 + canvas.rng.uniform(-160, 0)
        while x < WIDTH:
            wide = canvas.rng.uniform(230, 420) * (0.6 + row * 0.22)
            slant = (x - 800) * 0.12
            corners = [
                (x, top),
                (x + wide, top + canvas.rng.uniform(-8, 8)),
                (x + wide + slant, low + 10),
                (x + slant, low + 10),
            ]
            canvas.shape(
                (canvas.rng.choice(tones), "#3e4534"),
                lambda pen: pen.polygon(corners),
            )
            hedge = [
                (x + slant * share, top + (low - top) * share)
                for share in [step / 16 for step in range(17)]
            ]
            canvas.shape(
                "#2c3529",
                lambda pen: [
                    pen.oval(
                        hx,
                        hy,
                        canvas.rng.uniform(4, 9) + row * 2,
                        canvas.rng.uniform(4, 8) + row * 1.6,
                    )
                    for hx, hy in hedge
                ],
            )
            x += wide
    barn = [
        (980.0, 800.0),
        (980.0, 690.0),
        (1060.0, 626.0),
        (1230.0, 626.0),
        (1290.0, 690.0),
        (1290.0, 800.0),
    ]
    canvas.shape(("#4a302c", "#2a2021"), lambda pen: pen.polygon(barn))
    canvas.shape(
        "#241c1f",
        lambda pen: pen.polygon([(966, 694), (1060, 618), (1234, 618), (1304, 694), (1120, 694)]),
    )
    windows(canvas, "#ffc873", [(1090, 722)], (62, 78), glow=18)
    _owl(canvas, 500, 400)
    return canvas.finish(0.09)


def _owl(canvas: Canvas, x: float, y: float) -> None:
    """A barn owl gliding towards us, wings of overlapping feathers."""
    for side, lift in ((-1, 0.30), (1, 0.46)):
        for feather in range(11):
            share = feather / 10
            root = (x + side * (14 + 120 * share), y - lift * 130 * math.sin(share * 1.7))
            angle = math.pi / 2 - side * (0.15 + 0.95 * share)
            long = 62 + 92 * math.sin(share * 2.1)
            tip = (root[0] + long * math.cos(angle), root[1] + long * math.sin(angle) * 0.8)
            blade = [
                (root[0] - side * 16, root[1] - 10),
                (root[0] + side * 16, root[1] - 14),
                (tip[0] + side * 9, tip[1]),
                (tip[0] - side * 7, tip[1] + 3),
            ]
            canvas.shape(
                ("#f6e9cd", "#d9b27a") if feather % 2 else ("#efdcb6", "#c89a5f"),
                lambda pen: pen.polygon(blade),
            )
        edge = [
            (x + side * (8 + 150 * share), y - 8 - lift * 150 * math.sin(share * 1.7))
            for share in [step / 8 for step in range(9)]
        ]
        canvas.shape("#c49a60", lambda pen: pen.line(edge, 11))
    canvas.shape(
        ("#fbf2dd", "#e3cda4"),
        lambda pen: [
            pen.oval(x, y + 34, 31, 58),
            pen.polygon([(x - 20, y + 70), (x + 20, y + 70), (x + 15, y + 112), (x - 15, y + 112)]),
        ],
    )
    canvas.shape("#c79a5e", lambda pen: pen.oval(x, y - 8, 35, 32))
    canvas.shape(
        "#fdf6e6",
        lambda pen: [
            pen.oval(x - 13, y - 4, 18, 23),
            pen.oval(x + 13, y - 4, 18, 23),
            pen.polygon([(x - 22, y + 8), (x + 22, y + 8), (x, y + 30)]),
        ],
    )
    canvas.shape(
        "#2a211d",
        lambda pen: [
            pen.oval(x - 12, y - 6, 5),
            pen.oval(x + 12, y - 6, 5),
            pen.polygon([(x - 3, y + 2), (x + 3, y + 2), (x, y + 14)]),
        ],
    )


def hill_reservoir() -> Image.Image:
    """The Harrows reservoir, low, with the rings of old levels."""
    canvas = Canvas("hill reservoir")
    canvas.wash("#c9d3d2", "#e3dfcb", "#efe2bf", foot=420)
    ridge(canvas, ("#8f9d93", "#b0b49c"), 400, 150, 0.7)
    canvas.haze("#efe3c4", (300, 470), 0.6, (3, 3))
    ridge(canvas, ("#6f8061", "#8d9168"), 480, 90, 0.8)
    for ring, tone in enumerate(
        ("#e5d3a5", "#d3bc8b", "#e0cb9b", "#c7ad7c", "#d8c08d", "#bfa372", "#cdb480", "#b29667")
    ):
        headland(canvas, tone, _basin(1040 - ring * 76, 480 - ring * 43, 900 - ring * 11), 0.05)
    headland(canvas, ("#9fbfbf", "#4d7d88", "#3d6a78"), _basin(430, 128, 812), 0.07)
    ripples(canvas, "#e6ecdd", (700, 900), count=120, opacity=0.6, across=(520, 1120), foot=60)
    canvas.shape(
        ("#9c8f7d", "#6f665a"),
        lambda pen: [
            pen.box(1010, 470, 74, 300),
            pen.polygon([(996, 470), (1098, 470), (1047, 420)]),
        ],
    )
    canvas.shape(
        "#4a4239", lambda pen: [pen.box(1034, 500 + step * 46, 26, 6) for step in range(6)]
    )
    canvas.shape(
        "#8a7f70",
        lambda pen: [
            pen.line([(1084, 486), (1600, 452)], 10),
            *(pen.box(x, 486 - (x - 1084) * 0.066, 8, 120) for x in range(1150, 1600, 90)),
        ],
    )
    return canvas.finish()


def _basin(across: float, down: float, middle: float) -> list[Point]:
    """Return the rim of a valley at one water level."""
    angles = [step / 18 * math.tau for step in range(18)]
    return [
        (
            790 + across * (1 + 0.1 * math.sin(angle * 3 + 1)) * math.cos(angle),
            middle + down * (1 + 0.06 * math.sin(angle * 2)) * math.sin(angle),
        )
        for angle in angles
    ]
