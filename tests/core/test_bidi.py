from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.core.bidi import direction_of, isolated, neutral, plain_name

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\u202ab\u202ec", "abc"),
        ("a \u2068b\u2069 c", "a \u2068b\u2069 c"),
        ("a \u2067b", "a \u2067b\u2069"),  # left open: closed at the end
        ("a\u2069 b", "a b"),  # closes what somebody else opened
        ("\u2066a\nb\u2069", "\u2066a\u2069\nb"),  # isolates end with their line
        ("C++\u200f می\u200cشود", "C++\u200f می\u200cشود"),
    ],
)
def test_what_reaches_beyond_a_text_goes_and_the_rest_stays(written: str, kept: str) -> None:
    assert neutral(written) == kept


@given(st.text(alphabet=MARKS + "ab \n"))
def test_after_any_text_direction_is_as_it_was_before(text: str) -> None:
    clean = neutral(text)
    assert not set(clean) & set(MARKS[:5])
    for line in clean.split("\n"):
        depth = 0
        for char in line:
            depth += (char in MARKS[5:8]) - (char == MARKS[8])
            assert depth >= 0
        assert depth == 0
    assert neutral(clean) == clean


@given(st.text(alphabet=MARKS + "\u061c\u200cRobin "))
def test_a_name_holds_nothing_unseen_but_the_half_space(name: str) -> None:
    assert set(plain_name(name)) <= set("Robin \u200c")


def test_a_text_in_a_sentence_of_another_script_stands_by_itself() -> None:
    assert isolated("بندر \u202eباز") == "\u2068بندر باز\u2069"
    assert isolated("Harbour") == "Harbour"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Night ferry", "ltr"),
        ("کشتی شبانه", "rtl"),
        ("BBC گزارش داد که بندر باز است", "rtl"),
        ("نگاه کنید به https://a.example/a-very-long-address-in-latin-letters", "rtl"),
        ("بندر Harbour", ""),
        ("12 — 34", ""),
    ],
)
def test_most_words_of_a_text_tell_its_direction(text: str, expected: str) -> None:
    assert direction_of(text) == expected
