"""Wagtail's tasks after a save: at once, or once for all saves of a block."""

from __future__ import annotations

import pytest
from django_tasks import task

from masthead.core.tasks import once_each

done: list[str] = []


@task()
def note(word: str) -> None:
    done.append(word)


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


def test_a_task_is_done_where_it_is_asked_for() -> None:
    note.enqueue("a")
    note.enqueue("a")
    assert done == ["a", "a"]


def test_in_a_block_each_is_done_once_at_its_end() -> None:
    with once_each():
        note.enqueue("a")
        note.enqueue("b")
        note.enqueue("a")
        assert done == []
    assert sorted(done) == ["a", "b"]


def ask_and_fail() -> None:
    with once_each():
        note.enqueue("a")
        raise RuntimeError


def test_nothing_of_a_block_that_raises_is_done() -> None:
    with pytest.raises(RuntimeError):
        ask_and_fail()
    assert done == []
    note.enqueue("b")
    assert done == ["b"]
