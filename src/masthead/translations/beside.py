"""The original beside the form of its translation, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import follow, machine
from .compare import GONE, Compared, compared
from .models import Translation
from .quotations import QUOTE
from .words import passages

if TYPE_CHECKING:
    from masthead.articles.models import ArticlePage


@dataclass(frozen=True)
class Beside:
    """One block of the original, and how the draft stands to it."""

    block: Compared
    by_machine: bool  # the draft has it as a machine left it
    untouched: bool  # the draft has the words of the original

    @property
    def shares_source(self) -> bool:
        """Whether it is a quotation whose source is kept there, and nowhere else."""
        return self.block.passage.kind == QUOTE and self.block.fate != GONE


@dataclass(frozen=True)
class Original:
    """What stands beside the form."""

    page: ArticlePage
    row: Translation
    blocks: list[Beside]


def original_beside(draft: ArticlePage) -> Original | None:
    """Return the original of ``draft`` with what it got since; None for what is no translation."""
    page = draft.translation_of
    row = Translation.objects.filter(page=draft.pk).select_related("source").first()
    if page is None or row is None:
        return None
    source = follow.current(page)
    now: Any = source.as_object() if source else page
    before = row.source if source and row.source_id != source.pk else None
    found = compared(before.as_object() if before else None, now)
    ours = {passage.place: passage.words for passage in passages(draft)}
    unread = machine.unread(row, draft)
    blocks = [
        Beside(
            one,
            one.passage.place in unread,
            one.fate != GONE and ours.get(one.passage.place) == one.passage.words,
        )
        for one in found
        if one.passage.words or one.is_changed
    ]
    return Original(page, row, blocks)
