from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps
from tests.media.files import CAMERA, XMP, photograph, with_iptc

from masthead.media.strip import without_metadata

FORMS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_tells_nothing_about_who_made_it_and_where(form: str) -> None:
    xmp = XMP if form != "GIF" else b""
    data = without_metadata(photograph(form, xmp=xmp))
    for trace in (CAMERA.encode(), b"Owner Of", b"Runa Solberg", b"GPS", b"Adobe:ns"):
        assert trace not in data
    with Image.open(BytesIO(data)) as picture:
        assert not picture.getexif().get_ifd(0x8825)
        assert not picture.info.get("xmp")
        assert not picture.info.get("comment")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_no_pixel_changes(form: str) -> None:
    before, after = photograph(form), without_metadata(photograph(form))
    with Image.open(BytesIO(before)) as old, Image.open(BytesIO(after)) as new:
        assert ImageChops.difference(old.convert("RGB"), new.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("form", ["JPEG", "AVIF"])
def test_a_picture_taken_upright_stays_upright(form: str) -> None:
    before = photograph(form, orientation=6)
    after = without_metadata(before)
    with Image.open(BytesIO(before)) as old, Image.open(BytesIO(after)) as new:
        shown = [ImageOps.exif_transpose(picture) for picture in (old, new)]
        assert [picture.size for picture in shown] == [(60, 90), (60, 90)]
        difference = ImageChops.difference(*shown)
        assert max(high for _low, high in difference.getextrema()) < 20


def test_iptc_and_what_cameras_append_are_gone() -> None:
    data = with_iptc(photograph(), {(2, 90): b"Village of the source"}) + photograph()
    stripped = without_metadata(data)
    assert b"Village" not in stripped
    assert stripped.count(b"\xff\xd8\xff") == 1


def test_a_progressive_photograph_stays_whole() -> None:
    out = BytesIO()
    Image.effect_noise((300, 200), 90).convert("RGB").save(
        out, "JPEG", progressive=True, quality=90
    )
    with Image.open(BytesIO(without_metadata(out.getvalue()))) as new, Image.open(out) as old:
        assert ImageChops.difference(old, new).getbbox() is None


def test_the_colour_profile_stays() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for form in ("JPEG", "PNG", "WEBP", "AVIF"):
        out = BytesIO()
        Image.new("RGB", (20, 20), "red").save(out, form, icc_profile=profile)
        with Image.open(BytesIO(without_metadata(out.getvalue()))) as picture:
            assert picture.info["icc_profile"] == profile


def test_a_moving_picture_goes_on_moving() -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=80, comment=b"me"
    )
    with Image.open(BytesIO(without_metadata(out.getvalue()))) as picture:
        assert picture.n_frames == 3
        assert picture.info["loop"] == 0
        assert picture.info["duration"] == 80
        assert "comment" not in picture.info
