"""Reading at once what the pages of a batch show: higher parts know what that is, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Read = Callable[[Iterable[str]], None]

_READERS: list[Read] = []


def register(read: Read) -> None:
    """Let ``read(paths)`` be called in each batch before its pages are rendered."""
    if read not in _READERS:
        _READERS.append(read)


def read(paths: list[str]) -> None:
    """Read what stands at ``paths``."""
    for one in _READERS:
        one(paths)
