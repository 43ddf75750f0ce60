"""Two threads answer; a third goes on after a pause, and nobody waits for one that is away."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from masthead.serve import crowd as module
from masthead.serve.crowd import Crowd

BODY = [b"page"]


class Thread:
    """One thread of the server, that stays itself."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1)

    def leave(self, crowd: Crowd, body: list[bytes] | None = None) -> Iterable[bytes]:
        return self.pool.submit(crowd.leave, BODY if body is None else body).result()


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Crowd:
    monkeypatch.setattr(module, "AT_WORK", 3600.0)
    monkeypatch.setattr(module, "BACK", 3600.0)
    return Crowd()


def test_two_threads_answer_at_once_and_a_third_pauses_after_its_answer(crowd: Crowd) -> None:
    one, two, three = Thread(), Thread(), Thread()
    for thread in (one, two, one, two):
        assert thread.leave(crowd) is BODY
    answer = iter(three.leave(crowd))
    assert next(answer) == b"page"
    end: Future[bytes] = three.pool.submit(next, answer, b"")
    while not crowd._called._waiters:  # type: ignore[attr-defined]  # noqa: SLF001 - no other way to see that it waits
        assert not end.done()
    crowd.call()
    assert end.result() == b""


def test_an_answer_without_a_body_leaves_at_once(crowd: Crowd) -> None:
    for thread in (Thread(), Thread(), Thread()):
        assert list(thread.leave(crowd, [])) == []


def test_a_thread_that_is_away_is_replaced(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = Thread(), Thread(), Thread()
    one.leave(crowd)
    two.leave(crowd)
    monkeypatch.setattr(module, "AT_WORK", 0.0)
    assert three.leave(crowd) is BODY


def test_a_pause_ends_by_itself(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BACK", 0.001)
    for thread in (Thread(), Thread()):
        thread.leave(crowd)
    assert list(Thread().leave(crowd)) == BODY
