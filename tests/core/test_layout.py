"""Every public path has one place in the tree, and no two have the same."""

import pytest

from masthead.core import layout


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/news/ferry/", "news/ferry/index.html"),
        ("/2010/story", "2010/story~.html"),
        ("/2010/story.html", "2010/story.html"),
        ("/feed/", "feed/index.xml"),
        ("/news/feed/json/", "news/feed/json/index.json"),
        ("/feed.json", "feed.json"),
        ("/خبر/", "خبر/index.html"),
    ],
)
def test_a_path_lies_where_another_server_finds_it(path: str, file: str) -> None:
    assert layout.relative(path) == file
    folder, _slash, name = file.rpartition("/")
    assert layout.path_of(folder, name) == path


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/a/../b/",
        "//etc/passwd",
        "/a//b/",
        "/.generation",
        "/a\0b/",
        "/" + "a" * 300 + "/",
        "/~x/",
        "/story.html/feed/",
        "/index.html",
        "/a~.html",
        "/" + "\udcff" + "a" * 300,
    ],
)
def test_a_path_no_file_could_have_lies_under_a_hash(path: str) -> None:
    file = layout.relative(path)
    assert file.startswith("~")
    assert "/" not in file


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed/", layout.RSS),
        ("/feed/fa/atom/", layout.ATOM),
        ("/news/feed/json/", layout.JSON_FEED),
        ("/news/atom/", layout.HTML),
        ("/ticker.json", "application/json; charset=utf-8"),
    ],
)
def test_a_path_says_what_it_is(path: str, kind: str) -> None:
    assert layout.content_type(path) == kind
