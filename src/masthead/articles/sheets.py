"""Long lists of stories, cut into sheets.

The first sheet stands at the list's own address and holds the newest stories. The others are
numbered from the oldest on and always full, so that a sheet, once full, keeps its stories and its
number whatever is published after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.http import Http404
from django.utils import timezone

from .querysets import teasers

if TYPE_CHECKING:
    from .lists import StoryList
    from .models import ArticlePage

# Stories on a numbered sheet; the first sheet holds up to twice as many, less one.
SIZE = 20
SIZE_OF_MONTH = 100  # a line each, so most outlets have each month on one sheet


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


def sheet(stories: StoryList, url: str, number: int | None = None) -> Sheet:
    """Return the sheet ``number`` of the list at ``url``; without a number the first one.

    Raises Http404 where the list has no such sheet.
    """
    total, size = stories.total(), _size(stories)
    numbered = len(every(stories))
    if number is None:
        newest = _read(stories.ids(0, total - numbered * size))
        return Sheet(newest, total, url, older_url=sheet_url(url, numbered) if numbered else "")
    if not 1 <= number <= numbered:
        message = f"{url} has {numbered} numbered sheets"
        raise Http404(message)
    start = total - number * size
    return Sheet(
        _read(stories.ids(start, start + size)),
        total,
        sheet_url(url, number),
        number,
        newer_url=url if number == numbered else sheet_url(url, number + 1),
        older_url=sheet_url(url, number - 1) if number > 1 else "",
    )


def _read(ids: list[int]) -> list[ArticlePage]:
    found = teasers(apps.get_model("articles.ArticlePage"), ids)
    return [found[pk] for pk in ids if pk in found]


def sheet_url(url: str, number: int) -> str:
    """Return the address of a numbered sheet of the list at ``url``."""
    return f"{url.rstrip('/')}/page/{number}/"


def touched(stories: StoryList, story: ArticlePage, *, shifted: bool) -> list[int | None]:
    """Return the sheets that a change of ``story`` shows on; None stands for the first one.

    With ``shifted`` the story came or went: then the sheets from its place up to the newest.
    Otherwise it is the one on which it stands.
    """
    total, size = stories.total() + (not stories.holds(story.pk)), _size(stories)
    newer = stories.newer(story.first_published_at or timezone.now(), story.pk)
    own = (total - 1 - newer) // size + 1
    numbered = _numbered(total, size)
    if not shifted:
        return [own if own <= numbered else None]
    # The newest numbered sheet may be new or vanish, and the one before it leads to it.
    return [None, *range(max(1, min(own, numbered - 1)), numbered + 1)]


def every(stories: StoryList) -> range:
    """Return the numbers of all numbered sheets."""
    return range(1, _numbered(stories.total(), _size(stories)) + 1)


def _size(stories: StoryList) -> int:
    return SIZE_OF_MONTH if stories.month else SIZE


def _numbered(total: int, size: int) -> int:
    return max(0, (total - size) // size)
