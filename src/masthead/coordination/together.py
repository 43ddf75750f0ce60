"""Names that keep coming together: within an hour, under story after story.

Regular readers meet often, so their meetings are compared with chance: who wrote is shuffled among
the comments of each day, which leaves every name as busy as it was and every story as busy as it
was. A pair counts only if it met more surprisingly than any pair did in any shuffling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from random import Random

HOUR = 3600.0
DAY = 24 * HOUR
STORIES = 3  # on so many a pair has to meet
NAMES = 3  # make a circle
SHUFFLES = 40
EXACT = 1e-9  # what is left of 1 below this has lost its digits
SEED = 20_261_123  # the same comments give the same answer

Pair = tuple[str, str]


@dataclass(frozen=True)
class Act:
    """Somebody commented. ``at`` in seconds; ``answers`` is the name that is answered."""

    pk: int
    name: str
    page: int
    at: float
    answers: str = ""


@dataclass(frozen=True)
class Circle:
    """Names of which each met two others beyond chance; on which pages, and on how many at most."""

    names: frozenset[str]
    pages: frozenset[int]
    stories: int


def circles(acts: Sequence[Act]) -> list[Circle]:
    """The circles among those who wrote."""
    pairs = beyond_chance(acts)
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    left = {name for name, others in near.items() if len(others) > 1}
    found = []
    while left:
        names = _connected(min(left), near, left)
        left -= names
        if len(names) >= NAMES:
            stories = max(count for pair, count in pairs.items() if names.issuperset(pair))
            pages = {page for page, met in _met(acts, names).items() if met}
            found.append(Circle(frozenset(names), frozenset(pages), stories))
    return found


def _connected(name: str, near: dict[str, set[str]], among: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = {name}
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting |= (near[one] & among) - found
    return found


def beyond_chance(acts: Sequence[Act]) -> dict[Pair, int]:
    """Pairs that met on more stories than chance explains, with the number of stories."""
    pages = Counter(name for name, _page in {(act.name, act.page) for act in acts})
    busy = [act for act in acts if pages[act.name] >= STORIES]
    talking = {_pair(act.name, act.answers) for act in busy if act.answers}
    met = {pair: count for pair, count in _meetings(busy).items() if count >= STORIES}
    met = {pair: count for pair, count in met.items() if pair not in talking}
    if not met:
        return {}
    random = Random(SEED)  # noqa: S311 - a shuffling, no secret
    shuffled = [_meetings(_shuffled(busy, random)) for _ in range(SHUFFLES)]
    activity = Counter(act.name for act in busy)
    total = sum(activity.values()) ** 2
    rate = (sum(sum(it.values()) for it in shuffled) / SHUFFLES + 1) / total

    def surprise(pair: Pair, count: int) -> float:
        return _surprise(count, 2 * rate * activity[pair[0]] * activity[pair[1]])

    chance = max(
        (surprise(pair, n) for it in shuffled for pair, n in it.items() if n >= STORIES - 1),
        default=0.0,
    )
    return {pair: count for pair, count in met.items() if surprise(pair, count) > chance}


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _meetings(acts: Iterable[Act]) -> Counter[Pair]:
    """On how many stories both of a pair wrote within an hour."""
    return Counter(pair for met in _met(acts).values() for pair in met)


def _met(acts: Iterable[Act], names: Container[str] | None = None) -> dict[int, set[Pair]]:
    """Who met whom, under each story; of ``names`` alone where some are given."""
    by_page: dict[int, list[Act]] = {}
    for act in acts:
        if names is None or act.name in names:
            by_page.setdefault(act.page, []).append(act)
    return {page: _met_here(here) for page, here in by_page.items()}


def _met_here(acts: list[Act]) -> set[Pair]:
    acts.sort(key=lambda act: act.at)
    found, start = set(), 0
    for end, act in enumerate(acts):
        while act.at - acts[start].at > HOUR:
            start += 1
        found |= {_pair(it.name, act.name) for it in acts[start:end] if it.name != act.name}
    return found


def _shuffled(acts: Sequence[Act], random: Random) -> list[Act]:
    days: dict[int, list[Act]] = {}
    for act in acts:
        days.setdefault(int(act.at // DAY), []).append(act)
    result = []
    for day in days.values():
        names = [act.name for act in day]
        random.shuffle(names)
        result += [replace(act, name=name) for act, name in zip(day, names, strict=True)]
    return result


def _surprise(count: int, expected: float) -> float:
    """Nats by which so many or more are unlikely, where ``expected`` come by chance (Poisson)."""
    term = exp(-expected)
    tail = 1.0 - term
    for n in range(1, count):
        term *= expected / n
        tail -= term
    if tail > EXACT:
        return -log(tail)
    # The first term of the tail says nearly all.
    return expected - count * log(expected) + sum(map(log, range(1, count + 1)))
