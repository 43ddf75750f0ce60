"""Damage anywhere in a file ends in records or in one sentence, never in anything else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importers.wordpress import wxr

from masthead.importers.errors import NotReadableError
from masthead.importers.wordpress.read.build import records

WHOLE = wxr.wxr(
    wxr.category("news", "Nêws"),
    wxr.item(1, "Words ]]> and\x0b <b>more</b>", inside=wxr.comment(1, "Hm.") + wxr.meta("a", "b")),
    wxr.item(2, "Second"),
).encode()


def read(path: Path, content: bytes) -> int | None:
    """How many records; None if the file was refused in one sentence that names it."""
    path.write_bytes(content)
    sentence = ""
    found = 0
    try:
        found = len(list(records(path, lambda *_: None)))
    except NotReadableError as error:
        sentence = str(error)
    assert found or (sentence.startswith("export.xml") and "\n" not in sentence)
    return found or None


def test_every_cut_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    end = WHOLE.rindex(b"</rss>") + len(b"</rss>")
    for cut in range(0, end, 3):
        assert read(path, WHOLE[:cut]) is None, cut
    assert read(path, WHOLE[:end]) == 5


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=3)), max_size=4
    )
)
def test_wrong_bytes_do_not_make_it_fail_in_another_way(
    tmp_path: Path, damage: list[tuple[int, bytes]]
) -> None:
    content = bytearray(WHOLE)
    for at, wrong in damage:
        content[at : at + len(wrong)] = wrong
    read(tmp_path / "export.xml", bytes(content))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "latin-1", "utf-32", "utf-7"])
def test_other_encodings_end_in_records_or_a_sentence(tmp_path: Path, encoding: str) -> None:
    text = WHOLE.decode().replace("UTF-8", encoding)
    read(tmp_path / "export.xml", text.encode(encoding, "replace"))


@pytest.mark.parametrize("name", ["hex", "zlib", "idna", "undefined", "unicode_escape", "no-such"])
def test_an_encoding_that_is_none_counts_as_utf_8(tmp_path: Path, name: str) -> None:
    content = WHOLE.decode().replace('encoding="UTF-8"', f'encoding="{name}"').encode()
    assert read(tmp_path / "export.xml", content) == 5
