from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from tests.media.files import CAMERA, XMP, drawing, photograph

from masthead.media.models import Image

pytestmark = pytest.mark.django_db


def stored(data: bytes, name: str = "quay.jpg", **fields: str) -> Image:
    return Image.objects.create(title="Quay", file=ContentFile(data, name=name), **fields)


def test_caption_and_credit_come_from_the_file() -> None:
    image = stored(photograph(xmp=XMP))
    image.refresh_from_db()
    assert image.caption == "Ferries at the quay in fog."
    assert image.credit == "Runa Solberg / Tideline Pictures"
    assert image.licence_url == "https://licence.example/by/"
    assert image.default_alt_text == "Two ferries, half hidden."


def test_what_an_editor_wrote_is_not_replaced() -> None:
    image = stored(photograph(xmp=XMP), caption="Fog over the quay.")
    assert image.caption == "Fog over the quay."
    assert image.credit == "Runa Solberg / Tideline Pictures"


def test_the_stored_original_does_not_say_where_it_was_taken() -> None:
    image = stored(photograph(xmp=XMP))
    with image.file.open() as file:
        data = file.read()
    assert CAMERA.encode() not in data
    assert b"Runa" not in data
    assert image.file_size == len(data)
    assert image.file_hash == stored(photograph(xmp=XMP)).file_hash


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("source", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_rendition_carries_exif_or_a_place(source: str, form: str) -> None:
    image = stored(photograph(source, xmp=XMP), f"quay.{source.lower()}")
    rendition = image.get_rendition(f"width-40|format-{form}")
    with rendition.file.open() as file:
        data = file.read()
    assert CAMERA.encode() not in data
    with Pillow.open(BytesIO(data)) as picture:
        assert not picture.getexif()
        assert not picture.info.get("xmp")


def test_a_photograph_taken_upright_is_shown_upright() -> None:
    image = stored(photograph(orientation=6, size=(300, 200)))
    rendition = image.get_rendition("width-100|format-webp")
    assert (rendition.width, rendition.height) == (100, 150)


def test_a_drawing_keeps_its_lines_and_loses_its_notes() -> None:
    notes = (
        "<metadata><a xmlns='http://x.example/'>Anna</a></metadata>"
        "<d:view xmlns:d='http://sodipodi.sourceforge.net/DTD/' d:folder='/home/anna'/>"
        "<!-- drawn by Anna -->"
    )
    image = stored(drawing(notes), "logo.svg")
    with image.file.open() as file:
        data = file.read()
    assert b"anna" not in data.lower()
    assert b"<rect" in data
    assert image.width == 10


def test_the_focal_point_decides_what_is_cut_away() -> None:
    image = stored(photograph("PNG", size=(200, 400)), "tall.png")
    top = image.get_rendition("fill-100x100-c100|format-png")
    image.focal_point_x, image.focal_point_y = 100, 380
    image.focal_point_width = image.focal_point_height = 20
    image.save()
    low = image.get_rendition("fill-100x100-c100|format-png")
    with low.file.open() as file, Pillow.open(file) as picture:
        assert picture.convert("RGB").getpixel((50, 50)) == (0x20, 0x20, 0xC0)
    assert top.pk != low.pk
