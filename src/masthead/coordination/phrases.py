"""How much two texts have in common that people do not happen to have in common.

A text is taken as its pairs of words that stand near each other. A pair weighs as much as it is
rare (in nats: the logarithm of how seldom it would come by chance). Changing a word breaks the
pairs around it and no others, so texts of which a third or half was rewritten still share many.
What everybody says weighs nothing: pairs that were said on the site before, words of the story, and
what is quoted. See docs/decisions for what was weighed against it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple
from zlib import crc32

from .normal import words
from .things import things

GAP = 4  # words from one half of a pair to the other at most
LEAST = 3.5  # nats; lighter pairs are not looked at
STORY = 3.0  # nats that a word of the story weighs at most
NEARNESS = 2.0  # nats that a pair loses for standing near in any of several ways
FEW = 50  # texts, before which nobody can say which words are rare here
UNSEEN = 0.5  # texts that seem to hold a word which none held yet
QUOTED = 4  # words in a row that nobody happens to say
KNOWN = 3  # times that a pair was said on the site, after which it belongs to everybody

Weights = dict[int, float]


class Known(NamedTuple):
    """What a story says itself: numbers of its words and pairs, and the things it names."""

    words: frozenset[int] = frozenset()
    pairs: frozenset[int] = frozenset()
    things: frozenset[str] = frozenset()


NOTHING = Known()

_CELLS = 1 << 23
_MASK = (1 << 44) - 1
_LOG = tuple(log(said + 1) for said in range(KNOWN))


@lru_cache(maxsize=200_000)
def word_id(word: str) -> int:
    """The same number for a word in every process, 32 bits."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def word_ids(folded: Iterable[str]) -> tuple[int, ...]:
    """The numbers of folded words, in their order."""
    return tuple(map(word_id, folded))


def pair(one: int, other: int) -> int:
    """The number of two words in this order, 44 bits."""
    return ((one * 0x9E3779B1) ^ (other << 11)) & _MASK


def known(text: str, links: str = "") -> Known:
    """What everybody knows who has read `text`; its web addresses may stand apart in `links`."""
    ids = word_ids(words(text))
    return Known(frozenset(ids), said_by(ids).pairs, things(f"{text} {links}"))


def said_by(ids: Sequence[int]) -> Known:
    """The pairs of a text, which others may quote. Its words are everybody's."""
    later = [ids[gap:] for gap in range(1, GAP + 1)]
    return Known(
        pairs=frozenset(
            pair(one, to) for others in later for one, to in zip(ids, others, strict=False)
        )
    )


def pairs(ids: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each pair of near words: the places of both, and the pair's number."""
    for at, one in enumerate(ids):
        for to in range(at + 1, min(at + 1 + GAP, len(ids))):
            if one != ids[to]:
                yield at, to, pair(one, ids[to])


def quotes(ids: Sequence[int], told: Container[int]) -> list[bool]:
    """Which words of a text stand in a row of at least four that somebody else said before."""
    marks = [False] * len(ids)
    row = 0
    for at in range(len(ids)):
        follows = at > 0 and ids[at] != ids[at - 1] and pair(ids[at - 1], ids[at]) in told
        row = row + 1 if follows else 1
        if row >= QUOTED:
            marks[at - row + 1 : at + 1] = [True] * row
    return marks


def extent(ids: Sequence[int], shared: Container[int]) -> tuple[float, float]:
    """How much of a text lies in ``shared`` pairs: covered by them, and from first to last of them.

    Both as shares of the text, from 0 to 1. A quotation covers one stretch; a text that was
    rewritten word by word keeps something everywhere.
    """
    covered: set[int] = set()
    for at, to, number in pairs(ids):
        if number in shared:
            covered.update(range(at, to + 1))
    if not covered:
        return 0.0, 0.0
    return len(covered) / len(ids), (max(covered) - min(covered) + 1) / len(ids)


class Usage:
    """How often words and pairs were said on this site. Grows with the vocabulary alone."""

    def __init__(self) -> None:
        self.texts = 0
        self._words: dict[int, int] = {}
        # Pairs share cells by chance: one then seems a little more common than it is.
        self._pairs = bytearray(_CELLS)

    def learn(self, ids: Iterable[int], pairs: Iterable[int]) -> None:
        """Count a text."""
        self.texts += 1
        for one in set(ids):
            self._words[one] = self._words.get(one, 0) + 1
        for number in pairs:
            cell = number % _CELLS
            if self._pairs[cell] < KNOWN:  # more than that need not be known
                self._pairs[cell] += 1

    def is_common(self, number: int) -> bool:
        """Whether a pair was said here so often that it belongs to everybody."""
        return self._pairs[number % _CELLS] >= KNOWN

    def weigh(self, ids: Sequence[int], story: Known = NOTHING) -> Weights:
        """The pairs of a text, with their weights in nats."""
        rare = {one: self._surprise(one, story) for one in set(ids)}
        most = log(self.texts + 2) + 1
        found: Weights = {}
        for at, one in enumerate(ids):
            first = rare[one] - NEARNESS
            for other in ids[at + 1 : at + 1 + GAP]:
                weight = first + rare[other]
                if weight < LEAST or one == other:
                    continue
                number = pair(one, other)
                said = self._pairs[number % _CELLS]
                if said < KNOWN and number not in story.pairs:
                    found[number] = min(weight, most - _LOG[said])
        return found

    def _surprise(self, word: int, story: Known) -> float:
        surprise = log((self.texts + FEW) / (self._words.get(word, 0) + UNSEEN))
        return min(surprise, STORY) if word in story.words else surprise
