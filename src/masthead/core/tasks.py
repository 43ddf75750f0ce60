"""Wagtail's tasks after a save, such as filling the search: at once, or once for many saves."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django_tasks.backends.immediate import ImmediateBackend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django_tasks.base import TaskResult

_waiting: ContextVar[dict[Any, Callable[[], None]] | None] = ContextVar("waiting", default=None)


class OnceBackend(ImmediateBackend):
    """Does a task where it is asked for, as the default one does; but see ``once_each``."""

    def _execute_task(self, task_result: TaskResult[Any]) -> None:
        run = super()._execute_task
        waiting = _waiting.get()
        if waiting is None:
            run(task_result)
        else:
            asked = (task_result.task.func, str(task_result.args), str(task_result.kwargs))
            waiting[asked] = lambda: run(task_result)


@contextmanager
def once_each() -> Iterator[None]:
    """Do what the block asks for at its end, each task once; nothing of it where it raises.

    A page is saved four times until it is published, and each save asks for the same.
    """
    waiting: dict[Any, Callable[[], None]] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for run in waiting.values():
        run()
