"""Pictures of one boat and what it is there for."""

from PIL import Image

from masthead.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Pen, Point
from masthead.demo.pictures.scenery import birds, glitter, headland, ridge, ripples


def rowing_post() -> Image.Image:
    """A small boat with one rower and a post bag, far from either shore."""
    canvas = Canvas("rowing post")
    canvas.wash("#a9bfc6", "#cfd8d0", "#e9dfc4", foot=400)
    canvas.haze("#f2e9d0", (140, 400), 0.7, (3, 8))
    ridge(canvas, ("#9aaeae", "#bcc6b8"), 400, 90, 0.7)
    headland(
        canvas,
        ("#7f948c", "#a3ae98"),
        [(1010, 404), (1160, 352), (1300, 340), (1480, 366), (1610, 350), (1610, 410)],
    )
    canvas.shape(
        "#e8e0cb",
        lambda pen: [
            pen.box(1240, 330, 22, 14),
            pen.box(1290, 326, 18, 14),
            pen.box(1340, 334, 20, 13),
        ],
    )
    canvas.wash("#a8bfb9", "#6f959a", "#3f6a76", "#27505e", top=402)
    glitter(canvas, "#f3ecd2", 420, (410, 1040), 150)
    ripples(canvas, "#dfe7da", (410, HEIGHT), count=480, opacity=0.45, foot=110)
    ripples(canvas, "#1f4552", (560, HEIGHT), count=320, opacity=0.4, foot=130)
    _rower(canvas, 860, 700)
    birds(canvas, "#6f7f7f", (520, 220), 6)
    return canvas.finish()


