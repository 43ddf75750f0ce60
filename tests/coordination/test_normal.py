from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.coordination.normal import LINK, fold, jaccard, own_words, places, shingles, words

SAME = {
    "letter case and width": ("ＦＥＲＲＹ Late", "ferry late"),
    "accents": ("naïve Café", "naive cafe"),
    "zero-width characters": ("fer\u200bry\u2060 la\ufeffte", "ferry late"),
    "the Persian half-space": ("می\u200cشود", "میشود"),
    "Arabic letters on a Persian keyboard": ("كتاب علي", "کتاب علی"),
    "Arabic vowel marks and stretched letters": ("كِتَابٌ جـمـيـل", "كتاب جميل"),
    "Arabic letters with and without hamza": ("أحمد إلى آخر", "احمد الی اخر"),
    "Cyrillic letters in a Latin word": ("fеrrу сосоа", "ferry cocoa"),
    "Greek letters in a Latin word": ("fΕrry cοcοα", "ferry cocoa"),
    "digits of other scripts": ("۱۲۳ ١٢٣ １２３", "123 123 123"),
    "skin of emoji": ("👍🏽 👍🏿", "👍 👍"),
    "apostrophes": ("don’t don't donʼt", "dont dont dont"),
}


@pytest.mark.parametrize(("written", "plain"), SAME.values(), ids=SAME)
def test_what_hides_a_word_is_taken_away(written: str, plain: str) -> None:
    assert fold(written) == fold(plain)


def test_a_web_address_counts_as_one_word_whatever_it_is() -> None:
    assert words("see https://a.example/x?y=1 now") == ["see", LINK, "now"]
    assert words("see www.b.example/longer now") == words("see https://a.example/x?y=1 now")


def test_scripts_without_spaces_are_taken_letter_by_letter() -> None:
    assert words("港の船 ferry") == [*"港の船", "ferry"]


def test_lines_quoted_from_others_are_not_ones_own() -> None:
    assert own_words("> you said this\nbut no") == "\nbut no"


def test_letters_with_spaces_between_are_the_same_text() -> None:
    assert jaccard(shingles("".join(words("f e r r y late"))), shingles("ferrylate")) == 1.0


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.text())
def test_every_word_is_found_at_its_place(text: str) -> None:
    found = list(places(text))
    assert [word.text for word in found] == words(text)
    for word in found:
        assert word.text in words(text[word.start : word.end])
    assert all(one.start <= other.start for one, other in pairwise(found))


@given(st.sets(st.text(min_size=1)), st.sets(st.text(min_size=1)))
def test_likeness_has_no_direction_and_stays_between_0_and_1(
    one: set[str], other: set[str]
) -> None:
    assert jaccard(one, other) == jaccard(other, one)
    assert 0.0 <= jaccard(one, other) <= 1.0
