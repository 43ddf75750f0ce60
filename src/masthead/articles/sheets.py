"""Long lists of stories, cut into sheets.

The first sheet stands at the list's own address and holds the newest stories. The others are
numbered from the oldest on and always full, so that a sheet, once full, keeps its stories and its
number whatever is published after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from .models import ArticlePage
    from .querysets import ArticleQuerySet

SIZE = 20  # stories on a numbered sheet; the first sheet holds up to twice as many, less one


@dataclass(frozen=True)
class Sheet:
    """Some stories of a list, newest first, its own address and those beside it."""

    stories: list[ArticlePage]
    total: int
    url: str
    number: int | None = None
    newer_url: str = ""
    older_url: str = ""

    def __iter__(self) -> Iterator[ArticlePage]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)


def sheet(stories: ArticleQuerySet, url: str, number: int | None = None) -> Sheet:
    """Return the sheet ``number`` of the list at ``url``; without a number the first one.

    Raises Http404 where the list has no such sheet.
    """
    stories = stories.published()
    total = stories.count()
    numbered = max(0, (total - SIZE) // SIZE)
    if number is None:
        newest = list(stories.for_lists()[: total - numbered * SIZE])
        return Sheet(newest, total, url, older_url=sheet_url(url, numbered) if numbered else "")
    if not 1 <= number <= numbered:
        message = f"{url} has {numbered} numbered sheets"
        raise Http404(message)
    start = total - number * SIZE
    return Sheet(
        list(stories.for_lists()[start : start + SIZE]),
        total,
        sheet_url(url, number),
        number,
        newer_url=url if number == numbered else sheet_url(url, number + 1),
        older_url=sheet_url(url, number - 1) if number > 1 else "",
    )


def sheet_url(url: str, number: int) -> str:
    """Return the address of a numbered sheet of the list at ``url``."""
    return f"{url.rstrip('/')}/page/{number}/"
