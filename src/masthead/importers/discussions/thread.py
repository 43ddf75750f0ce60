"""A discussion of another system, ready to be written."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from masthead.importers.errors import Place
from masthead.importers.replies import Reply


@dataclass(frozen=True, slots=True)
class Left:
    """A comment that is not taken over, and why."""

    old_id: int
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Thread:
    """All comments under one address of the old site."""

    old_id: int
    address: str  # with host or without
    place: Place
    replies: list[Reply] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


class Discussions(Protocol):
    """What one system kept."""

    name: str  # tells this source from others in our rows, at most 255 characters

    def count(self) -> int:
        """How many threads there are."""

    def threads(self) -> Iterator[Thread]:
        """Every thread; in memory is one at a time."""

    def strays(self) -> Iterable[Left]:
        """Comments that belong to no thread."""


#: Opens a file, tells what was noticed in it, and closes it again.
Opened = AbstractContextManager[Discussions]


def tombs(replies: list[Reply], deleted: set[int], reason: str) -> tuple[list[Reply], list[Left]]:
    """Leave out deleted comments that nobody answered; what was answered keeps its place.

    The parents in `replies` must not circle.
    """
    parents = {reply.old_id: reply.parent for reply in replies}
    needed: set[int] = set()
    for reply in replies:
        above = 0 if reply.old_id in deleted else reply.parent
        while above and above not in needed:
            needed.add(above)
            above = parents.get(above, 0)
    gone = deleted - needed
    kept = [reply for reply in replies if reply.old_id not in gone]
    left = [Left(reply.old_id, reason, reply.place) for reply in replies if reply.old_id in gone]
    return kept, left
