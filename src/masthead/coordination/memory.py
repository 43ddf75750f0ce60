"""What the worker remembers of the last days, and which comments it finds to belong together.

Pure: no database. `Memory.add` takes comments in order of time and says of each one which others
it belongs with. A week is remembered; what is older counts only as how people speak here, and a day
old it has to be, so that a campaign does not make itself common.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from heapq import nlargest

from .group import DAY, LINK, SUPPORT, Group, formed, joined
from .normal import jaccard, shingles
from .phrases import NOTHING, Usage, Weights, said_by
from .said import Kept, Said, taken_apart
from .sharing import Sharing

WEEK = 7 * DAY
SAME = 0.5  # of the shingles in common: nearly the same text
NEWEST = 64  # comments looked at for each pair
FOUND = 2  # shingles of the sketch in common that lead to a comparison of the texts
TELLING = 200  # texts, from which on it is known which words are rare here
WEIGHED = 48  # comments that are compared pair by pair
SETTLED = 500  # comments, after which what is remembered is put out of the collector's sight
SAMPLE = 2  # one pair in so many leads to other comments; all are weighed then


class Memory:
    """The comments of the last week, and how people speak on this site."""

    def __init__(self) -> None:
        self.usage = Usage()
        self.kept: dict[int, Kept] = {}
        self._week: deque[Kept] = deque()
        self._day: deque[Kept] = deque()
        # Most pairs are said once; a million lists of one would slow the whole process down.
        self._where: dict[int, int | list[int]] = {}
        self._sharing = Sharing()
        self._added = 0

    def add(self, said: Said, case: int | None = None) -> Group | None:
        """Remember a comment; return what it belongs with, if anything.

        ``case`` is the number of the case in which it is already.
        """
        self._grow_old(said.at)
        answered = self.kept.get(said.answers or 0)
        told = said_by(answered.ids) if answered else NOTHING
        kept, weights = taken_apart(said, self.usage, told)
        kept.case = case
        self._link(kept, weights)
        self.kept[said.pk] = kept
        self._week.append(kept)
        self._day.append(kept)
        self._put_out_of_sight()
        sharing = self._sharing.add(kept, self.kept)
        if case is not None:
            return None
        return joined(kept, self.kept) or formed(kept, self.kept) or sharing

    def learn(self, said: Said) -> None:
        """Count what was said before this week: it shows how people speak here, and no more."""
        kept, _weights = taken_apart(said, self.usage)
        self.usage.learn(kept.ids, (*kept.pairs, *kept.sketch))

    def settle(self, members: Iterable[int], case: int) -> None:
        """Note that comments are in a case; they do not count as how people speak here."""
        for pk in members:
            if pk in self.kept:
                self.kept[pk].case = case

    def _link(self, kept: Kept, weights: Weights) -> None:
        alike: Counter[int] = Counter()
        for number in kept.sketch:
            alike.update(self._noted(number, kept.said.pk))
        cut_alike = {pk for pk, count in alike.items() if count >= FOUND}
        for pk in cut_alike.union(self._closest(kept, weights)):
            other = self.kept[pk]
            if other.name == kept.name:
                continue
            shared = self._in_common(weights, other)
            if pk in cut_alike and self._same(kept, other):
                kept.alike.add(pk)
                other.alike.add(kept.said.pk)
                shared = max(shared, SUPPORT)
            if shared >= LINK:
                kept.links[pk] = other.links[kept.said.pk] = shared

    def _closest(self, kept: Kept, weights: Weights) -> list[int]:
        """Comments that have most in common with it, as far as a sample of its pairs tells."""
        met: defaultdict[int, float] = defaultdict(float)
        for number, weight in weights.items():
            if number % SAMPLE == 0:
                for pk in self._noted(number, kept.said.pk):
                    met[pk] += weight
        return nlargest(WEIGHED, met, key=met.__getitem__)

    def _in_common(self, weights: Weights, other: Kept) -> float:
        if self.usage.texts < TELLING:
            return 0.0
        return sum(weights.get(number, 0.0) for number in other.pairs)

    def _noted(self, number: int, pk: int) -> Iterator[int]:
        """The newest comments with this pair or shingle; this one is noted as the next."""
        found = self._where.get(number)
        if found is None:
            self._where[number] = pk
        elif isinstance(found, int):
            yield found
            self._where[number] = [found, pk]
        else:
            yield from found[-NEWEST:]
            found.append(pk)

    @staticmethod
    def _same(one: Kept, other: Kept) -> bool:
        return jaccard(shingles(one.letters), shingles(other.letters)) >= SAME

    def _grow_old(self, now: float) -> None:
        while self._day and now - self._day[0].said.at > DAY:
            kept = self._day.popleft()
            if kept.case is None:
                self.usage.learn(kept.ids, (*kept.pairs, *kept.sketch))
        while self._week and now - self._week[0].said.at > WEEK:
            self._forget(self._week.popleft())

    def _put_out_of_sight(self) -> None:
        """Spare Python the search for circles in what has none: a quarter of a second each time.

        What is forgotten goes all the same, when nothing names it any more.
        """
        self._added += 1
        if self._added % SETTLED == 0:
            gc.freeze()

    def _forget(self, kept: Kept) -> None:
        pk = kept.said.pk
        del self.kept[pk]
        for other in kept.links:
            self.kept[other].links.pop(pk, None)
            self.kept[other].alike.discard(pk)
        for number in (*kept.pairs, *kept.sketch):
            found = self._where.get(number)
            if found == pk:
                del self._where[number]
            elif isinstance(found, list) and found[0] == pk:
                del found[0]
                if not found:
                    del self._where[number]
