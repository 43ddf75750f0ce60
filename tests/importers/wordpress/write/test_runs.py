"""Whole runs: dry, stopped, broken, from the command line."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything, run
from tests.outlets import new_outlet

from masthead.articles.models import ArticlePage
from masthead.importers.errors import NotReadableError
from masthead.importers.models import ImportedThing
from masthead.importers.wordpress import convert
from masthead.importers.wordpress.command import wordpress
from masthead.importers.wordpress.write import run as run_module

pytestmark = pytest.mark.usefixtures("outlet")


def export(folder: Path, posts: int = 12) -> Path:
    uses = wxr.use("category", "news", "News") + wxr.use("post_tag", "sea", "Sea")
    items = []
    for n in range(1, posts + 1):
        comments = wxr.comment(n * 10, "A") + wxr.comment(n * 10 + 1, "B", parent=n * 10)
        text = f"Before <a href='https://old.example/?p={n + 1}'>the next</a>"
        items.append(wxr.item(n, text, inside=uses + comments))
    return wxr.write(folder, wxr.category("news", "News"), *items, wxr.item(99, post_type="page"))


def content() -> dict[str, list[Any]]:
    """What readers see of all stories, links by the paths they lead to, and what is known."""
    paths = {str(page.pk): page.public_path for page in ArticlePage.objects.all()}
    pages = ArticlePage.objects.order_by("path")
    rows = ImportedThing.objects.order_by("kind", "old_id")
    return {
        "stories": [
            {
                "title": page.title,
                "path": page.public_path,
                "body": re.sub(r'id="(\d+)"', lambda m: str(paths[m[1]]), str(page.body.raw_data)),
                "section": page.section and page.section.title,
                "people": [line.person.name for line in page.bylines.all()],
                "comments": [
                    (comment.number, comment.text, comment.parent and comment.parent.number)
                    for comment in page.reader_comments.order_by("number")
                ],
                "revision": page.get_latest_revision_as_object().body.raw_data[0]["value"]
                == page.body.raw_data[0]["value"],
            }
            for page in pages
        ],
        "known": list(rows.values_list("kind", "old_id", "digest", "links_wait")),
    }


def test_a_dry_run_writes_nothing_and_reports_the_same(theme_data: Path) -> None:
    before = everything()
    dry = run(theme_data, dry_run=True)
    assert everything() == before
    wet = run(theme_data)
    assert dry.as_json() | {"dry_run": False} == wet.as_json()


@pytest.mark.parametrize("stop_at", range(1, 13))
def test_a_run_that_dies_anywhere_is_made_whole_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    """The process is as good as dead at the n-th sign of progress: nothing after it happens."""
    monkeypatch.setattr(convert, "BATCH", 4)
    path = export(tmp_path)

    class DeadError(Exception):
        pass

    steps = 0

    def die(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == stop_at:
            raise DeadError

    with transaction.atomic():
        run(path)
        undisturbed = content()
        transaction.set_rollback(True)
    with pytest.raises(DeadError):
        run_module.import_files([path], run_module.Report(), die)
    run(path)
    assert content() == undisturbed
    assert len(undisturbed["stories"]) == 12
    before = everything()
    run(path)
    assert everything() == before


@pytest.mark.parametrize("break_it", ["truncate", "bomb", "other"])
def test_a_broken_file_leaves_the_site_as_it_was(tmp_path: Path, break_it: str) -> None:
    path = export(tmp_path)
    text = path.read_text()
    broken = {
        "truncate": text[: len(text) * 2 // 3],
        "bomb": text.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1),
        "other": "<html></html>",
    }[break_it]
    path.write_text(broken)
    before = everything()
    with pytest.raises(NotReadableError):
        run(path)
    assert everything() == before
    result = CliRunner().invoke(wordpress, [str(path)])
    assert result.exit_code == 1
    assert result.output.strip().splitlines()[-1].startswith("Error: export.xml")
    assert everything() == before


def test_the_second_of_two_files_being_broken_stops_both(tmp_path: Path) -> None:
    good = export(tmp_path)
    bad = tmp_path / "second.xml"
    bad.write_text(good.read_text()[:-30])
    with pytest.raises(NotReadableError, match=r"second\.xml"):
        run(good, bad)
    assert not ArticlePage.objects.exists()


def test_files_of_two_sites_are_not_mixed(tmp_path: Path) -> None:
    first = export(tmp_path)
    other = tmp_path / "other.xml"
    other.write_text(first.read_text().replace("old.example", "another.example"))
    with pytest.raises(NotReadableError, match="one site at a time"):
        run(first, other)


def test_the_command_prints_the_counts_and_writes_the_report(tmp_path: Path) -> None:
    path, report = export(tmp_path), tmp_path / "report.json"
    result = CliRunner().invoke(wordpress, [str(path), "--report", str(report), "--resume"])
    assert result.exit_code == 0, result.output
    assert "comment" in result.output
    written = json.loads(report.read_text())
    assert written["counts"]["post"] == {
        "read": 12, "made": 12, "changed": 0, "unchanged": 0, "skipped": 0,
    }  # fmt: skip
    assert written["counts"]["comment"]["made"] == 24


def test_a_process_beside_gives_the_same_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export(tmp_path, posts=9)
    with transaction.atomic():
        run(path)
        alone = content()
        transaction.set_rollback(True)
    monkeypatch.setattr(convert, "_WORTH_A_PROCESS", 1)
    run(path)
    assert content() == alone


def posts_in(database: Path) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        found: tuple[int] = connection.execute(
            "SELECT count(*) FROM importers_importedthing WHERE kind = 'post'"
        ).fetchone()
    connection.close()
    return found[0]


def test_a_real_process_killed_without_warning_goes_on_where_it_was(tmp_path: Path) -> None:
    """SIGKILL, on an outlet of its own in a file."""
    folder = new_outlet(tmp_path / "outlet")
    command = [sys.executable, "-m", "masthead"]
    environment = {**os.environ, "MASTHEAD_DIR": str(folder), "MASTHEAD_DATABASE_URL": ""}
    path = export(tmp_path, posts=400)
    importing = [*command, "--dir", str(folder), "import", "wordpress", str(path)]
    process = subprocess.Popen(
        importing, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and not posts_in(folder / "masthead.sqlite3"):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = posts_in(folder / "masthead.sqlite3")
    assert 0 < done < 400
    report = tmp_path / "report.json"
    subprocess.run(
        [*importing, "--report", str(report)], env=environment, check=True, capture_output=True
    )
    counts = json.loads(report.read_text())["counts"]
    assert counts["post"] == {
        "read": 400, "made": 400 - done, "changed": 0, "unchanged": done, "skipped": 0,
    }  # fmt: skip
    assert counts["comment"]["made"] + counts["comment"]["unchanged"] == 800
    assert posts_in(folder / "masthead.sqlite3") == 400
