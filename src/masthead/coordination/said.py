"""A comment as it is compared."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from zlib import crc32

from .normal import SHINGLE, fold, own_words, words
from .phrases import NOTHING, Known, Usage, Weights, quotes, word_ids
from .things import things

LETTERS = 40  # a shorter text is nobody's campaign
SKETCH = 6  # shingles by which texts find each other whose words were cut in other places
_ABOVE_PAIRS = 1 << 44


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote.

    ``at`` in seconds; ``answers`` is the comment it may quote; ``first`` tells of a sender from
    whom nothing came before.
    """

    pk: int
    page: int
    name: str
    at: float
    text: str
    answers: int | None = None
    story: Known = NOTHING
    first: bool = False


@dataclass(slots=True)
class Kept:
    """A comment of the last week. ``links`` are nats in common, by the number of the other one."""

    said: Said
    name: str
    ids: tuple[int, ...]
    letters: str  # of the words it does not quote, folded and without spaces
    pairs: array[int]
    sketch: tuple[int, ...]
    things: frozenset[str]
    links: dict[int, float] = field(default_factory=dict)
    alike: set[int] = field(default_factory=set)
    case: int | None = None


def taken_apart(said: Said, usage: Usage, answered: Known = NOTHING) -> tuple[Kept, Weights]:
    """The comment, ready to be kept, and what its pairs of words weigh on this site today.

    ``answered`` is what the comment says to which it is an answer.
    """
    text = own_words(said.text)
    own = words(text)
    ids = word_ids(own)
    told = said.story.pairs | answered.pairs if answered.pairs else said.story.pairs
    letters = "".join(
        word for word, quoted in zip(own, quotes(ids, told), strict=True) if not quoted
    )
    weights: Weights = {}
    sketch: tuple[int, ...] = ()
    if len(letters) >= LETTERS:
        weights = usage.weigh(ids, Known(said.story.words, told))
        smallest = nsmallest(SKETCH, _shingle_ids(letters))
        sketch = tuple(number for number in smallest if not usage.is_common(number))
    named = things(text) - said.story.things
    kept = replace(said, story=NOTHING)  # a story's words are not kept for a week
    return Kept(kept, fold(said.name), ids, letters, array("Q", weights), sketch, named), weights


def _shingle_ids(letters: str) -> set[int]:
    """A number for each run of five letters, the same in every process."""
    data = letters.encode("utf-32-le", "surrogatepass")
    last = len(data) - 4 * SHINGLE
    return {_ABOVE_PAIRS + crc32(data[at : at + 4 * SHINGLE]) for at in range(0, last + 1, 4)}
