"""Portraits as cut paper: two planes of light on a quiet ground, no features."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image

from masthead.demo.pictures.canvas import Canvas, Pen, Point

SIDE = 800


@dataclass(frozen=True)
class Sitter:
    """How one person is drawn: ground, skin in light and shade, hair, clothes."""

    ground: tuple[str, str]
    skin: tuple[str, str]
    hair: str
    coat: tuple[str, str]
    cut: str
    beard: bool = False
    glasses: bool = False


SITTERS = {
    "ines": Sitter(
        ("#c8b79b", "#a8957a"),
        ("#d9a67f", "#a87252"),
        "#2b211d",
        ("#27414c", "#1a2e37"),
        "bob",
        glasses=True,
    ),
    "tomas": Sitter(
        ("#8fa3a3", "#6c8284"),
        ("#e0b896", "#b18462"),
        "#7c6a58",
        ("#5b3f33", "#412c24"),
        "short",
        beard=True,
    ),
    "mariam": Sitter(
        ("#b98a78", "#966a5b"), ("#c8946c", "#966444"), "#191413", ("#d8c7a6", "#b09d7d"), "long"
    ),
    "jonah": Sitter(
        ("#a5ab8b", "#828968"),
        ("#7c5138", "#573523"),
        "#1a1412",
        ("#c9b48a", "#9c8760"),
        "crop",
        glasses=True,
    ),
    "roya": Sitter(
        ("#9d93a8", "#7a7087"), ("#d6a683", "#a57558"), "#4a2c22", ("#7a2f33", "#581f24"), "scarf"
    ),
    "lene": Sitter(
        ("#b5b9b6", "#8d9492"), ("#e6c3a6", "#bb9072"), "#b98d4f", ("#3a3d42", "#26292d"), "tied"
    ),
}


def portrait(name: str) -> Image.Image:
    """Draw the portrait of one of the SITTERS."""
    sitter = SITTERS[name]
    canvas = Canvas(f"portrait of {name}", size=(SIDE, SIDE))
    canvas.wash(*sitter.ground)
    canvas.shape("#ffffff", lambda pen: pen.oval(250, 300, 330), opacity=0.16, blur=90)
    _behind(canvas, sitter)
    _body(canvas, sitter)
    _head(canvas, sitter)
    _front(canvas, sitter)
    return canvas.finish(0.11)


def _behind(canvas: Canvas, sitter: Sitter) -> None:
    """Draw what hangs or is tied behind the head."""
    draws = {
        "bob": partial(
            _blob,
            points=[
                (262, 300),
                (286, 196),
                (400, 150),
                (516, 196),
                (542, 300),
                (540, 452),
                (262, 452),
            ],
        ),
        "long": partial(
            _blob,
            points=[
                (250, 320),
                (280, 190),
                (400, 142),
                (522, 190),
                (554, 320),
                (584, 640),
                (220, 640),
            ],
        ),
        "scarf": partial(
            _blob,
            points=[
                (244, 330),
                (270, 186),
                (400, 128),
                (534, 186),
                (560, 330),
                (600, 610),
                (206, 610),
            ],
        ),
        "tied": partial(_blob, points=[(430, 150), (500, 112), (560, 150), (548, 214), (470, 226)]),
    }
    if sitter.cut in draws:
        tone = sitter.coat if sitter.cut == "scarf" else (sitter.hair,)
        canvas.shape(tone, draws[sitter.cut])


def _blob(pen: Pen, points: Sequence[Point]) -> None:
    """Fill an outline with its corners worn round."""
    soft = list(points)
    for _ in range(4):
        soft = [
            point
            for (x0, y0), (x1, y1) in zip(soft, [*soft[1:], soft[0]], strict=True)
            for point in (
                (x0 * 0.75 + x1 * 0.25, y0 * 0.75 + y1 * 0.25),
                (x0 * 0.25 + x1 * 0.75, y0 * 0.25 + y1 * 0.75),
            )
        ]
    pen.polygon(soft)


def _body(canvas: Canvas, sitter: Sitter) -> None:
    light, shade = sitter.coat
    canvas.shape(
        sitter.skin[1], lambda pen: pen.polygon([(340, 470), (462, 470), (476, 640), (326, 640)])
    )
    canvas.shape(
        light,
        partial(
            _blob,
            points=[
                (40, 860),
                (70, 690),
                (200, 622),
                (330, 580),
                (400, 640),
                (470, 580),
                (600, 622),
                (732, 690),
                (762, 860),
            ],
        ),
    )
    canvas.shape(
        shade,
        partial(
            _blob, points=[(430, 860), (430, 650), (470, 580), (600, 622), (732, 690), (762, 860)]
        ),
    )
    canvas.shape(sitter.skin[0], lambda pen: pen.polygon([(344, 560), (400, 668), (400, 540)]))
    canvas.shape(sitter.skin[1], lambda pen: pen.polygon([(462, 560), (400, 668), (400, 530)]))
    canvas.shape(light, lambda pen: pen.polygon([(322, 566), (348, 560), (404, 676), (380, 712)]))
    canvas.shape(shade, lambda pen: pen.polygon([(478, 566), (456, 560), (400, 676), (424, 712)]))


_FACE: list[Point] = [
    (284, 330),
    (292, 214),
    (400, 168),
    (510, 214),
    (518, 330),
    (496, 456),
    (440, 530),
    (400, 542),
    (360, 530),
    (306, 456),
]
_FAR_SIDE: list[Point] = [
    (418, 160),
    (510, 214),
    (518, 330),
    (496, 456),
    (440, 530),
    (398, 546),
    (428, 470),
    (412, 424),
    (452, 392),
    (420, 300),
    (446, 250),
]


def _head(canvas: Canvas, sitter: Sitter) -> None:
    """Draw the face as a lit plane and a plane in shade that meet along brow, nose and chin."""
    canvas.shape(
        "#000000",
        lambda pen: pen.polygon([(346, 500), (458, 500), (462, 560), (400, 606), (344, 560)]),
        opacity=0.22,
        blur=10,
    )
    canvas.shape(sitter.skin[0], partial(_blob, points=_FACE))
    canvas.shape(sitter.skin[1], partial(_blob, points=_FAR_SIDE))


def _front(canvas: Canvas, sitter: Sitter) -> None:
    """Draw hair over the brow, a beard, glasses or a scarf."""
    fringe = {
        "bob": [
            (266, 380),
            (262, 250),
            (310, 168),
            (420, 140),
            (520, 176),
            (546, 270),
            (540, 390),
            (512, 290),
            (440, 236),
            (372, 262),
            (304, 268),
        ],
        "short": [
            (282, 318),
            (270, 230),
            (316, 160),
            (420, 132),
            (512, 172),
            (530, 250),
            (516, 322),
            (500, 256),
            (420, 222),
            (330, 240),
        ],
        "long": [
            (262, 440),
            (250, 270),
            (300, 170),
            (402, 138),
            (510, 172),
            (556, 290),
            (552, 460),
            (520, 330),
            (470, 236),
            (396, 196),
            (330, 250),
            (292, 340),
        ],
        "crop": [
            (284, 306),
            (274, 226),
            (320, 162),
            (404, 140),
            (486, 162),
            (526, 226),
            (514, 306),
            (490, 232),
            (402, 206),
            (316, 232),
        ],
        "scarf": [
            (272, 420),
            (244, 300),
            (282, 176),
            (400, 122),
            (522, 176),
            (562, 300),
            (530, 430),
            (520, 290),
            (468, 214),
            (400, 190),
            (332, 214),
            (286, 300),
        ],
        "tied": [
            (282, 330),
            (270, 240),
            (312, 168),
            (412, 138),
            (512, 170),
            (530, 256),
            (516, 330),
            (494, 246),
            (390, 204),
            (318, 252),
        ],
    }[sitter.cut]
    tone = sitter.coat if sitter.cut == "scarf" else (sitter.hair,)
    canvas.shape(tone, partial(_blob, points=fringe))
    if sitter.cut == "scarf":
        canvas.shape(
            sitter.coat[1],
            partial(
                _blob,
                points=[
                    (250, 540),
                    (330, 520),
                    (400, 580),
                    (480, 520),
                    (560, 540),
                    (520, 660),
                    (400, 700),
                    (280, 660),
                ],
            ),
        )
    if sitter.beard:
        canvas.shape(
            sitter.hair,
            partial(
                _blob,
                points=[
                    (296, 400),
                    (322, 446),
                    (400, 452),
                    (482, 446),
                    (508, 400),
                    (500, 500),
                    (440, 566),
                    (400, 576),
                    (356, 566),
                    (304, 500),
                ],
            ),
            opacity=0.93,
        )
    if sitter.glasses:
        _glasses(canvas)


def _glasses(canvas: Canvas) -> None:
    def rims(pen: Pen) -> None:
        for x in (348, 462):
            pen.arc((x, 348), 43, (0, 360), 6)
        pen.arc((405, 350), 17, (200, 340), 6)
        pen.line([(288, 336), (306, 340)], 6)
        pen.line([(504, 340), (518, 336)], 6)

    canvas.shape(
        "#ffffff", lambda pen: [pen.oval(348, 348, 40), pen.oval(462, 348, 40)], opacity=0.16
    )
    canvas.shape("#1c1917", rims)
