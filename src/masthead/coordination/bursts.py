"""How many comments an hour are usual on this site, and which hours are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

HOUR = 3600.0  # seconds
FAR = 6.0  # deviations from the median that are no chance
FEWEST = 6  # comments in an hour; fewer are never a burst
NORMAL = 1.4826  # the median absolute deviation of a normal distribution, times this, is its sigma


@dataclass(frozen=True)
class Usual:
    """Comments under one story in an hour that had any: the median, and the deviation from it."""

    middle: float = 1.0
    deviation: float = 0.0

    def is_burst(self, count: int) -> bool:
        """Whether so many in an hour are far from usual."""
        spread = max(NORMAL * self.deviation, 1.0)
        return count >= FEWEST and count > self.middle + FAR * spread


def usual(moments: Iterable[tuple[int, float]]) -> Usual:
    """What is usual, from (page, seconds) of all comments of some weeks."""
    counts = Counter((page, int(at // HOUR)) for page, at in moments).values()
    if not counts:
        return Usual()
    middle = median(counts)
    return Usual(middle, median(abs(count - middle) for count in counts))


def busiest(moments: Iterable[float]) -> int:
    """The most comments that came within any hour."""
    times = sorted(moments)
    best = start = 0
    for end, at in enumerate(times):
        while at - times[start] > HOUR:
            start += 1
        best = max(best, end - start + 1)
    return best
