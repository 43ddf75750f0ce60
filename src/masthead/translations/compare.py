"""What an original got since a translation was made from it, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.ledger.difference import Piece, changes

from .words import Passage, passages

if TYPE_CHECKING:
    from masthead.articles.models import ArticlePage

SAME, NEW, GONE, CHANGED, OTHER = "same", "new", "gone", "changed", "other"
SOURCE = "source"


@dataclass(frozen=True)
class Compared:
    """One block of the original as it is, and what it was.

    OTHER: changed, but no word of it. SOURCE: only where a quotation is from, which is shared.
    """

    passage: Passage
    fate: str
    pieces: tuple[Piece, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to look at."""
        return self.fate != SAME

    @property
    def asks_for_work(self) -> bool:
        """Whether a translation may have to be changed for it."""
        return self.fate not in {SAME, SOURCE}


def compared(before: ArticlePage | None, after: ArticlePage) -> list[Compared]:
    """Return every block of ``after``, and those that are gone where they stood.

    With no ``before`` nothing can be told, and all is the same.
    """
    now = passages(after)
    if before is None:
        return [Compared(passage, SAME) for passage in now]
    then = passages(before)
    old = {passage.place: passage for passage in then}
    found = [_compared(old.get(passage.place), passage) for passage in now]
    return _with_gone(found, then)


def _compared(old: Passage | None, new: Passage) -> Compared:
    if old is None:
        return Compared(new, NEW, tuple(changes("", new.words)))
    if old.words != new.words:
        return Compared(new, CHANGED, tuple(changes(old.words, new.words)))
    if old.rest != new.rest:
        return Compared(new, OTHER)
    return Compared(new, SAME if old.source == new.source else SOURCE)


def _with_gone(found: list[Compared], then: list[Passage]) -> list[Compared]:
    """Put each block that is gone behind the one it stood behind."""
    here = {one.passage.place for one in found}
    result = list(found)
    before = ""
    for passage in then:
        if passage.place not in here:
            places = [one.passage.place for one in result]
            at = places.index(before) + 1 if before in places else 0
            result.insert(at, Compared(passage, GONE, tuple(changes(passage.words, ""))))
        before = passage.place
    return result
