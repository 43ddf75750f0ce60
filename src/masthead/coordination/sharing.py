"""Comments that point to one thing nobody had pointed to here before.

Readers share links honestly, so a thing alone is no reason: nearly all who name it must also have
words in common with another of them, or write here for the first time.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from .group import DAY, Group
from .said import Kept

WRITERS = 5  # names that share a thing within a day
NEARLY_ALL = 0.75  # of those who name the thing
FAMILIAR = (
    3  # times that a thing was named, longer than a day ago, after which it is the site's own
)
ECHO = 25.0  # nats in common with another one who names it
NEWEST = 200  # comments remembered for each thing


class Sharing:
    """Who named which thing."""

    def __init__(self) -> None:
        self._named: dict[str, list[int]] = {}
        self._familiar: dict[str, int] = {}

    def add(self, new: Kept, kept: Mapping[int, Kept]) -> Group | None:
        """Note what a comment names; return those who name it too, where that is a reason."""
        found = None
        for thing in sorted(new.things):
            found = self._around(thing, new, kept) or found
        return found

    def _around(self, thing: str, new: Kept, kept: Mapping[int, Kept]) -> Group | None:
        before = self._named.setdefault(thing, [])
        while before and (before[0] not in kept or kept[before[0]].said.at < new.said.at - DAY):
            old = kept.get(before.pop(0))
            # A campaign does not make its own thing familiar.
            if old is None or old.case is None:
                self._familiar[thing] = self._familiar.get(thing, 0) + 1
        before.append(new.said.pk)
        del before[:-NEWEST]
        if self._familiar.get(thing, 0) >= FAMILIAR:
            return None
        free = {pk for pk in before if kept[pk].case is None}
        odd = {pk for pk in free if kept[pk].said.first or _echoes(kept[pk], free)}
        names = {kept[pk].name for pk in odd}
        if new.said.pk not in odd or len(names) < WRITERS or len(odd) < NEARLY_ALL * len(free):
            return None
        return Group(tuple(sorted(odd)))


def _echoes(one: Kept, others: Container[int]) -> bool:
    return any(nats >= ECHO and pk in others for pk, nats in one.links.items())
