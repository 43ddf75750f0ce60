"""What is told of a case: figures alone, each about the comments or the site. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from .bursts import Usual, busiest, usual
from .normal import jaccard, places, shingles
from .phrases import extent, pairs, word_ids
from .said import Kept

COMPARED = 60  # comments of a case that are compared with each other; a hundred say no more
SAME = 0.5
Span = list[int]


class Member(NamedTuple):
    """A comment of a case, as the database has it. ``at`` in seconds."""

    pk: int
    name: str
    sender: str
    page: int
    at: float


class Fact(NamedTuple):
    """A kind of fact, and the figures for its sentence."""

    kind: str
    figures: dict[str, Any]


@dataclass(frozen=True)
class Site:
    """What is usual here: comments an hour; the share that comes from new senders, of 1."""

    usual: Usual = field(default_factory=Usual)
    first: float = 0.0


def site(week: Collection[Kept]) -> Site:
    """What is usual in the comments of a week."""
    if not week:
        return Site()
    counts = usual((it.said.page, it.said.at) for it in week)
    return Site(counts, sum(it.said.first for it in week) / len(week))


def gather(members: Sequence[Member], kept: Mapping[int, Kept], site: Site) -> list[Fact]:
    """Everything that is worth telling of these comments, the weightiest first."""
    known = [kept[it.pk] for it in members if it.pk in kept]
    found = [_who(members), _when(members), *_words(known), *_things(known)]
    return [*found, *_crowd(members, site), *_strangers(known, site)]


def _who(members: Sequence[Member]) -> Fact:
    figures = {
        "comments": len(members),
        "names": len({it.name for it in members}),
        "senders": len({it.sender for it in members if it.sender}),
        "stories": len({it.page for it in members}),
    }
    return Fact("who", figures)


def _when(members: Sequence[Member]) -> Fact:
    times = [it.at for it in members]
    return Fact("when", {"first": min(times), "last": max(times)})


def _words(known: Sequence[Kept]) -> list[Fact]:
    newest = known[-COMPARED:]
    covered = [extent(it.ids, _shared(it, newest))[0] for it in newest]
    covered = [share for share in covered if share]
    found = []
    if covered:
        low, high = round(100 * min(covered)), round(100 * max(covered))
        found.append(Fact("words", {"comments": len(covered), "low": low, "high": high}))
    cut = {it.said.pk: shingles(it.letters) for it in newest}
    alike = [
        (it.said.pk, other.said.pk, share)
        for it, other in combinations(newest, 2)
        if (share := jaccard(cut[it.said.pk], cut[other.said.pk])) >= SAME
    ]
    if alike:
        comments = len({pk for one, other, _share in alike for pk in (one, other)})
        best = round(100 * max(share for *_pks, share in alike))
        found.append(Fact("same", {"comments": comments, "best": best}))
    return found


def _things(known: Sequence[Kept]) -> list[Fact]:
    counted = Counter(thing for it in known for thing in it.things)
    named = [(thing, n) for thing, n in counted.most_common(5) if n > 1]
    return [Fact("thing", {"thing": thing, "comments": n}) for thing, n in named]


def _crowd(members: Sequence[Member], site: Site) -> list[Fact]:
    pages: dict[int, list[float]] = {}
    for it in members:
        pages.setdefault(it.page, []).append(it.at)
    most = max(busiest(times) for times in pages.values())
    if not site.usual.is_burst(most):
        return []
    return [Fact("burst", {"comments": most, "usual": site.usual.middle})]


def _strangers(known: Sequence[Kept], site: Site) -> list[Fact]:
    first = len({it.name for it in known if it.said.first})
    names = len({it.name for it in known})
    if not first:
        return []
    return [Fact("first", {"first": first, "names": names, "usual": round(100 * site.first)})]


def _shared(one: Kept, others: Sequence[Kept]) -> set[int]:
    own = set(one.pairs)
    return set().union(*(own.intersection(it.pairs) for it in others if it.name != one.name))


def passages(one: Kept, others: Sequence[Kept]) -> list[Span]:
    """Where in its text a comment says what others say: [first, last + 1] characters."""
    shared = _shared(one, others[-COMPARED:])
    text = one.said.text
    words = list(places(text))
    ids = word_ids(word.text for word in words)
    spans: list[Span] = []
    covered = {at for first, last, number in pairs(ids) if number in shared for at in (first, last)}
    for at in sorted(covered):
        word = words[at]
        # Only white space or marks between this word and the last one: one passage.
        if spans and at - 1 in covered:
            spans[-1][1] = word.end
        else:
            spans.append([word.start, word.end])
    return spans
