"""The demo's pictures and files, put among those of the outlet."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Drawing

from masthead.demo.desk import Desk
from masthead.demo.files import FOLDER, table
from masthead.demo.pictures import MOTIFS
from masthead.demo.pictures.portraits import SITTERS, portrait
from masthead.media.models import Document, Image

CREDIT = "Lene Varrow / The Ostrel Lantern"
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
QUALITY = 84  # of a JPEG, 0 to 100; below 80 the grain of the paper turns to blocks
IN_VIEW = 0.4  # share of width and height around the focus that a crop should keep


def illustrate(desk: Desk) -> None:
    """Draw every picture and portrait, and take in the diagrams and documents."""
    for name, about in table("pictures.toml").items():
        desk.keep("picture", name, _picture(name, about))
    for name in SITTERS:
        desk.keep("portrait", name, _portrait(name))
    for path in sorted((FOLDER / "documents").iterdir()):
        document = Document(title=path.stem.capitalize(), file_size=path.stat().st_size)
        document.file.save(path.name, ContentFile(path.read_bytes()), save=False)
        document.save()
        desk.keep("document", path.name, document)


def _picture(name: str, about: dict[str, Any]) -> Image:
    diagram = FOLDER / "drawings" / f"{name}.svg"
    if diagram.exists():
        file = ContentFile(diagram.read_bytes(), name=diagram.name)
    else:
        file = ContentFile(_jpeg(MOTIFS[name]()), name=f"{name.replace('_', '-')}.jpg")
    image = Image(
        title=about["title"],
        file=file,
        file_size=file.size,
        alt_text=about["alt"],
        caption=about.get("caption", ""),
        credit=about.get("credit", CREDIT),
        licence=about.get("licence", LICENCE),
        licence_url="" if "licence" in about else LICENCE_URL,
    )
    if "focus" in about:
        _focus(image, *about["focus"])
    image.save()
    return image


def _focus(image: Image, across: float, down: float) -> None:
    image.focal_point_x = round(across * image.width)
    image.focal_point_y = round(down * image.height)
    image.focal_point_width = round(IN_VIEW * image.width)
    image.focal_point_height = round(IN_VIEW * image.height)


def _portrait(name: str) -> Image:
    file = ContentFile(_jpeg(portrait(name)), name=f"portrait-{name}.jpg")
    image = Image(
        title=f"Portrait of {name.capitalize()}",
        file=file,
        file_size=file.size,
        credit=CREDIT,
        licence=LICENCE,
        licence_url=LICENCE_URL,
    )
    image.save()
    return image


def _jpeg(drawing: Drawing.Image) -> bytes:
    stream = io.BytesIO()
    drawing.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()
