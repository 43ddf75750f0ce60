"""A baked tree, and the front that serves it; what is not baked answers in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from masthead.bake.tree import Baked, State, Tree
from masthead.config import headers
from masthead.serve import counts
from masthead.serve.application import Front
from masthead.serve.files import Files
from masthead.serve.hosts import Hosts
from masthead.serve.pages import Pages
from masthead.serve.rest import Rest

PAGE = b"<!doctype html><title>Ferries</title>" + b"<p>The ferry sails again on Monday.</p>" * 50


def dynamic(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Stands for Django: says which address reached it, or what was sent there."""
    start_response("200 OK", [("X-From", "dynamic")])
    if environ["PATH_INFO"] == "/comment/":
        return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))]  # as Django does
    return [environ["PATH_INFO"].encode("latin-1"), b"?", environ["QUERY_STRING"].encode()]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    tree = Tree(tmp_path / "baked")
    tree.root.mkdir()
    for path in ("/", "/news/ferries/", "/about", "/یاد/"):
        tree.put(path, Baked(State.PAGE, PAGE))
    tree.put("/news/feed/", Baked(State.PAGE, b"<rss/>"))
    tree.put("/old/", Baked(State.REDIRECT, b"/news/ferries/"))
    tree.put("/away/", Baked(State.REDIRECT, b"https://other.example/"))
    tree.put("/withdrawn/", Baked(State.GONE, b"<p>This story was withdrawn.</p>"))
    (tmp_path / "secret_key").write_text("secret")
    return tree


@pytest.fixture
def front(tree: Tree, tmp_path: Path) -> Iterator[Front]:
    rest = Rest(lambda: dynamic, 2, 4)
    rest.start()
    common = headers.for_static()
    media = headers.for_media()
    folders = {
        "/static/": Files("/static/", tmp_path / "static", common, headers.static_lifetime),
        "/media/": Files(
            "/media/", tmp_path / "media", media, headers.media_lifetime, headers.PRIVATE
        ),
    }
    baked = headers.for_baked()
    own = counts.own(tmp_path / counts.FOLDER)
    hosts = Hosts("https://news.example", {"fa": "https://fa.news.example"})
    return Front(Pages(tree.root, 1 << 20, baked), folders, rest, baked, own, hosts)
