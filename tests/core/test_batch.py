"""What pages of a batch share."""

from __future__ import annotations

from masthead.core.batch import batch, once


def test_a_batch_reads_once_and_the_next_one_anew() -> None:
    read: list[str] = []

    def ask() -> int:
        return once("outlet", lambda: read.append("outlet") or len(read))

    with batch():
        assert (ask(), ask()) == (1, 1)
    with batch():
        assert (ask(), ask()) == (2, 2)


def test_nothing_is_kept_outside_of_a_batch() -> None:
    read: list[str] = []
    for number in (1, 2):
        assert once("outlet", lambda: read.append("outlet") or len(read)) == number


def test_a_page_within_a_batch_takes_part_in_it() -> None:
    with batch():
        assert once("outlet", lambda: "read first") == "read first"
        with batch():
            assert once("outlet", lambda: "read again") == "read first"
        assert once("outlet", lambda: "read again") == "read first"
