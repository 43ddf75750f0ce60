"""Every step of a write made to fail, and the process killed at every step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from masthead.core import durable
from masthead.ledger import sequence
from masthead.ledger.models import RecordEntry
from tests.ledger.runs import log
from tests.ledger.test_sequence import wait

REAL_STAGE = durable._stage  # noqa: SLF001 - where the bytes are written


class Faults:
    """Counts the steps that go to disk, and fails at one of them: before it or after it."""

    def __init__(self, at: int, *, after: bool, fail: Callable[[], None]) -> None:
        self.at, self.after, self.fail, self.count = at, after, fail, 0

    def write(self, path: Path, data: bytes) -> str:
        """A write has a middle as well: half of the bytes are there."""
        if self.count + 1 == self.at and not self.after:
            path.with_name(durable.STAGED + path.name).write_bytes(data[: len(data) // 2])
        staged: str = self.step(REAL_STAGE, path, data)
        return staged

    def step(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.count += 1
        number = self.count  # a step may have steps of its own
        if number == self.at and not self.after:
            self.fail()
        result = call(*args, **kwargs)
        if number == self.at and self.after:
            self.fail()
        return result


@contextmanager
def failing(
    monkeypatch: pytest.MonkeyPatch, at: int, *, after: bool, fail: Callable[[], None]
) -> Iterator[Faults]:
    faults = Faults(at, after=after, fail=fail)
    with monkeypatch.context() as patch:
        for name in ("fsync", "replace"):
            real = getattr(os, name)
            patch.setattr(durable.os, name, lambda *a, _real=real, **k: faults.step(_real, *a, **k))
        patch.setattr(durable, "_stage", faults.write)
        patch.setattr(
            sequence,
            "_commit",
            lambda *a, _real=sequence._commit: faults.step(_real, *a),  # noqa: SLF001
        )
        yield faults


def disk_full() -> None:
    raise OSError(28, "No space left on device")


def is_whole(expected: int) -> None:
    """Another run ends what was begun: nothing is lost, nothing is there twice."""
    while sequence.sequence():
        pass
    entries = [entry.article for entry in log()]
    waited = list(RecordEntry.objects.order_by("pk").values_list("article", flat=True))
    assert entries == waited
    assert len(entries) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("after", [False, True], ids=["failed", "failed but done"])
def test_a_write_that_fails_at_any_step_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    wait(254)
    sequence.sequence()
    for at in range(1, 100):
        wait(1)
        before = log()
        with failing(monkeypatch, at, after=after, fail=disk_full) as faults, suppress(OSError):
            sequence.sequence()
        assert log()[: len(before)] == before  # what readers have is whole, and only grew
        is_whole(254 + at)
        if faults.count < at:
            break
    assert at > 8


@pytest.mark.django_db
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_process_that_dies_at_any_step_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    wait(254)
    sequence.sequence()
    for at in range(1, 100):
        wait(1)
        before = log()
        died = killed_at(monkeypatch, at, after=after)
        assert log()[: len(before)] == before
        is_whole(254 + at)
        if not died:
            break
    assert at > 8


class Killed(BaseException):
    """Nothing may clean up after it."""


def killed_at(monkeypatch: pytest.MonkeyPatch, at: int, *, after: bool) -> bool:
    """Die at a step: no handler of the file layer may touch the disk any more."""
    dead = False

    def kill() -> None:
        nonlocal dead
        dead = True
        raise Killed

    real_unlink = durable.Path.unlink
    with monkeypatch.context() as patch:
        patch.setattr(
            durable.Path,
            "unlink",
            lambda self, *a, **k: None if dead else real_unlink(self, *a, **k),
        )
        with failing(monkeypatch, at, after=after, fail=kill), suppress(Killed):
            sequence.sequence()
    return dead