def _rower(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape("#173a47", lambda pen: pen.oval(x, y + 34, 250, 22), opacity=0.6, blur=10)
    canvas.shape(
        "#c9b78f",
        lambda pen: [
            pen.line([(x + 10, y - 40), (x - 210, y + 44)], 7),
            pen.line([(x + 20, y - 36), (x + 190, y + 58)], 7),
        ],
    )
    canvas.shape(
        "#d9c9a3",
        lambda pen: [
            pen.polygon(
                [(x - 200, y + 34), (x - 262, y + 56), (x - 256, y + 68), (x - 192, y + 48)]
            ),
            pen.polygon(
                [(x + 180, y + 48), (x + 240, y + 78), (x + 232, y + 88), (x + 172, y + 62)]
            ),
        ],
    )
    canvas.shape(
        "#2f3f4a",
        lambda pen: pen.polygon(
            [
                (x - 12, y),
                (x - 32, y - 66),
                (x - 8, y - 104),
                (x + 22, y - 104),
                (x + 36, y - 60),
                (x + 30, y),
            ]
        ),
    )
    canvas.shape(
        "#b3382c", lambda pen: [pen.oval(x + 6, y - 136, 22, 15), pen.oval(x + 6, y - 126, 21, 11)]
    )
    canvas.shape("#b98462", lambda pen: pen.oval(x + 8, y - 122, 16, 19))
    canvas.shape(
        "#b3382c",
        lambda pen: pen.polygon(
            [(x - 16, y - 128), (x - 6, y - 148), (x + 20, y - 148), (x + 28, y - 128)]
        ),
    )
    canvas.shape(
        "#2f3f4a", lambda pen: [pen.line([(x - 2, y - 92), (x - 62, y - 58), (x - 34, y - 22)], 17)]
    )
    canvas.shape("#c8a76a", lambda pen: pen.box(x + 58, y - 48, 74, 52, 12))
    canvas.shape(
        "#7d6238",
        lambda pen: [pen.line([(x + 64, y - 44), (x + 96, y - 24), (x + 126, y - 44)], 4)],
    )
    hull = [
        (x - 246, y - 24),
        (x - 120, y - 6),
        (x + 140, y - 8),
        (x + 262, y - 34),
        (x + 214, y + 26),
        (x + 120, y + 40),
        (x - 120, y + 40),
        (x - 206, y + 22),
    ]
    canvas.shape(("#7a4a30", "#4e2f22"), lambda pen: pen.polygon(hull))
    canvas.shape(
        "#e6d5ad",
        lambda pen: pen.line(
            [(x - 246, y - 24), (x - 120, y - 6), (x + 140, y - 8), (x + 262, y - 34)], 6
        ),
    )
    canvas.shape(
        "#3d251c",
        lambda pen: [
            pen.line(
                [
                    (x - 226 + step * 8, y - 4 + step * 12),
                    (x - 110, y + 10 + step * 10),
                    (x + 130, y + 8 + step * 10),
                    (x + 240 - step * 8, y - 12 + step * 12),
                ],
                2,
            )
            for step in range(3)
        ],
    )
    ripples(
        canvas,
        "#e9eee0",
        (y + 34, y + 56),
        count=70,
        opacity=0.8,
        across=(x - 250, x + 240),
        foot=40,
    )


def dredger() -> Image.Image:
    """A bucket dredger at the channel buoy, the marsh low behind it."""
    canvas = Canvas("dredger")
    canvas.wash("#8d97a0", "#b5b3ab", "#d7c7a8", foot=560)
    canvas.haze("#e2d6ba", (200, 560), 0.7, (3, 10))
    headland(
        canvas,
        ("#7c8168", "#94906f"),
        [(-20, 562), (280, 538), (640, 546), (1010, 534), (1620, 548), (1620, 580), (-20, 580)],
        0.02,
    )
    canvas.wash("#98917d", "#6c6c62", "#3f4746", top=562)
    ripples(canvas, "#d9d0b6", (572, HEIGHT), count=420, opacity=0.4, foot=110)
    ripples(canvas, "#2e3433", (640, HEIGHT), count=300, opacity=0.4, foot=120)
    _dredger_hull(canvas, 820, 730)
    canvas.shape(
        ("#3c6a4c", "#26442f"),
        lambda pen: [
            pen.polygon([(250, 790), (330, 790), (310, 690), (270, 690)]),
            pen.box(284, 640, 12, 56),
        ],
    )
    canvas.shape("#dfeee0", lambda pen: pen.oval(290, 636, 9), blur=2)
    ripples(canvas, "#e6dfca", (786, 800), count=30, opacity=0.8, across=(200, 380), foot=24)
    birds(canvas, "#565a57", (1180, 330), 22, 9)
    return canvas.finish(0.09)


def _dredger_hull(canvas: Canvas, x: float, y: float) -> None:
    def ladder(step: float) -> Point:
        return (x - 130 + 330 * step, y - 330 + 420 * step)

    def structure(pen: Pen) -> None:
        pen.polygon([(x - 190, y - 40), (x - 150, y - 360), (x - 110, y - 360), (x - 70, y - 40)])
        pen.line([ladder(0), ladder(0.84)], 26)
        pen.box(x - 410, y - 170, 180, 140)
        pen.box(x - 380, y - 216, 120, 50)
        pen.box(x - 350, y - 330, 34, 130)
        pen.polygon([(x + 300, y - 40), (x + 330, y - 250), (x + 350, y - 250), (x + 366, y - 40)])
        pen.line([(x + 340, y - 246), ladder(0.75)], 5)
        pen.line([(x - 130, y - 356), (x + 340, y - 246)], 4)

    canvas.shape("#262b2b", lambda pen: pen.box(x - 440, y + 40, 880, 50), opacity=0.6, blur=12)
    canvas.shape(("#4b4a45", "#2d2f2e"), structure)
    canvas.shape("#b5432f", lambda pen: pen.box(x - 350, y - 310, 34, 40))
    canvas.shape(
        "#e8d9ae", lambda pen: [pen.box(x - 396 + 42 * step, y - 140, 26, 30) for step in range(4)]
    )
    canvas.shape(
        "#7d6a4b",
        lambda pen: [
            pen.polygon([(bx - 26, by - 34), (bx + 16, by - 44), (bx + 24, by - 8), (bx - 12, by)])
            for bx, by in (ladder(0.06 + step * 0.13) for step in range(7))
        ],
    )
    hull = [(x - 450, y - 44), (x + 450, y - 44), (x + 420, y + 56), (x - 420, y + 56)]
    canvas.shape(("#8a3a2b", "#54251f"), lambda pen: pen.polygon(hull))
    canvas.shape(
        "#2f2624",
        lambda pen: [
            pen.polygon(
                [(x + 150, y - 44), (x + 240, y - 44), (x + 230, y + 56), (x + 160, y + 56)]
            )
        ],
    )
    canvas.shape("#e3d3b4", lambda pen: pen.box(x - 448, y - 36, 896, 6))
    ripples(
        canvas,
        "#cdc3a6",
        (y + 50, y + 70),
        count=90,
        opacity=0.8,
        across=(x - 450, x + 450),
        foot=34,
    )


def low_coast() -> Image.Image:
    """The flat shore under a large evening sky; stands where a page has no picture of its own."""
    canvas = Canvas("low coast")
    canvas.wash("#2e4057", "#67718a", "#b58f8b", "#e8b98c", foot=690)
    canvas.haze("#f4cf9f", (330, 690), 0.8, (2, 9))
    headland(
        canvas,
        "#54525c",
        [(-20, 700), (380, 684), (900, 690), (1620, 676), (1620, 720), (-20, 720)],
        0.02,
    )
    canvas.wash("#d0a184", "#7a6c78", "#333f55", top=704)
    ripples(canvas, "#f3cb9c", (710, 900), count=260, opacity=0.5, foot=70)
    ripples(canvas, "#26304a", (760, HEIGHT), count=300, opacity=0.5, foot=120)
    canvas.shape(
        "#2c2c36",
        lambda pen: [pen.box(x, 660 + (x % 7) * 4, 7, 60) for x in range(180, WIDTH, 173)],
    )
    birds(canvas, "#4c4a58", (1100, 360), 12)
    return canvas.finish()
