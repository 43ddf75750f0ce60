"""`masthead verify` and `masthead record`, as somebody types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.record.logs import policy_text
from tests.record.stories import Published

from masthead.cli import main


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """A folder with the page, its object, its proof and the policy."""
    story = Published()
    folder = tmp_path / "mirror"
    (folder / "news").mkdir(parents=True)
    (folder / "record").mkdir()
    links = (
        '<link data-record="object" href="/news/object.json">'
        '<link data-record="proof" href="story.tlog-proof">'
    )
    old = '<link rel="alternate" type="application/json" data-record="object" href="object.json">'
    (folder / "news/index.html").write_text(story.page.replace(old, links))
    (folder / "news/object.json").write_bytes(story.object)
    (folder / "news/story.tlog-proof").write_text(str(story.proof))
    (folder / "record/policy").write_bytes(policy_text())
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


def test_a_whole_mirror_is_checked(mirror: Path) -> None:
    found = run(mirror, "--policy", mirror / "record/policy")
    assert found.exit_code == 0, found.output
    assert "genuine, as of size 3" in found.output


def test_an_altered_page_of_a_mirror_is_found(mirror: Path) -> None:
    page = mirror / "news/index.html"
    page.write_text(page.read_text().replace("three hours", "ten hours"))
    found = run(mirror, "--policy", mirror / "record/policy", "--json")
    assert found.exit_code == 1
    assert json.loads(found.stdout)[0]["verdict"] == "altered"


def test_a_mirrors_own_keys_prove_less_and_that_is_said(mirror: Path) -> None:
    found = run(mirror)
    assert found.exit_code == 0
    assert "not whose record that is" in found.output


def test_files_are_checked_together(mirror: Path) -> None:
    names = ("index.html", "object.json", "story.tlog-proof")
    files = [mirror / "news" / name for name in names]
    assert run(*files, "--policy", mirror / "record/policy").exit_code == 0
    assert run(files[0], "--policy", mirror / "record/policy").exit_code == 5


def test_a_page_that_names_files_outside_of_the_mirror_gets_none(mirror: Path) -> None:
    page = mirror / "news/index.html"
    page.write_text(page.read_text().replace("/news/object.json", "../../../etc/passwd"))
    assert run(mirror, "--policy", mirror / "record/policy").exit_code == 5


def test_what_cannot_be_used_is_said_in_a_sentence(mirror: Path, tmp_path: Path) -> None:
    assert "is not there" in run(tmp_path / "nothing").output
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no page that is marked" in run(empty).output
    found = run(mirror / "news/object.json")
    assert found.exit_code == 2
    assert "--policy FILE" in found.output
