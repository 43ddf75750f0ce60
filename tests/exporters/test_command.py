"""`masthead export` as an operator calls it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from masthead.exporters.command import folder, wordpress
from tests.exporters import awkward

pytestmark = pytest.mark.django_db


def call(*args: object) -> Result:
    return CliRunner().invoke(wordpress, [str(arg) for arg in args])


def test_without_a_file_the_export_goes_to_standard_output(outlet: object) -> None:
    result = call()

    assert result.exit_code == 0
    assert ET.fromstring(result.stdout).findtext("channel/title") == "The Harbour Post"  # noqa: S314 - ours


def test_a_newer_export_takes_the_place_of_the_last(outlet: object, tmp_path: Path) -> None:
    file = tmp_path / "export.xml"

    assert call(file).exit_code == 0
    assert call(file).exit_code == 0
    assert [path.name for path in tmp_path.glob("export*")] == ["export.xml"]


def test_a_file_that_is_no_export_is_never_written_over(outlet: object, tmp_path: Path) -> None:
    file = tmp_path / "masthead.toml"
    file.write_text("[outlet]\n")

    result = call(file)

    assert result.exit_code == 1
    assert "is no export" in result.output
    assert file.read_text() == "[outlet]\n"


def test_an_outlet_without_a_front_page_has_nothing_to_export(db: None, tmp_path: Path) -> None:
    results = [
        CliRunner().invoke(command, [str(tmp_path / "out")]) for command in (wordpress, folder)
    ]

    assert [result.exit_code for result in results] == [1, 1]
    assert all("nothing to export" in result.output for result in results)
    assert not (tmp_path / "out").exists()


def test_files_are_fetched_from_the_place_that_was_named(tmp_path: Path) -> None:
    awkward.fill()

    result = call("--media-base", "https://files.example/originals")

    addresses = [
        element.text or ""
        for element in ET.fromstring(result.stdout).iter(  # noqa: S314 - ours
            "{http://wordpress.org/export/1.2/}attachment_url"
        )
    ]
    assert len(addresses) == 3
    assert all(one.startswith("https://files.example/originals/") for one in addresses)
    assert call("--media-base", "files").exit_code == 2
