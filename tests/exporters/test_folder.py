"""Out as plain files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from masthead.comments.identity import email_hash
from masthead.comments.models import Comment
from masthead.exporters.folder.run import NotEmptyError, export_folder
from masthead.people.models import User
from tests import factories
from tests.exporters import awkward, languages

pytestmark = pytest.mark.django_db


def exported(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The lines of an export by the file they are in."""
    export_folder(folder, lambda *_: None)
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in folder.glob("*.jsonl")
    }


def test_every_thing_is_a_line_and_every_original_a_file(tmp_path: Path) -> None:
    awkward.fill()

    found = exported(tmp_path / "out")

    about = json.loads((tmp_path / "out/export.json").read_text())
    assert (about["format"], about["version"]) == ("masthead-export", 1)
    assert about["lines"] == {name: len(lines) for name, lines in found.items()}
    stories = {story["title"]: story for story in found["stories"]}
    assert stories["Tomorrow"]["state"] == "scheduled"
    assert stories["First -- & foremost ]]>"]["paths"] == ["/?p=7", "/old/first-of-all/"]
    assert stories["First -- & foremost ]]>"]["corrections"][0]["text"] == "It was Tuesday."
    text = stories["#Harbour: 100%"]["body"][0]["value"]
    assert '<a href="/news/first/">story</a>' in text
    assert '<a href="media/documents/' in text
    shared = [stories[title]["body"][-1] for title in ("First -- & foremost ]]>", "#Harbour: 100%")]
    assert {(one["id"], one["value"]["source_url"]) for one in shared} == {
        ("shared", awkward.SOURCE)
    }
    assert {"path": "/gone/", "to": None} in found["redirects"]
    assert {comment["status"] for comment in found["comments"]} >= {"pending", "spam", "rejected"}
    for one in found["images"] + found["documents"]:
        assert (tmp_path / "out/media" / one["file"]).is_file()


def test_the_site_in_another_language_is_a_line_with_its_front_page(tmp_path: Path) -> None:
    languages.fill()

    found = exported(tmp_path / "out")

    stories = {story["title"]: story["id"] for story in found["stories"]}
    sections = {section["title"]: section for section in found["sections"]}
    persian, pashto = found["editions"]
    assert (persian["language"], persian["prefix"], persian["name"]) == ("fa", "fa", "پست بندر")
    assert persian["front"]["picks"] == [{"slot": "opinion", "story": stories["طناب"]}]
    assert persian["front"]["rows"] == [sections["ورزش"]["id"], sections["خبر"]["id"]]
    assert persian["front"]["paths"] == ["/farsi/"]
    assert not pashto["front"]["live"]
    assert {title: section["edition"] for title, section in sections.items()} == {
        "News": None, "خبر": "fa", "ورزش": "fa"
    }  # fmt: skip
    assert sections["خبر"]["translation_of"] == sections["News"]["id"]
    assert sections["خبر"]["language"] == "fa"
    assert {menu["name"]: menu["edition"] for menu in found["menus"]} == {
        "Main": None, "اصلی": "fa"
    }  # fmt: skip


def test_what_an_editor_has_not_published_yet_is_there_too(tmp_path: Path, outlet: object) -> None:
    story = factories.ArticleFactory(title="As published")
    story.title = "As it will be"
    story.save_revision()

    (line,) = exported(tmp_path / "out")["stories"]

    assert (line["title"], line["draft"]["title"]) == ("As published", "As it will be")


def test_two_exports_of_one_state_are_equal(tmp_path: Path) -> None:
    awkward.fill()

    assert exported(tmp_path / "one") == exported(tmp_path / "two")


def test_no_account_and_nothing_of_a_reader_s_address_leaves(tmp_path: Path) -> None:
    awkward.fill()
    user = User.objects.create_user("sigrid", "sigrid@post.example", "a password of hers")
    secret = email_hash("reader@example.org")
    Comment.objects.update(email_hash=secret)

    export_folder(tmp_path / "out", lambda *_: None)

    text = "".join(path.read_text("utf-8") for path in (tmp_path / "out").glob("*.json*"))
    keys = {str(comment.uid) for comment in Comment.objects.all()}
    assert not [one for one in (user.password, user.email, secret, *keys) if one in text]


def test_a_folder_with_things_in_it_is_left_as_it_is(tmp_path: Path, outlet: object) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").write_text("Dear")

    with pytest.raises(NotEmptyError, match="is not empty"):
        export_folder(tmp_path / "out", lambda *_: None)

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_stopped_export_leaves_no_folder_and_is_taken_up_again(
    tmp_path: Path, outlet: object
) -> None:
    image = factories.ImageFactory(size=(30, 20))

    def stop(step: str, done: int, _total: int) -> None:
        if step == "files" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_folder(tmp_path / "out", stop)
    assert not (tmp_path / "out").exists()
    copied = tmp_path / "out.partial/media" / image.file.name
    first = copied.stat().st_mtime_ns

    export_folder(tmp_path / "out", lambda *_: None)

    assert (tmp_path / "out/media" / image.file.name).stat().st_mtime_ns == first
    assert not (tmp_path / "out.partial").exists()


def test_an_original_that_is_missing_is_told(tmp_path: Path, outlet: object) -> None:
    image = factories.ImageFactory(size=(30, 20))
    Path(image.file.path).unlink()

    counts = export_folder(tmp_path / "out", lambda *_: None)

    assert counts.missing == [image.file.name]
