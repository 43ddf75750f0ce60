"""How many requests the baked tree answered, in numbers that say nothing about anybody."""

from pathlib import Path

from tests.asking import ask

from masthead.serve import counts
from masthead.serve.application import Front


def test_pages_that_were_baked_and_those_that_were_not_are_counted(
    front: Front, tmp_path: Path
) -> None:
    for path in ("/", "/news/ferries/", "/old/", "/never-baked/", "/static/nothing.css"):
        ask(front, path)
    ask(front, "/comment/1/", "POST")
    assert counts.total(tmp_path / counts.FOLDER) == (3, 1)


def test_what_was_counted_outlives_the_process(tmp_path: Path) -> None:
    first = counts.own(tmp_path)
    first[counts.HITS] += 7
    second = counts.own(tmp_path)
    second[counts.HITS] += 1
    del first  # its process ends
    third = counts.own(tmp_path)
    third[counts.HITS] += 1
    assert counts.total(tmp_path) == (9, 0)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_costs_only_the_numbers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    counts.own(tmp_path / "file")[counts.HITS] += 1
    assert counts.total(tmp_path / "file") == (0, 0)
