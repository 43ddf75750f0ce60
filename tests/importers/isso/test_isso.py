"""Comments that lived in Isso arrive under the stories they were written under."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from masthead.comments.models import Comment, Status
from masthead.importers.isso import read
from masthead.importers.isso.command import isso
from tests.importers.discussions.stories import seen, story_at
from tests.importers.wordpress.runs import everything

pytestmark = pytest.mark.usefixtures("outlet")

# As Isso makes them.
TABLES = """
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
CREATE TABLE comments (
  tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
  modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR,
  website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
  notification INTEGER DEFAULT 0);
"""
NOON = 1_583_064_000.25  # 2020-03-01 12:00 UTC


def database(
    folder: Path, *comments: dict[str, Any], uri: str = "/2020/ferries/", name: str = "comments.db"
) -> Path:
    path = folder / name
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as made, made:
        made.executescript(TABLES)
        made.execute("INSERT INTO threads VALUES (1, ?, 'A story')", (uri,))
        for number, given in enumerate(comments, start=1):
            row = {
                "tid": 1,
                "id": number,
                "created": NOON + number,
                "mode": 1,
                "remote_addr": "192.0.2.0",
                "text": f"Comment {number}",
                "author": "Ines",
                "email": "ines@example.org",
                "voters": b"",
            } | given
            marks = ", ".join("?" * len(row))
            columns = ", ".join(row)
            statement = f"INSERT INTO comments ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
            made.execute(statement, [*row.values()])
    return path


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(isso, [str(path), *options])


def report(path: Path, *options: str) -> dict[str, Any]:
    out = path.parent / "report.json"
    done = run(path, "--report", str(out), *options)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_a_thread_arrives_with_its_order_states_and_markdown(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    path = database(
        tmp_path,
        {"text": "*First* <b>bold</b>", "website": "https://ines.example"},
        {"author": None, "email": None},
        {"parent": 1, "text": "> First\n\nIndeed"},
        {"mode": 2},
        {"mode": 4, "text": "", "author": None},
        {"parent": 5, "text": "Still here"},
        {"mode": 4, "text": ""},
        {"mode": 3},
    )
    told = report(path)
    assert [row[:3] + row[4:] for row in seen(page)] == [
        (1, "approved", "Ines", None),
        (3, "approved", "Ines", 1),
        (2, "approved", "Anonymous", None),
        (4, "withdrawn", "", None),
        (5, "approved", "Ines", 4),
    ]
    assert "<em>First</em>" in seen(page)[0][3]
    assert "<blockquote>" in seen(page)[1][3]
    first = Comment.objects.get(number=1)
    assert first.author_url == "https://ines.example"
    assert first.created_at.isoformat() == "2020-03-01T12:00:01.250000+00:00"
    assert Comment.objects.get(text="Comment 4").status == Status.PENDING
    assert {(one["reason"], *one["places"]) for one in told["skipped"]} == {
        ("It was deleted there.", "comments.db, comment 7 (7)"),
        ("Its state was “3”.", "comments.db, comment 8 (8)"),
    }
    stored = repr(everything())
    assert "ines@example.org" not in stored
    assert "192.0.2.0" not in stored


def test_a_second_run_changes_nothing_even_when_the_oldest_comment_is_gone(tmp_path: Path) -> None:
    story_at("/2020/ferries/")
    path = database(tmp_path, {}, {}, {"parent": 2})
    report(path)
    before = everything()
    assert report(path)["counts"]["comment"]["unchanged"] == 3
    assert everything() == before
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("DELETE FROM comments WHERE id = 1")
    assert report(path)["counts"]["comment"]["made"] == 0
    assert Comment.objects.count() == 3


def test_two_databases_that_count_alike_do_not_hide_each_other(tmp_path: Path) -> None:
    story_at("/2020/ferries/")
    story_at("/2020/cranes/")
    report(database(tmp_path, {}, {}))
    other = database(tmp_path, {"created": NOON - 9}, {}, uri="/2020/cranes/", name="other.db")
    assert report(other)["counts"]["comment"]["made"] == 2


def test_a_dry_run_writes_nothing_and_reports_the_same(tmp_path: Path) -> None:
    story_at("/2020/ferries/")
    path = database(tmp_path, {}, {"parent": 1}, {"tid": 77})
    before = everything()
    dry = report(path, "--dry-run")
    assert everything() == before
    assert report(path) == dry | {"dry_run": False}
    assert dry["counts"]["comment"]["skipped"] == 1


def test_odd_values_end_in_comments_or_a_reason(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    path = database(
        tmp_path,
        {"created": "yesterday"},
        {"created": 1e300},
        {"mode": None},
        {"text": None, "author": "\u202eeve", "website": "javascript:alert(1)"},
        {"parent": 99},
    )
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("UPDATE comments SET text = CAST(x'C3' AS TEXT) WHERE id = 5")
    told = report(path)
    assert told["counts"]["comment"] == {
        "read": 5, "made": 4, "changed": 0, "unchanged": 0, "skipped": 1,
    }  # fmt: skip
    assert {row[2] for row in seen(page)} == {"Ines", "eve"}
    assert not Comment.objects.exclude(author_url="").exists()
    assert "javascript" not in repr(seen(page))


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Path]:
    """A database that Isso holds for itself alone."""
    path = database(tmp_path, {})
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        yield path


def test_a_database_that_is_held_is_told(busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_PATIENCE", 0)
    story_at("/2020/ferries/")
    done = run(busy)
    assert done.exit_code == 1
    assert "locked" in done.output
    assert "stop" in done.output
    assert not Comment.objects.exists()


def test_a_file_is_only_read(tmp_path: Path) -> None:
    story_at("/2020/ferries/")
    path = database(tmp_path, {})
    path.chmod(0o400)
    before = path.read_bytes()
    report(path)
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} >= {"comments.db", "report.json"}
    assert not list(tmp_path.glob("comments.db-*"))


def test_what_is_no_database_of_isso_is_one_sentence(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Dear reader, this is a letter. " * 100)
    done = run(text)
    assert done.exit_code == 1
    assert "cannot be read as a database of Isso" in done.output
    empty = tmp_path / "empty.db"
    empty.touch()
    assert "not a database of Isso" in run(empty).output
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as made, made:
        made.executescript("CREATE TABLE threads (id, uri); CREATE TABLE comments (id, text)")
    assert "its table comments lacks author" in run(other).output


def test_a_damaged_database_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    story_at("/2020/ferries/")
    path = database(tmp_path, *({"text": "x" * 3000} for _ in range(40)))
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2 // 4096 * 4096])
    done = run(path)
    assert done.exit_code == 1
    assert not Comment.objects.exists()
