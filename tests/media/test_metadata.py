import pytest
from tests.media.files import XMP, photograph, with_iptc

from masthead.media.metadata import Facts, read


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_is_read_in_every_format_that_carries_it(form: str) -> None:
    facts = read(photograph(form, xmp=XMP))
    assert facts == Facts(
        caption="Ferries at the quay in fog.",
        credit="Runa Solberg / Tideline Pictures",
        licence="CC BY 4.0",
        licence_url="https://licence.example/by/",
        alt_text="Two ferries, half hidden.",
    )


def test_iptc_is_read_with_and_without_a_word_about_its_letters() -> None:
    fields = {
        (2, 120): "Fähren im Nebel.".encode(),
        (2, 80): b"Runa Solberg",
        (2, 116): b"All rights reserved",
    }
    told = {(1, 90): b"\x1b%G", **fields}
    for given in (fields, told):
        facts = read(with_iptc(photograph(), given))
        assert facts.caption == "Fähren im Nebel."
        assert facts.credit == "Runa Solberg"
        assert facts.licence == "All rights reserved"
    old = read(with_iptc(photograph(), {(2, 120): "Fähren".encode("latin-1")}))
    assert old.caption == "Fähren"


def test_xmp_is_believed_before_iptc() -> None:
    both = with_iptc(photograph(xmp=XMP), {(2, 120): b"An older caption."})
    assert read(both).caption == "Ferries at the quay in fog."


def test_the_artist_of_exif_is_the_last_resort() -> None:
    assert read(photograph()).credit == "Owner Of The Phone"


def test_strange_metadata_says_nothing_and_breaks_nothing() -> None:
    assert read(b"no picture") == Facts()
    bomb = b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>"
    assert read(photograph("PNG", xmp=bomb)).caption == ""
    wrong = XMP.replace(b"https://licence.example/by/", b"javascript:alert(1)")
    assert read(photograph(xmp=wrong)).licence_url == ""
