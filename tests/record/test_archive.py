"""Web archives: what lies in them is found, and whoever means harm gets a sentence."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from tests.record.archives import (
    ADDRESS,
    LAYERS,
    LEADING_OUT,
    NAME,
    PACKED,
    bomb,
    locked,
    named,
    page,
    twice,
    unknown_method,
    wacz,
    warc,
    whole,
)
from tests.record.logs import policy_text
from tests.record.stories import SITE, Published

from masthead.record.errors import MalformedError
from masthead.record.verify import archive
from masthead.record.verify.__main__ import main
from masthead.record.verify.archive import archived


def refused(data: bytes) -> str:
    with pytest.raises(MalformedError) as caught:
        archived(data)
    return str(caught.value)


def test_a_page_is_found_among_all_else() -> None:
    answers = {f"{SITE}/": b"<html>front</html>", ADDRESS: page()}
    assert archived(wacz({NAME: warc(answers)})) == {ADDRESS: page()}


@pytest.mark.parametrize("way", PACKED)
def test_a_page_is_read_as_a_browser_read_it(way: str) -> None:
    headers, pack = PACKED[way]
    packed = warc({ADDRESS: pack(page())}, *headers)
    assert archived(wacz({NAME: packed}, zipfile.ZIP_STORED)) == {ADDRESS: page()}


def test_an_archive_with_its_proofs_is_checked_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = Published()
    answers = whole(story)
    file, policy = tmp_path / "ferry.wacz", tmp_path / "policy"
    file.write_bytes(wacz({NAME: warc(answers)}))
    policy.write_bytes(policy_text())
    assert main(["--policy", str(policy), str(file)]) == 0
    assert f"{file}: {ADDRESS}: genuine, as of size 3" in capsys.readouterr().out
    forged = answers | {ADDRESS: page().replace(b"three hours", b"ten hours")}
    file.write_bytes(wacz({NAME: warc(forged)}))
    assert main(["--policy", str(policy), str(file)]) == 1
    assert "altered: the text" in capsys.readouterr().out


def test_an_archive_alone_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, policy = tmp_path / "ferry.wacz", tmp_path / "policy"
    file.write_bytes(wacz({NAME: warc({ADDRESS: page()})}))
    policy.write_bytes(policy_text())
    assert main(["--policy", str(policy), str(file)]) == 5
    assert "cannot tell: the article object of this page" in capsys.readouterr().out


def test_an_archive_without_such_a_page_says_so() -> None:
    assert refused(wacz({NAME: warc({ADDRESS: b"<p>Hello</p>"})})) == (
        "a page of a record; the archive has none"
    )
    missing = warc({ADDRESS: page()}, status="404 Not Found")
    assert "has none" in refused(wacz({NAME: missing}))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_bomb_is_put_out_in_every_layer(layer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1024**2)
    data = bomb(layer, 4 * 1024**2)
    assert len(data) < 100_000
    assert refused(data) == "an archive of at most 1 MB unpacked"


def test_gzip_in_gzip_is_no_way_around_the_limit() -> None:
    assert refused(wacz({NAME: gzip.compress(warc({ADDRESS: page()}))})) == (
        "an archive whose WARC files are such"
    )


@pytest.mark.parametrize("name", LEADING_OUT)
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert "an archive without such file names as" in refused(named(name))


def test_too_many_files_and_the_same_file_twice_are_refused() -> None:
    many = {f"archive/{number}": b"" for number in range(archive.MOST_MEMBERS + 1)}
    assert refused(wacz(many)) == "an archive of at most 10000 files"
    assert refused(twice()) == "an archive that names no file twice"


def test_a_password_and_an_unknown_way_of_packing_are_told() -> None:
    assert refused(locked()) == "an archive without a password"
    assert "damaged (That compression method is not supported)" in refused(unknown_method())
    strange = warc({ADDRESS: page()}, ("Content-Encoding", "zstd"))
    assert refused(wacz({NAME: strange})) == "an archive whose pages are not packed as 'zstd'"


def test_more_pages_than_anybody_checks_are_refused() -> None:
    answers = {f"{ADDRESS}{number}": page() for number in range(archive.MOST_PAGES + 1)}
    assert refused(wacz({NAME: warc(answers)})) == "an archive of at most 50 pages of a record"


def test_a_damaged_archive_has_a_sentence_wherever_it_is_cut_or_changed() -> None:
    data = wacz({NAME: warc({ADDRESS: page()})})
    for at in range(4, len(data), 97):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                found = archived(damaged)
            except MalformedError:
                continue
            # What nobody reads may be damaged; a page is whole or cut off, never made up.
            assert set(found) == {ADDRESS}
            assert page().startswith(found[ADDRESS])


def test_a_broken_warc_does_not_write_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    broken = gzip.decompress(warc({ADDRESS: page()})).replace(b"\r\n\r\n\r\n", b"\r\nX\x1b[2J\r\n")
    with suppress(MalformedError):
        archived(wacz({"archive/data.warc": broken}))
    assert capsys.readouterr().err == ""
