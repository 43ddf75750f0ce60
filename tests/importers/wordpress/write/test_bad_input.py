"""What is wrong in an export is told in a line with its place; the rest comes along."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything

from masthead.articles.models import ArticlePage
from masthead.importers.wordpress.command import wordpress
from masthead.people.models import Person

pytestmark = pytest.mark.usefixtures("outlet")


def run(path: Path, *options: str | Path) -> Result:
    words = [str(path), "--no-fetch", *map(str, options)]
    return CliRunner().invoke(wordpress, words, env={"COLUMNS": "200"})


#: What is wrong with the second of three posts, and the words that tell of it.
WRONG = {
    "a control character": (wxr.item(2, "Be\x0bll"), "control character"),
    "no date": (wxr.item(2, post_date="0000-00-00 00:00:00", post_date_gmt=""), "It has no date"),
    "a taken path": (wxr.item(2, post_name="story-1"), "The path /2024/03/story-1/ is taken"),
    "an author nobody described": (wxr.item(2, creator="nobody"), "The author nobody is not"),
    "a comment that answers itself": (
        wxr.item(2, inside=wxr.comment(7, "I", parent=7)), "A comment answers itself"
    ),
    "a comment whose parent is missing": (
        wxr.item(2, inside=wxr.comment(7, "I", parent=9)), "answers one that is not in the export"
    ),
    "broken PHP": (
        wxr.item(2, inside=wxr.meta("_wp_attachment_metadata", 'a:2:{i:0;s:9:"x')), "damaged PHP"
    ),
    "a shortcode of a plugin": (wxr.item(2, "[red rows=3]"), "The shortcode [red] is of a plugin"),
    "a name that looks like a style": (wxr.item(2, creator="x[/red]"), "The author x[/red] is not"),
    "no title": (wxr.item(2, "Words", title=""), "It has no title"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_one_wrong_thing_is_one_line_and_everything_comes_along(tmp_path: Path, wrong: str) -> None:
    item, words = WRONG[wrong]
    done = run(wxr.write(tmp_path, wxr.item(1), item, wxr.item(3)))
    assert done.exit_code == 0, done.output
    told = [line for line in done.output.splitlines() if words in line]
    assert len(told) == 1
    assert "export.xml, line " in told[0]
    assert ArticlePage.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not even XML"),
        ("<html></html>", "is not a WordPress export"),
        (wxr.wxr(wxr.item(1))[:-60], "ends in the middle"),
        (wxr.HEAD + "<item><title><![CDATA[cut", "ends in the middle"),
        (wxr.HEAD.replace("<rss", "<!DOCTYPE rss><rss"), "document type declaration"),
    ],
)
def test_where_nothing_useful_can_be_done_a_sentence_says_so(
    tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(content)
    before = everything()
    done = run(path)
    assert done.exit_code == 1
    assert words in done.output
    assert "Traceback" not in done.output
    assert everything() == before


def test_a_folder_of_uploads_that_is_missing_is_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    before = everything()
    done = run(wxr.write(tmp_path, wxr.item(1)), "--uploads", tmp_path / "nowhere")
    assert done.exit_code == 2
    assert "nowhere" in done.output
    assert "does not exist" in done.output
    assert everything() == before


def test_an_empty_folder_of_uploads_leaves_marked_places(tmp_path: Path) -> None:
    picture = '<img src="https://old.example/wp-content/uploads/2024/03/boat.jpg" alt="A boat">'
    (tmp_path / "uploads").mkdir()
    done = run(wxr.write(tmp_path, wxr.item(1, picture)), "--uploads", tmp_path / "uploads")
    assert done.exit_code == 0
    assert "missing-picture" in str(ArticlePage.objects.get().body.raw_data)


@pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="a minute on PostgreSQL, and no other answer"
)
def test_40_000_authors_are_no_trouble(tmp_path: Path) -> None:
    authors = "".join(
        f"<wp:author><wp:author_login>w{n}</wp:author_login></wp:author>" for n in range(40_000)
    )
    done = run(wxr.write(tmp_path, authors, wxr.item(1, creator="w39999")))
    assert done.exit_code == 0, done.output
    assert Person.objects.count() == 40_001
    assert ArticlePage.objects.get().bylines.get().person.slug == "w39999"
