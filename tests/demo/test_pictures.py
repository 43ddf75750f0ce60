"""Pictures drawn by code."""

import pytest

from masthead.demo.files import FOLDER, table
from masthead.demo.pictures import MOTIFS
from masthead.demo.pictures.canvas import HEIGHT, WIDTH
from masthead.demo.pictures.portraits import SIDE, SITTERS, portrait


def test_each_picture_of_the_list_can_be_made_and_each_motif_is_listed() -> None:
    drawings = {path.stem for path in (FOLDER / "drawings").glob("*.svg")}
    assert set(table("pictures.toml")) == set(MOTIFS) | drawings


@pytest.mark.parametrize("name", ["star_trails", "masts_in_fog", "price_tickets"])
def test_a_picture_comes_out_the_same_each_time(name: str) -> None:
    first, second = MOTIFS[name](), MOTIFS[name]()
    assert first.size == (WIDTH, HEIGHT)
    assert first.tobytes() == second.tobytes()


def test_no_two_people_look_alike() -> None:
    portraits = [portrait(name) for name in SITTERS]
    assert {image.size for image in portraits} == {(SIDE, SIDE)}
    assert len({image.tobytes() for image in portraits}) == len(SITTERS)


@pytest.mark.parametrize("path", sorted((FOLDER / "drawings").glob("*.svg")), ids=lambda p: p.stem)
def test_diagrams_ask_nothing_of_anybody(path: object) -> None:
    text = str(path.read_text(encoding="utf-8"))
    assert "<script" not in text
    assert "href" not in text
