from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.spellings import ARABIC, PERSIAN

from masthead.core.fold import fold, fold_for_index, words


@pytest.mark.parametrize("spellings", [PERSIAN, ARABIC], ids=["persian", "arabic"])
def test_every_spelling_of_a_word_is_the_same_word(spellings: dict[str, list[str]]) -> None:
    missed = [
        (written, typed)
        for written, ways in spellings.items()
        for typed in ways
        if not set(words(typed)) <= set(fold_for_index(written).split())
    ]
    assert missed == []


def test_two_hundred_spellings_are_listed() -> None:
    lists = [*PERSIAN.values(), *ARABIC.values()]
    assert sum(map(len, lists)) >= 200
    assert all(len(ways) == len(set(ways)) for ways in lists)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łódź", "lodz"),
        ("Ångström", "ANGSTROM"),
        ("Straße", "strasse"),
        ("Ёлка", "елка"),
        ("Ελλάδα", "ελλαδα"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("ﬁne", "fine"),
        ("co\u00adoperate", "cooperate"),
        ("п’ять", "пʼять"),
        ("Oʻzbek", "o'zbek"),
        ("کوردستان", "كوردستان"),
        ("ڕۆژنامە", "روژنامه"),
    ],
)
def test_other_scripts_have_their_spellings_too(written: str, typed: str) -> None:
    assert words(written) == words(typed)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("हिन्दी", "हन्द"), ("ferry", "fairy")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
