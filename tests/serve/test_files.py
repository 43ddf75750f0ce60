"""Stylesheets, pictures and recordings, whole and in part."""

import gzip
from pathlib import Path

import pytest
from tests.asking import ask

from masthead.serve.application import Front
from masthead.serve.files import SMALL

BODY = bytes(range(256)) * (SMALL // 256 + 10)  # more than one piece
CSS = b"body { color: black }" * 100


@pytest.fixture(autouse=True)
def stored(tmp_path: Path) -> Path:
    for name, body in {
        "media/talk.mp3": BODY,
        "media/images/pier.width-400.avif": b"picture",
        "media/original_images/chart.svg": b"<svg><script>alert(1)</script></svg>",
        "media/original_images/page.html": b"<script>alert(1)</script>",
        "media/documents/private.pdf": b"%PDF",
        "media/.hidden": b"hidden",
        "media/empty.txt": b"",
        "static/masthead/site.0123456789ab.css": CSS,
        "static/masthead/site.0123456789ab.css.gz": gzip.compress(CSS),
        "static/masthead/site.css": CSS,
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return tmp_path


def test_a_hashed_file_is_kept_for_a_year_and_comes_compressed(front: Front) -> None:
    reply = ask(front, "/static/masthead/site.0123456789ab.css", accept_encoding="br, gzip")
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["content-type"] == "text/css; charset=utf-8"
    assert reply.headers["content-encoding"] == "gzip"
    assert gzip.decompress(reply.body) == CSS
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_a_file_whose_name_can_get_another_content_is_asked_for_again(front: Front) -> None:
    reply = ask(front, "/static/masthead/site.css")
    assert "immutable" not in reply.headers["cache-control"]
    again = ask(front, "/static/masthead/site.css", if_none_match=reply.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_large_file_arrives_whole(front: Front) -> None:
    reply = ask(front, "/media/talk.mp3")
    assert (reply.status, reply.body) == (200, BODY)
    assert reply.headers["content-type"] == "audio/mpeg"
    assert reply.headers["accept-ranges"] == "bytes"
    head = ask(front, "/media/talk.mp3", "HEAD")
    assert (head.headers, head.body) == (reply.headers, b"")


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-", 100, len(BODY)),
        ("bytes=-5", len(BODY) - 5, len(BODY)),
        (f"bytes=5-{10**17}", 5, len(BODY)),
        (f"bytes=-{10**17}", 0, len(BODY)),
        (f"bytes=10-{SMALL + 20}", 10, SMALL + 21),
    ],
)
def test_a_part_of_a_recording(front: Front, asked: str, begin: int, end: int) -> None:
    reply = ask(front, "/media/talk.mp3", range=asked)
    assert reply.body == BODY[begin:end]
    assert reply.headers["content-length"] == str(end - begin)
    whole = (begin, end) == (0, len(BODY))
    assert reply.status == (200 if whole else 206)
    if not whole:
        assert reply.headers["content-range"] == f"bytes {begin}-{end - 1}/{len(BODY)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=9-3", "x"])
def test_what_is_no_single_range_gets_the_whole(front: Front, asked: str) -> None:
    reply = ask(front, "/media/talk.mp3", range=asked)
    assert (reply.status, len(reply.body)) == (200, len(BODY))


@pytest.mark.parametrize("asked", [f"bytes={len(BODY)}-", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(front: Front, asked: str) -> None:
    reply = ask(front, "/media/talk.mp3", range=asked)
    assert (reply.status, reply.headers["content-range"]) == (416, f"bytes */{len(BODY)}")


def test_a_range_of_a_file_that_changed_is_the_whole_new_file(front: Front) -> None:
    etag = ask(front, "/media/talk.mp3", "HEAD").headers["etag"]
    assert ask(front, "/media/talk.mp3", range="bytes=1-2", if_range=etag).status == 206
    assert ask(front, "/media/talk.mp3", range="bytes=1-2", if_range='"old"').status == 200


def test_a_picture_the_reader_has_is_not_sent_again(front: Front) -> None:
    address = "/media/images/pier.width-400.avif"
    first = ask(front, address)
    assert first.headers["content-type"] == "image/avif"
    assert "immutable" in first.headers["cache-control"]
    assert ask(front, address, if_none_match=first.headers["etag"]).status == 304
    assert ask(front, address, if_modified_since=first.headers["last-modified"]).status == 304
    # The ETag decides where both are given.
    both = {"if_none_match": '"x"', "if_modified_since": first.headers["last-modified"]}
    assert ask(front, address, **both).status == 200


def test_a_drawing_runs_no_script_when_opened_by_itself(front: Front) -> None:
    policy = ask(front, "/media/original_images/chart.svg").headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy


def test_what_a_browser_could_run_is_only_saved(front: Front) -> None:
    reply = ask(front, "/media/original_images/page.html")
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize(
    "name", ["documents/private.pdf", ".hidden", "none.png", "", "images", "images//pier.avif"]
)
def test_what_is_not_for_everybody_is_not_there(front: Front, name: str) -> None:
    assert ask(front, f"/media/{name}").status == 404


def test_an_empty_file_is_a_file(front: Front) -> None:
    assert (ask(front, "/media/empty.txt").status, ask(front, "/media/empty.txt").body) == (
        200,
        b"",
    )


def test_nothing_is_written_there(front: Front) -> None:
    reply = ask(front, "/media/talk.mp3", "POST")
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")
