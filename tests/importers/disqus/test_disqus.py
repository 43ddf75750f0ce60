"""Comments that lived at Disqus arrive under the stories they were written under."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from masthead.comments.identity import email_hash
from masthead.comments.models import Comment, Source, Status
from masthead.comments.moderate import Decision, approve, withdraw
from masthead.comments.thread import attach
from masthead.importers.disqus import parser
from masthead.importers.disqus.command import disqus
from tests.importers.discussions.stories import seen, story_at
from tests.importers.disqus.exports import HEAD, post, thread, write
from tests.importers.wordpress.runs import everything

pytestmark = pytest.mark.usefixtures("outlet")
STORY = "https://old.example/2020/ferries/"


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(disqus, [str(path), *options])


def report(path: Path, *options: str) -> dict[str, Any]:
    out = path.parent / "report.json"
    done = run(path, "--report", str(out), *options)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_a_thread_arrives_with_its_order_states_and_dates(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    path = write(
        tmp_path,
        thread(1, STORY),
        post(11, "<p>First</p>", name="Ines"),
        post(12, "<p>Second</p>"),
        post(13, "<p>To the first</p>", parent=11),
        post(14, "<p>Buy</p>", state="spam"),
        post(15, "<p>Wait</p>", state="held"),
    )
    counts = report(path)["counts"]
    assert counts["thread"]["made"] == 1
    assert counts["comment"] == {"read": 5, "made": 5, "changed": 0, "unchanged": 0, "skipped": 0}
    assert seen(page) == [
        (1, "approved", "Ines", "<p>First</p>", None),
        (3, "approved", "Reader", "<p>To the first</p>", 1),
        (2, "approved", "Reader", "<p>Second</p>", None),
    ]
    assert Comment.objects.get(text="Buy").status == Status.SPAM
    held = Comment.objects.get(text="Wait")
    assert (held.status, held.source) == (Status.PENDING, Source.IMPORT)
    assert held.created_at.isoformat() == "2020-03-01T10:15:00+00:00"
    assert approve(held, Decision())
    assert held.number == 4


def test_nothing_that_tells_who_wrote_is_kept_in_clear(tmp_path: Path) -> None:
    story_at("/2020/ferries/")
    report(write(tmp_path, thread(1, STORY), post(11)))
    stored = repr(everything())
    assert "reader@example.org" not in stored
    assert "192.0.2.7" not in stored
    assert Comment.objects.get().email_hash == email_hash("reader@example.org")


def test_a_deleted_comment_keeps_its_place_only_where_it_was_answered(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    path = write(
        tmp_path,
        thread(1, STORY),
        post(11, "<p>Regretted</p>", state="deleted"),
        post(12, "<p>The answer</p>", parent=11),
        post(13, "<p>Forgotten</p>", state="deleted"),
        post(14, "<p>Also forgotten</p>", parent=13, state="deleted"),
    )
    told = report(path)
    assert seen(page) == [
        (1, "withdrawn", "", "", None),
        (2, "approved", "Reader", "<p>The answer</p>", 1),
    ]
    assert "Regretted" not in repr(everything())
    skipped = [one for one in told["skipped"] if one["reason"] == "It was deleted there."]
    assert [one["count"] for one in skipped] == [2]
    assert told["counts"]["comment"]["read"] == 4


@pytest.mark.parametrize(
    "link",
    [
        STORY,
        "http://www.old.example/2020/ferries",
        "https://old.example/2020/ferries/?utm_source=mail#comments",
        "http://old.example/2020/Ferries/",
        "https://old.example/?p=7",
        "https://old.example/2019/boats/",
        "https://old.example/2020/ferries/amp/",
        "/2020/ferries/",
    ],
)
def test_the_story_is_found_however_its_address_was_written(tmp_path: Path, link: str) -> None:
    page = story_at("/2020/ferries/", "/?p=7", "/2019/boats/")
    report(write(tmp_path, thread(1, link), post(11)))
    assert len(seen(page)) == 1


def test_an_address_in_another_script_is_found_encoded_or_not(tmp_path: Path) -> None:
    page = story_at("/خبر/دریا/")
    encoded = "https://old.example/%D8%AE%D8%A8%D8%B1/%D8%AF%D8%B1%DB%8C%D8%A7/"
    path = write(tmp_path, thread(1, encoded), thread(2, "http://old.example/خبر/دریا"), post(11))
    report(path)
    report(write(tmp_path, thread(2, "http://old.example/خبر/دریا"), post(12, under=2)))
    assert [number for number, *_ in seen(page)] == [1, 2]


def test_what_finds_no_story_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        thread(1, "https://old.example/nowhere/"),
        post(11),
        post(12, under=99),
        thread(2, STORY),
        thread(3, STORY, deleted=True),
        post(13, under=3),
        post(11),
        post(14, "x", under=1, parent=404),
    )
    told = report(path)
    skipped = {(one["kind"], one["reason"]): one["places"] for one in told["skipped"]}
    assert skipped["thread", "Nothing stands at its address here. Import the stories first."] == [
        "quay-all.xml, line 4 (https://old.example/nowhere/)"
    ]
    assert skipped["comment", "Its thread is not in the export."] == ["quay-all.xml, line 6 (12)"]
    assert skipped["comment", "It has no id, or another comment has the same."]
    assert skipped["comment", "Its thread was deleted there."]
    assert len(skipped["thread", "No comment in it is to be taken over."]) == 2
    assert told["counts"]["comment"]["read"] == told["counts"]["comment"]["skipped"] == 5
    assert not Comment.objects.exists()


def test_a_second_run_changes_nothing_and_a_newer_export_adds(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    old = [thread(1, STORY), post(11, "<p>First</p>"), post(12, "<p>Second</p>")]
    report(write(tmp_path, *old))
    before = everything()
    again = report(write(tmp_path, *old))
    assert everything() == before
    assert again["counts"]["comment"]["unchanged"] == 2
    erased = Comment.objects.get(text="First")
    assert withdraw(erased, Decision())
    told = report(write(tmp_path, *old, post(13, "<p>Late</p>", parent=12)))
    assert told["counts"]["thread"]["changed"] == 1
    assert [row[3] for row in seen(page)] == ["", "<p>Second</p>", "<p>Late</p>"]


def test_what_wordpress_brought_along_already_does_not_come_twice(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    path = write(tmp_path, thread(1, STORY), post(11, "<p>Said &amp; done</p>"))
    report(path)
    first = Comment.objects.get()
    twin = Comment(
        page_id=page.pk,
        status=Status.APPROVED,
        source=Source.IMPORT,
        author_name="Reader",
        text="Twice",
        html="<p>Twice<br>told</p>",
        created_at=first.created_at,
    )
    attach(twin)
    more = post(12, "<p>Twice told</p>", createdAt="2020-03-01T10:11:00Z")
    told = report(write(tmp_path, thread(1, STORY), more, post(13, "<p>Yes</p>", parent=12)))
    assert told["counts"]["comment"]["unchanged"] == 1
    assert [row[4] for row in seen(page)] == [None, None, 2]


def test_a_dry_run_writes_nothing_and_reports_the_same(tmp_path: Path) -> None:
    story_at("/2020/ferries/")
    path = write(tmp_path, thread(1, STORY), post(11), post(12, parent=11))
    before = everything()
    dry = report(path, "--dry-run")
    assert everything() == before
    assert report(path) == dry | {"dry_run": False}


def test_words_stay_apart_links_stay_and_nothing_runs(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    message = (
        '<h2>Title</h2><div>A line</div>See <a href="https://sea.example/" onclick="x()">this</a>'
        '<script>alert(1)</script><img src="https://pics.example/a.jpg" onerror="x()">\n\nEnd'
    )
    report(write(tmp_path, thread(1, STORY), post(11, message)))
    html = seen(page)[0][3]
    for part in ("script", "onclick", "onerror", "<img", "alert"):
        assert part not in html
    assert 'href="https://sea.example/"' in html
    assert 'href="https://pics.example/a.jpg"' in html
    words = Comment.objects.get().text.split()
    assert words == ["Title", "A", "line", "See", "this", "https://pics.example/a.jpg", "End"]


def test_parents_that_circle_are_cut_open(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    path = write(
        tmp_path, thread(1, STORY), post(11, parent=12), post(12, parent=11), post(13, parent=13)
    )
    noticed = {one["what"]: one["count"] for one in report(path)["noticed"]}
    assert noticed == {"A comment answers itself; it now stands on its own.": 3}
    assert len(seen(page)) == 3


def test_a_second_host_is_told(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    copy = thread(2, "https://test.old.example/2020/ferries/")
    told = report(write(tmp_path, thread(1, STORY), copy, post(11), post(12, under=2)))
    assert [one["what"] for one in told["noticed"]] == [
        "Threads of test.old.example were found by their paths like others."
    ]
    assert len(seen(page)) == 2


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><disqus>&b;</disqus>'
)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "ends in the middle"),
        (b"Dear reader", "not even XML"),
        (b"<rss></rss>", "masthead import wordpress"),
        (b"<html></html>", "not a Disqus export"),
        (BOMB.encode(), "document type declaration"),
        ((HEAD + thread(1, STORY) + "<post><message><![CDATA[cut").encode(), "ends in the middle"),
        ((HEAD + thread(1, STORY)).encode(), "ends in the middle"),
        ((HEAD + "<post></thread>").encode(), "not well-formed"),
        ((HEAD + "<a>" * 50).encode(), "nested"),
        (gzip.compress(b"<disqus/>", mtime=0), "gunzip"),
    ],
)
def test_a_bad_file_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, content: bytes, part: str
) -> None:
    story_at("/2020/ferries/")
    path = tmp_path / "bad.xml"
    path.write_bytes(content)
    before = everything()
    done = run(path)
    assert done.exit_code == 1
    assert part in done.output
    assert len(done.output.strip().removeprefix("Error: ").splitlines()) <= 2
    assert everything() == before


def test_a_mark_before_the_xml_and_control_characters_do_no_harm(tmp_path: Path) -> None:
    page = story_at("/2020/ferries/")
    path = write(tmp_path, thread(1, STORY), post(11, "<p>Be\x0bll</p>"))
    path.write_bytes(b"\xef\xbb\xbf\n\n" + path.read_bytes())
    assert report(path)["noticed"][0]["places"] == ["quay-all.xml, line 7"]
    assert seen(page)[0][3] == "<p>Bell</p>"


def test_a_comment_without_end_is_cut_and_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "TEXT_LIMIT", 1000)
    page = story_at("/2020/ferries/")
    told = report(write(tmp_path, thread(1, STORY), post(11, "word " * 400_000)))
    assert "was cut there" in told["noticed"][0]["what"]
    assert len(seen(page)[0][3]) < 1100
