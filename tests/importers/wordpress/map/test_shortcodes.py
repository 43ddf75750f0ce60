"""Each shortcode of WordPress, and those that nobody knows."""

from typing import Any

import pytest

from masthead.importers.wordpress.map.make import Picture
from masthead.importers.wordpress.map.shortcodes import SHORTCODES, attributes

from .texts import BOAT, QUAY, SONG, UPLOADS, convert, text

IMG = f'<img class="alignnone wp-image-5" src="{UPLOADS}/boat-300x200.jpg" alt="A boat" />'


def image(**values: Any) -> dict[str, Any]:
    found = {"image": Picture(5, BOAT.url), "alt": "", "caption": "", "size": "column", "link": ""}
    return {"type": "image", "value": found | values}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (" id=\"a\" width='5' size=big", {"id": "a", "width": "5", "size": "big"}),
        (' "quoted words" bare', {"0": "quoted words", "1": "bare"}),
        (" Align = 'x'", {"align": "x"}),
        (" https://x.example/a.mp3?b=c", {"0": "https://x.example/a.mp3?b=c"}),
    ],
)
def test_attributes(written: str, found: dict[str, str]) -> None:
    if "https" in written:
        found = {"0": "https://x.example/a.mp3?b=c"}
    assert attributes(written) == found


@pytest.mark.parametrize(
    ("content", "caption"),
    [
        (f"[caption id='attachment_5']{IMG} The <i>Alma</i>[/caption]", "The <i>Alma</i>"),
        (f'[caption id="attachment_5" caption="The Alma"]{IMG}[/caption]', "The Alma"),
        (f"[wp_caption]{IMG} Old[/wp_caption]", "Old"),
        (f"[caption]<a href='{BOAT.url}'>{IMG}</a> Linked[/caption]", "Linked"),
    ],
)
def test_caption(content: str, caption: str) -> None:
    assert convert(content) == [image(caption=caption)]


def test_a_caption_keeps_where_its_picture_leads_and_stands() -> None:
    content = f'[caption align="alignleft"]<a href="https://x.example/">{IMG}</a> W[/caption]'
    assert convert(content) == [image(caption="W", size="margin", link="https://x.example/")]


def test_a_caption_in_a_paragraph_stands_between_its_halves() -> None:
    assert convert(f"Before [caption]{IMG} C[/caption] after") == [
        text("<p>Before</p>"),
        image(caption="C"),
        text("<p>after</p>"),
    ]


def test_a_caption_without_picture_keeps_its_words() -> None:
    assert convert("[caption]Only words[/caption]") == [text("<p>Only words</p>")]


def test_gallery_of_all_that_was_uploaded_shows_pictures_only() -> None:
    (block,) = convert("[gallery]")
    assert [item["value"]["image"].id for item in block["value"]["images"]] == [5, 6]
    assert block["value"]["images"][0]["value"]["caption"] == "The <em>Alma</em>"


def test_gallery_by_ids_in_their_order() -> None:
    (block,) = convert('[gallery columns="2" ids="6, 5"]')
    assert [item["value"]["image"] for item in block["value"]["images"]] == [
        Picture(6, QUAY.url),
        Picture(5, BOAT.url),
    ]


def test_a_picture_of_a_gallery_that_is_not_there_is_told() -> None:
    found = convert('[gallery ids="5,99"]')
    assert found.kinds == ["gallery"]
    assert found.notes == ["The picture 99 of a gallery is not in the export."]


def test_embed() -> None:
    (block,) = convert("[embed width='500']https://youtu.be/abcdefgh[/embed]")
    assert block["value"]["url"] == "https://youtu.be/abcdefgh"


@pytest.mark.parametrize(
    "content",
    [
        f"[audio {SONG.url}]",
        f'[audio mp3="{SONG.url}"][/audio]',
        f'[video src="{SONG.url}" width="600" /]',
    ],
)
def test_audio_and_video(content: str) -> None:
    (block,) = convert(content)
    assert (block["type"], block["value"]["url"]) == ("embed", SONG.url)


def test_playlist() -> None:
    found = convert('[playlist ids="7,8"]')
    assert [block["value"]["title"] for block in found] == ["Song"]
    assert found.notes


def test_unknown_shortcodes_stay_as_words_and_are_told() -> None:
    found = convert('Look: [donate button="red"] and [box]words[/box], [sic]')
    assert found == [text('<p>Look: [donate button="red"] and [box]words[/box], [sic]</p>')]
    assert found.notes == [
        "The shortcode [donate] is of a plugin; it was left as words.",
        "The shortcode [box] is of a plugin; it was left as words.",
    ]


def test_an_escaped_shortcode_is_shown_as_it_is_written() -> None:
    assert convert("Write [[gallery]].") == [text("<p>Write [gallery].</p>")]


def test_a_shortcode_in_an_attribute_is_left_alone() -> None:
    assert convert('<a href="https://x.example/?a=[gallery]">x</a>').kinds == ["text"]


def test_every_shortcode_is_tested_here() -> None:
    assert set(SHORTCODES) == {
        "audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption",
    }  # fmt: skip
