"""In which edition a page is read: the site in one of its languages.

What an edition is called and says stands in ``outlet``; here is only what every part has to know
to lead readers to their own front page and to their own lists.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = 0  # the number of the edition in the outlet's own language


@dataclass(frozen=True)
class Place:
    """Where an edition begins, and the number by which lists know it."""

    number: int = FIRST
    home: str = "/"

    def path(self, path: str) -> str:
        """Return where this edition has what the first one has at ``path``."""
        return self.home + path.removeprefix("/")

    def rest(self, path: str) -> str:
        """Return the part of ``path`` below this edition's home, with a slash before it."""
        return "/" + path.removeprefix(self.home) if path.startswith(self.home) else path


_here: ContextVar[Place] = ContextVar("edition", default=Place())  # noqa: B039 - frozen


def here() -> Place:
    """Return the edition of the page that is being made; elsewhere the first one."""
    return _here.get()


@contextmanager
def within(place: Place) -> Iterator[None]:
    """Make what is made in the block for the edition at ``place``."""
    token = _here.set(place)
    try:
        yield
    finally:
        _here.reset(token)
