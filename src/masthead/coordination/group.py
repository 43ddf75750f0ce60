"""Which linked comments belong together: each has to hold to the others, all over its text."""

from __future__ import annotations

from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nlargest

from .phrases import extent
from .said import Kept
from .together import Circle

DAY = 24 * 3600.0  # seconds
NAMES = 3  # within a day; so many make a case
LINK = 12.0  # nats in common; less is chance
SUPPORT = 40.0  # nats that each member has in common with all others together
CLOSEST = 16  # others with whom a comment is compared in full
COMPANY = 2  # others that each member is linked to
COVERED = 0.3  # of a text that lies in shared pairs
SPREAD = 0.5  # of it that lies between the first and the last of them
JOINING = 0.7  # of that is enough to join what has been found already


@dataclass(frozen=True)
class Group:
    """Comments that belong together; ``case`` where they join one; 0 where they are new.

    ``circle`` where it is their names that keep coming together, and not their words.
    """

    members: tuple[int, ...]
    case: int = 0
    circle: Circle | None = None


def joined(new: Kept, kept: Mapping[int, Kept]) -> Group | None:
    """The case to which a new comment belongs, if it holds to its members."""
    cases: dict[int, float] = {}
    for pk, nats in new.links.items():
        of = kept[pk].case
        if of is not None:
            cases[of] = cases.get(of, 0.0) + nats
    if not cases:
        return None
    case = max(cases, key=cases.__getitem__)
    members = {pk for pk in new.links if kept[pk].case == case}
    belongs = _is_backed(new, members) and _is_woven_in(new, members, kept, JOINING)
    return Group((new.said.pk,), case) if belongs else None


def formed(new: Kept, kept: Mapping[int, Kept]) -> Group | None:
    """The group of the last day, in no case yet, that a new comment completes."""
    near = _near(new, new.said.at, kept)
    # Whoever does not hold to all of them will not hold to some of them.
    if not _is_backed(new, near) or not _is_woven_in(new, near, kept):
        return None
    further = (_near(kept[pk], new.said.at, kept) for pk in near)
    members = near.union({new.said.pk}, *further)
    while new.said.pk in members and len(members) >= NAMES:
        loose = {pk for pk in members if not _is_backed(kept[pk], members)}
        # The dearer question is asked of those alone for whom the other one is settled.
        loose = loose or {pk for pk in members if not _is_woven_in(kept[pk], members, kept)}
        if not loose:
            break
        members -= loose
    names = {kept[pk].name for pk in members}
    if new.said.pk not in members or len(names) < NAMES:
        return None
    return Group(tuple(sorted(members)))


def _near(one: Kept, now: float, kept: Mapping[int, Kept]) -> set[int]:
    """Those closest to it that came within a day before ``now`` and are in no case."""
    since = now - DAY
    links = one.links
    near = [pk for pk in links if kept[pk].case is None and kept[pk].said.at >= since]
    return set(nlargest(CLOSEST, near, key=links.__getitem__))


def _is_backed(one: Kept, members: Container[int]) -> bool:
    """Whether a comment has enough in common with several of the others."""
    nats = [shared for pk, shared in one.links.items() if pk in members]
    return len(nats) >= COMPANY and sum(nats) >= SUPPORT


def _is_woven_in(
    one: Kept, members: AbstractSet[int], kept: Mapping[int, Kept], ease: float = 1.0
) -> bool:
    """Whether what a comment has in common with the others lies all over its text."""
    if len(one.alike & members) >= COMPANY:
        return True
    own = set(one.pairs)
    linked = nlargest(CLOSEST, one.links.keys() & members, key=one.links.__getitem__)
    shared = set().union(*(own.intersection(kept[pk].pairs) for pk in linked))
    covered, spread = extent(one.ids, shared)
    return covered >= COVERED * ease and spread >= SPREAD * ease
