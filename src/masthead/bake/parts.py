"""Parts that many pages show alike: rendered with one page, and set into the others as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    Find = Callable[[str, bytes], "Part | None"]

_FINDERS: dict[str, Find] = {}


@dataclass(frozen=True)
class Part:
    """Where a part stands in a page; it reads the same in all pages with the same ``key``."""

    key: Hashable
    start: int
    end: int


def register(kind: str, find: Find) -> None:
    """Let ``find(rest, body)`` say where the part ``kind:rest`` stands; None where it does not."""
    _FINDERS[kind] = find


def is_part(name: str) -> bool:
    """Whether a spread asks for this part of the pages that it reaches, and not for the whole."""
    return name.partition(":")[0] in _FINDERS


def find(name: str, body: bytes) -> Part | None:
    """Return where the part ``name`` stands in a page. Raises KeyError for an unknown kind."""
    kind, _colon, rest = name.partition(":")
    return _FINDERS[kind](rest, body)
