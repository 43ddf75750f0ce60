"""Plain text helpers."""

from masthead.core.text import collapse, nfc, printable, shorten


def test_white_space_collapses() -> None:
    assert collapse(" a\n\tb\u00a0 c ") == "a b c"


def test_a_short_text_is_left_alone() -> None:
    assert shorten("Six words are not too many", 40) == "Six words are not too many"


def test_a_long_text_is_cut_between_words() -> None:
    assert shorten("The harbour opens, at last, on Monday", 19) == "The harbour opens…"


def test_a_long_word_is_cut_where_it_must_be() -> None:
    assert shorten("Donaudampfschiff", 6) == "Donau…"


def test_control_characters_go_and_line_ends_stay() -> None:
    assert printable("a\x00b\x0b\n\tc\ufffe") == "ab\n\tc"


def test_accents_are_composed() -> None:
    assert nfc("e\u0301") == "é"
