"""`python -m masthead.record.verify`: files in, a sentence and an exit status out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.record.logs import policy_text
from tests.record.stories import Published

from masthead.record.entry import EntryKind
from masthead.record.verify.__main__ import main


@pytest.fixture
def story() -> Published:
    return Published()


@pytest.fixture
def files(story: Published, tmp_path: Path) -> list[str]:
    (tmp_path / "policy").write_bytes(policy_text())
    held = {"page.html": story.page, "object.json": story.object.decode()}
    held["entry.tlog-proof"] = str(story.proof)
    for name, content in held.items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    return ["--policy", str(tmp_path / "policy"), *(str(tmp_path / name) for name in held)]


def page_of(files: list[str]) -> Path:
    return Path(files[2])


def test_a_true_page_is_genuine(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(files) == 0
    sentence = "genuine, as of size 3, cosigned at 2026-11-25T12:00:00Z by 3 of 3 witnesses"
    assert capsys.readouterr().out == f"{page_of(files)}: {sentence}\n"


def test_a_changed_page_is_altered(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    page = page_of(files)
    page.write_text(page.read_text("utf-8").replace("three hours", "three days"), "utf-8")
    assert main(files) == 1
    assert "altered: the text, at character 38: 'days late" in capsys.readouterr().out


def test_the_answer_is_there_for_programs(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*files, "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "genuine"
    assert (found["entry"], found["size"], found["cosigned_by"], found["witnesses"]) == (1, 3, 3, 3)


def test_without_a_page_the_object_is_checked(files: list[str]) -> None:
    assert main([*files[:2], *files[3:]]) == 0


def test_a_proof_alone_tells_of_its_entry(files: list[str]) -> None:
    assert main([*files[:2], files[4]]) == 0


@pytest.mark.parametrize(("kind", "status"), [(EntryKind.UPDATE, 3), (EntryKind.WITHDRAW, 4)])
def test_a_later_proof_is_heeded(
    story: Published, files: list[str], tmp_path: Path, kind: EntryKind, status: int
) -> None:
    later = tmp_path / "later"
    later.write_text(str(story.then(kind)), "utf-8", newline="")
    assert main([*files, str(later)]) == status


@pytest.mark.parametrize("missing", [3, 4])
def test_what_is_missing_is_named(
    files: list[str], missing: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name for at, name in enumerate(files) if at != missing]) == 5
    wanted = {3: "the article object of this page", 4: "the proof of this page's article object"}
    assert capsys.readouterr().out.endswith(f"cannot tell: {wanted[missing]}\n")


def test_an_altered_object_is_altered_though_its_proof_is_true(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    held = Path(files[3])
    held.write_bytes(held.read_bytes().replace(b"three hours", b"three days."))
    assert main([*files[:2], *files[3:]]) == 1
    assert "altered: the article object is not the one" in capsys.readouterr().out


def test_a_forged_log_is_unknown_and_the_reason_stands_below(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    policy = Path(files[1])
    other = policy.read_text("utf-8").split("\n", 1)[1]
    key = "log sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\n"
    policy.write_text(key + other, "utf-8")
    assert main(files) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("unknown: not in this record")
    assert said[1].strip().startswith("signed by no known key")


def test_a_policy_that_cannot_be_read_is_wrong_use(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files[1]).write_text("trust everyone\n", "utf-8")
    assert main(files) == 2
    assert "line 1 of the policy" in capsys.readouterr().err


def test_it_runs_alone_without_django(files: list[str]) -> None:
    """In an interpreter of its own that refuses to load what the checker must not need."""
    code = (
        "import sys, runpy\n"
        "for name in ('django', 'wagtail'): sys.modules[name] = None\n"
        "runpy.run_module('masthead.record.verify', run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "genuine, as of size 3" in done.stdout
