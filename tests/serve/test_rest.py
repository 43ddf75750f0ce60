"""However slow or broken the application is, what is baked goes out."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.asking import ask

from masthead.bake.tree import Baked, State, Tree
from masthead.serve import rest as module
from masthead.serve.application import Front
from masthead.serve.hosts import Hosts
from masthead.serve.pages import Pages
from masthead.serve.rest import Rest

from .conftest import PAGE


def fronting(tree: Tree, make: Any, threads: int = 2, waiting: int = 4) -> Front:
    rest = Rest(make, threads, waiting)
    rest.start()
    counts = memoryview(bytearray(16)).cast("Q")
    return Front(Pages(tree.root, 1 << 20, []), {}, rest, [], counts, Hosts("", {}))


def test_an_application_that_does_not_start_leaves_the_pages(tree: Tree) -> None:
    def make() -> Any:
        message = "no such library"
        raise ImportError(message)

    front = fronting(tree, make)
    reply = ask(front, "/search/")
    assert (reply.status, reply.headers["retry-after"]) == (503, "30")
    assert reply.headers["cache-control"] == "no-store"
    assert ask(front, "/about").body == PAGE


def test_pages_are_served_before_the_application_has_started(tree: Tree) -> None:
    go_on = threading.Event()

    def make() -> Any:
        go_on.wait()
        return lambda _environ, start: start("200 OK", []) or [b"dynamic"]

    front = fronting(tree, make)
    assert ask(front, "/about").body == PAGE
    go_on.set()
    assert ask(front, "/search/").body == b"dynamic"


def test_requests_that_hang_take_nothing_from_the_pages(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    go_on = threading.Event()

    def hang(_environ: Any, start: Any) -> Iterable[bytes]:
        go_on.wait()
        start("200 OK", [])
        return [b"at last"]

    front = fronting(tree, lambda: hang)
    with ThreadPoolExecutor(10) as readers:
        replies = [readers.submit(ask, front, f"/search/{number}/") for number in range(10)]
        assert ask(front, "/about").body == PAGE
        # Two are in the application; whoever waits, or finds no place to wait, learns that.
        while sum(reply.done() for reply in replies) < 8:
            threading.Event().wait(0.01)
        go_on.set()
        statuses = sorted(reply.result().status for reply in replies)
    assert statuses == [200] * 2 + [503] * 8


def test_an_error_of_the_application_is_its_own(tree: Tree) -> None:
    def fail(_environ: Any, _start: Any) -> Iterable[bytes]:
        message = "the mail server did not answer"
        raise TimeoutError(message)

    with pytest.raises(TimeoutError, match="mail server"):
        ask(fronting(tree, lambda: fail), "/search/")


def test_a_page_is_rendered_once_however_many_wait_for_it(tree: Tree, tmp_path: Path) -> None:
    rendered = []

    def render(environ: Any, start: Any) -> Iterable[bytes]:
        rendered.append(environ["PATH_INFO"])
        tree.put("/new/", Baked(State.PAGE, PAGE))
        start("200 OK", [])
        return [PAGE]

    front = fronting(tree, lambda: render, threads=1, waiting=4)
    with ThreadPoolExecutor(50) as readers:
        replies = list(readers.map(lambda _number: ask(front, "/new/"), range(50)))
    assert {reply.body for reply in replies} == {PAGE}
    assert rendered == ["/new/"]


def test_what_is_sent_waits_while_others_get_their_turn(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    monkeypatch.setattr(module, "GOING_FOR_SENT", 60.0)  # the first turn's end stays "just now"
    running, go_on = threading.Event(), threading.Event()

    def take(environ: Any, start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/comment/1/":
            running.set()
            go_on.wait()
        start("303 See Other", [])
        return []

    front = fronting(tree, lambda: take, threads=1)
    assert ask(front, "/comment/0/", method="POST").status == 303
    with ThreadPoolExecutor(3) as senders:
        first = senders.submit(ask, front, "/comment/1/", method="POST")
        running.wait()
        second = senders.submit(ask, front, "/comment/2/", method="POST")
        reader = senders.submit(ask, front, "/search/")
        assert reader.result().status == 503  # it was asked later, and has lost its patience
        assert not second.done()
        go_on.set()
        assert [first.result().status, second.result().status] == [303, 303]


def test_what_is_sent_is_not_refused_for_one_slow_moment(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GOING", 0.01)  # for what is only read, the moment is too long
    running, go_on = threading.Event(), threading.Event()

    def take(_environ: Any, start: Any) -> Iterable[bytes]:
        running.set()
        go_on.wait()
        start("303 See Other", [])
        return []

    front = fronting(tree, lambda: take, threads=1, waiting=1)
    with ThreadPoolExecutor(2) as senders:
        first = senders.submit(ask, front, "/comment/1/", method="POST")
        running.wait()
        threading.Event().wait(0.05)
        assert ask(front, "/search/").status == 503
        second = senders.submit(ask, front, "/comment/2/", method="POST")
        assert not second.done()
        go_on.set()
        assert [first.result().status, second.result().status] == [303, 303]
