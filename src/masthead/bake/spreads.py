"""Changes that show on many pages: named when they happen, worked out by the baker."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Expand = Callable[[str], Iterable[str]]

_EXPANDERS: dict[str, Expand] = {}


def register(kind: str, expand: Expand) -> None:
    """Let ``expand(rest)`` say which paths the spread ``kind:rest`` reaches."""
    _EXPANDERS[kind] = expand


def paths_of(spread: str) -> Iterable[str]:
    """Return the paths that ``kind:rest`` reaches. Raises KeyError for an unknown kind."""
    kind, _colon, rest = spread.partition(":")
    return _EXPANDERS[kind](rest)
