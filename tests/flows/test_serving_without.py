"""What was baked is served by the real `masthead web`, whatever else does not work."""

from __future__ import annotations

import os
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import brotli
import pytest
from tests.asking import fetch
from tests.flows.serving import web
from tests.outlets import new_outlet
from tests.processes import free_port

from masthead.bake.tree import Baked, State, Tree

STORY = b"<!doctype html><title>Ferries</title>" + b"<p>The ferry sails again on Monday.</p>" * 50


@pytest.fixture(scope="module")
def outlet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new_outlet(tmp_path_factory.mktemp("outlets") / "harbour")
    tree = Tree(folder / "baked")
    tree.put("/news/ferries/", Baked(State.PAGE, STORY))
    tree.put("/old/", Baked(State.REDIRECT, b"/news/ferries/"))
    tree.put("/withdrawn/", Baked(State.GONE, b"<p>Withdrawn.</p>"))
    (folder / "media/images").mkdir(parents=True)
    (folder / "media/images/pier.avif").write_bytes(b"picture" * 100_000)
    return folder


def all_is_served(outlet: Path, port: int) -> None:
    story = fetch(port, "/news/ferries/?utm=1", Accept_Encoding="gzip, br")
    assert (story.status, brotli.decompress(story.body)) == (200, STORY)
    assert fetch(port, "/news/ferries/", If_None_Match=story.headers["etag"]).status == 200
    known = {"Accept_Encoding": "br", "If_None_Match": story.headers["etag"]}
    assert fetch(port, "/news/ferries/", **known).status == 304
    head = fetch(port, "/news/ferries/", "HEAD")
    assert (head.headers["content-length"], head.body) == (str(len(STORY)), b"")
    assert fetch(port, "/NEWS//ferries").headers["location"] == "/news/ferries/"
    assert fetch(port, "/old/").status == 301
    assert fetch(port, "/withdrawn/").status == 410
    picture = fetch(port, "/media/images/pier.avif")
    assert picture.body == b"picture" * 100_000
    assert fetch(port, "/media/images/pier.avif", Range="bytes=7-9").body == b"pic"
    sheet = next((outlet / "static/masthead/css").glob("*.????????????.css"))
    assert fetch(port, f"/static/masthead/css/{sheet.name}").body == sheet.read_bytes()
    assert fetch(port, "/../secret_key").status == 400


def test_without_the_database(outlet: Path) -> None:
    nobody = f"postgres://masthead:x@127.0.0.1:{free_port()}/masthead"
    with web(outlet, MASTHEAD_DATABASE_URL=nobody) as port:
        all_is_served(outlet, port)
        assert fetch(port, "/never-baked/").status >= 500
        all_is_served(outlet, port)


def test_without_django(outlet: Path, tmp_path: Path) -> None:
    broken = tmp_path / "django"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('a broken installation')")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    with web(outlet, PYTHONPATH=path) as port:
        all_is_served(outlet, port)
        assert fetch(port, "/never-baked/").status == 503
        all_is_served(outlet, port)


def test_without_a_worker_or_leave_to_write_the_tree(outlet: Path, tmp_path: Path) -> None:
    # Never started here: no worker runs beside `masthead web`.
    assert not (outlet / "worker-alive").exists()
    with web(outlet) as port:
        all_is_served(outlet, port)
        assert fetch(port, "/readyz").body == b"ready\n"


def test_a_tree_that_is_replaced_while_it_is_served(outlet: Path) -> None:
    with web(outlet) as port:
        all_is_served(outlet, port)
        shutil.copytree(outlet / "baked", outlet / "baked-new")
        (outlet / "baked").rename(outlet / "baked-old")
        (outlet / "baked-new").rename(outlet / "baked")
        all_is_served(outlet, port)
        shutil.rmtree(outlet / "baked-old")
        all_is_served(outlet, port)


def come_again(port: int, path: str) -> Any:
    """As readers do who are told to: a busy machine takes seconds to begin and to render."""
    until = time.monotonic() + 60
    while (reply := fetch(port, path)).status == 503 and time.monotonic() < until:
        assert reply.headers["retry-after"]
        time.sleep(0.2)
    return reply


def test_a_page_that_was_never_baked_is_rendered_once_for_fifty_readers(outlet: Path) -> None:
    baked = outlet / "baked/index.html"
    assert not baked.exists()
    with web(outlet, MASTHEAD_WORKERS="2") as port:
        with ThreadPoolExecutor(50) as readers:
            replies = list(readers.map(lambda _number: come_again(port, "/"), range(50)))
        written = baked.stat()
        assert {reply.status for reply in replies} == {200}
        assert {reply.body for reply in replies} == {baked.read_bytes()}
        assert fetch(port, "/").headers["etag"]
        assert fetch(port, "/").body == baked.read_bytes()
        assert baked.stat() == written
        assert not any("set-cookie" in reply.headers for reply in replies)
        assert re.search(rb"<title>[^<]*Harbour Post", baked.read_bytes())
