from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.core.slug import slug


@pytest.mark.parametrize(
    ("text", "own", "latin"),
    [
        ("Ferry stops — for a day", "ferry-stops-for-a-day", "ferry-stops-for-a-day"),
        ("The U.S. can't", "the-us-cant", "the-us-cant"),
        ("می\u200cروم خانه", "می\u200cروم-خانه", "myrwm-khnh"),
        ("Žluťoučký kůň", "žluťoučký-kůň", "zlutoucky-kun"),
        ("Порт Авель", "порт-авель", "port-avel"),
        ("هەواڵی نوێ", "هەواڵی-نوێ", None),
        ("हिन्दी समाचार", "हिन्दी-समाचार", None),
        ("بندر \u200c «باز»\u200c!", "بندر-باز", None),
        ("a\u202eb\u2067c\u200fd", "abcd", "abcd"),
        ("?!…", "", ""),
        ("--a--", "a", "a"),
    ],
)
def test_a_headline_becomes_the_last_part_of_an_address(
    text: str, own: str, latin: str | None
) -> None:
    assert slug(text) == own
    if latin is not None:
        assert slug(text, latin=True) == latin


@given(st.text())
def test_texts_that_differ_by_normal_form_have_one_slug(text: str) -> None:
    forms = {slug(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1
    (only,) = forms
    assert slug(only) == only
    assert not set("/?#% ") & set(only)


@given(st.text())
def test_a_latin_slug_has_nothing_to_encode(text: str) -> None:
    assert slug(text, latin=True).isascii()
