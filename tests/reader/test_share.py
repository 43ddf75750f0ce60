from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from tests.factories import ArticleFactory

from masthead.outlet.models import OutletSettings
from masthead.reader.share.card import Card, card_of, path_of
from masthead.reader.share.draw import draw
from masthead.reader.share.lettering import drawable, runs


def test_a_story_has_a_card_that_is_drawn_once(client: Client, outlet: OutletSettings) -> None:
    story = ArticleFactory(title="Ferry arrives")
    path = path_of(story, outlet)
    assert path is not None
    response = client.get(path)
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    name = f"share/{path.rpartition('/')[2]}"
    made = default_storage.get_modified_time(name)
    assert client.get(path).content == response.content
    assert default_storage.get_modified_time(name) == made


def test_a_corrected_headline_has_a_new_card_and_the_old_address_leads_there(
    client: Client, outlet: OutletSettings
) -> None:
    story = ArticleFactory(title="Fery arrives")
    old = path_of(story, outlet)
    story.title = "Ferry arrives"
    story.save_revision().publish()
    new = path_of(story, outlet)
    assert old != new
    assert client.get(old)["Location"] == new


def test_what_is_not_public_has_no_card(client: Client, outlet: OutletSettings) -> None:
    draft = ArticleFactory(live=False)
    assert client.get(f"/share/{draft.uid}-{card_of(draft, outlet).hash}.png").status_code == 404


def test_a_headline_in_letters_no_font_has_gets_no_card(
    client: Client, outlet: OutletSettings
) -> None:
    story = ArticleFactory(title="港のフェリー", slug="ferry")
    assert path_of(story, outlet) is None
    assert client.get("/ferry/").status_code == 200


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Łódź: dvě hodiny čekání – ‘proč?’", "cs"),
        ("خط کشتی North Sea 24 دوباره به راه افتاد", "fa"),
        ("Паром снова ходит", "ru"),
        ("word " * 90, "en"),
        ("W" * 200, "en"),
        ("", "en"),
    ],
)
def test_a_card_can_be_drawn_of_any_headline(title: str, language: str) -> None:
    card = Card("The Harbour Post", "News", title, "#a61b1b", language)
    picture = Image.open(BytesIO(draw(card)))
    assert picture.getpixel((600, 5)) == (0xA6, 0x1B, 0x1B)
    # Nothing runs into the margins.
    for side in ((0, 20, 70, 630), (1130, 20, 1200, 630)):
        assert picture.crop(side).getcolors() == [(70 * 610, (0xFF, 0xFD, 0xFA))] or "W" in title


def test_words_of_two_scripts_stand_in_reading_order() -> None:
    assert runs("خط North Sea دوباره", "rtl") == [
        ("دوباره", "arabic"),
        ("North Sea ", "latin"),
        ("خط ", "arabic"),
    ]
    assert runs("Łódź!", "ltr") == [("Ł", "ext"), ("ód", "latin"), ("ź", "ext"), ("!", "latin")]


def test_the_fonts_know_their_letters() -> None:
    assert drawable("Zoë – Łódź, Вести, خبر 24 %")
    assert not drawable("港")
