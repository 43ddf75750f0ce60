import resource
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from tests.media.files import claimed_png, drawing, photograph

from masthead.media.validate import PictureRefused, check_picture


def refused(data: bytes, name: str = "picture.jpg") -> str:
    with pytest.raises(PictureRefused) as reason:
        check_picture(BytesIO(data), name)
    return str(reason.value)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_photograph_is_taken_and_left_at_its_beginning(form: str) -> None:
    file = BytesIO(photograph(form))
    check_picture(file, "quay.jpg")
    assert file.tell() == 0


def test_a_file_that_is_no_picture_is_refused_by_name() -> None:
    assert refused(b"%PDF-1.7 ...", "/secret/place/report.jpg").startswith(
        "report.jpg is no picture"
    )
    assert "no picture" in refused(b"")
    assert "no picture" in refused(b"<html><body>hello</body></html>")
    assert "no picture" in refused(b"<svg")


def test_a_picture_that_is_cut_off_is_refused() -> None:
    whole = photograph("JPEG", size=(900, 600))
    assert "cut off" in refused(whole[: len(whole) // 2])


def test_of_a_picture_with_too_many_pixels_only_the_header_is_read() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "pixels" in refused(claimed_png(20_000, 20_000), "huge.png")
    sentence = refused(claimed_png(12_000, 10_000), "large.png")
    assert "12000 × 10000" in sentence
    assert "100 million" in sentence
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 50_000  # kilobytes; decoded, the first one alone has 1.2 gigabytes


def test_a_real_picture_of_20000_by_20000_is_refused() -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert "pixels" in refused(out.getvalue(), "huge.png")


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 2 * 2**20
    assert "3 MB; a picture may have 2 MB" in refused(b"\0" * (3 * 2**20))


def test_a_plain_drawing_is_taken() -> None:
    check_picture(
        BytesIO(drawing("<a href='https://post.example/'><text>port</text></a>")), "a.svg"
    )
    check_picture(
        BytesIO(drawing("<use xlink:href='#shade'/><style>rect { fill: url('#x') }</style>")),
        "a.svg",
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawing("<script>alert(1)</script>"), "active content (script)"),
        (drawing("<g xmlns='http://www.w3.org/1999/xhtml'><script/></g>"), "script"),
        (drawing("<foreignObject><p/></foreignObject>"), "foreignobject"),
        (drawing(attributes="onload='alert(1)'"), "a script (onload)"),
        (drawing("<rect ONCLICK='x()'/>"), "a script"),
        (drawing("<image href='https://tracker.example/x.png'/>"), "outside"),
        (drawing("<use xlink:href='other.svg#x'/>"), "outside"),
        (drawing("<image href='data:image/svg+xml;base64,PHN2Zz4='/>"), "outside"),
        (drawing("<a href=' javascript:alert(1)'><text>x</text></a>"), "outside"),
        (drawing("<set attributeName='href' to='javascript:alert(1)'/>"), "animation"),
        (drawing("<animate attributeName='onclick' values='x()'/>"), "animation"),
        (drawing("<style>@import 'https://x.example/a.css';</style>"), "style"),
        (drawing("<rect style='fill: url(https://x.example/#a)'/>"), "style"),
        (drawing("<rect fill=\"url( 'https://x.example/#a')\"/>"), "style"),
        (drawing("<rect style='fill: \\75rl(https://x.example)'/>"), "style"),
        (drawing("<style>@im<!-- y -->port 'https://x.example/a.css';</style>"), "style"),
        (drawing("<style>@im<g>x</g>port 'a.css';</style>"), "style"),
        (drawing("<style><g>x</g>@import 'a.css';</style>"), "style"),
        (drawing("<style>@<![CDATA[import]]> 'a.css';</style>"), "style"),
        (drawing("<style>@\\import 'a.css';</style>"), "style"),
        (drawing("<style>rect { fill: \\url(a.png) }</style>"), "style"),
        (drawing("<rect style='mask: image-set(&quot;a.png&quot; 1x)'/>"), "style"),
        (drawing("<rect mask='-webkit-image-set(&quot;a.png&quot; 1x)'/>"), "style"),
        (drawing("<rect style='mask: image(&quot;a.png&quot;)'/>"), "style"),
        (drawing("<rect style='mask: src(&quot;a.png&quot;)'/>"), "style"),
        (drawing("<style>rect { --a: '//x.example/a.png' }</style>"), "style"),
        (drawing(before="<?xml-stylesheet href='https://x.example/a.css'?>"), "style sheet"),
        (drawing("&name;", before="<!DOCTYPE svg [<!ENTITY name 'x'>]>"), "entities"),
        (
            drawing("&f;", before="<!DOCTYPE svg [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"),
            "entities",
        ),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused_with_the_reason(
    data: bytes, reason: str
) -> None:
    sentence = refused(data, "logo.svg")
    assert sentence.startswith("logo.svg contains")
    assert reason in sentence


@pytest.mark.parametrize(
    "size",
    [
        "width='0' height='10'",
        "width='10' height='-4'",
        "width='nan' height='10'",
        "width='1e300' height='10'",
        "width='0.2' height='10'",
        "width='wide' height='10'",
        "viewBox='0 0 0 10'",
        "viewBox='0 0 10'",
        "width='10' height='10' viewBox='0 0 -1 10'",
    ],
)
def test_a_drawing_without_a_size_that_can_be_drawn_is_refused(size: str) -> None:
    data = f"<svg xmlns='http://www.w3.org/2000/svg' {size}/>".encode()
    assert "logo.svg has no width and height" in refused(data, "logo.svg")


@pytest.mark.parametrize("size", ["", "viewBox='0 0 24 24'", "width='2cm'", "height='100%'"])
def test_a_drawing_may_leave_its_size_to_the_page(size: str) -> None:
    data = f"<svg xmlns='http://www.w3.org/2000/svg' {size}/>".encode()
    check_picture(BytesIO(data), "logo.svg")


def test_a_drawing_that_calls_itself_a_photograph_is_looked_at_as_a_drawing() -> None:
    assert "script" in refused(
        b"\xef\xbb\xbf  " + drawing("<script/>").removeprefix(b'<?xml version="1.0"?>'), "a.jpg"
    )


def test_an_entity_bomb_is_refused_without_being_expanded() -> None:
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE svg [<!ENTITY e0 'boom'>{levels}]>"
    assert "logo.svg" in refused(drawing("<text>&e11;</text>", before=bomb), "logo.svg")
