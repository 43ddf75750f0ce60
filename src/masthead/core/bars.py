"""Progress of long work on the operator's screen, one bar for each step."""

from __future__ import annotations

from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)


class Bars:
    """Bars on standard error, so that standard output may carry what the work makes."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._steps: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, step: str, done: int, total: int) -> None:
        """Move the bar of a step; a total of 0 means that nobody knows it."""
        if step not in self._steps:
            self._steps[step] = self._progress.add_task(step, total=total or None)
        self._progress.update(self._steps[step], completed=done, total=total or None)
