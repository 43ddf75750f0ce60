"""A long discussion, cut into sheets.

A sheet holds a hundred threads: a comment at the top with all below it. Threads are counted by the
first number given out in them, which never changes, so a comment stays on its sheet for good. The
first sheet stands under the story, the others at addresses of their own below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from masthead.addresses.paths import below

from .models import Comment
from .thread import DIGITS

SIZE = 100  # threads
# Of what comes after so many comments under a page, each thread takes no more than so many to its
# sheet; the rest stands at the thread's own address. So no sheet grows without end.
LATE = 500
OF_A_THREAD = 5


@dataclass
class Sheet:
    """Rows in reading order; how many are left out, by the id with which their thread begins."""

    rows: list[Comment] = field(default_factory=list)
    left_out: Counter[int] = field(default_factory=Counter)


def cut(rows: Sequence[Comment]) -> list[Sheet]:
    """The rows of a page's discussion, which are in reading order, sheet by sheet."""
    if len(rows) <= SIZE:
        return [Sheet(list(rows))]
    pairs = [(row.path, row.number) for row in rows]
    places, far = _places(pairs), _far(pairs)
    sheets = [Sheet() for _ in range(max(places.values()) + 1)]
    for row in rows:
        sheet = sheets[places[row.path[:DIGITS]]]
        if row.number in far:
            sheet.left_out[int(row.path[:DIGITS])] += 1
        else:
            sheet.rows.append(row)
    return sheets


def whole_thread(rows: Sequence[Comment], root: int) -> list[Comment]:
    """All rows of the thread that begins with the comment of this id."""
    return [row for row in rows if row.path.startswith(f"{root:0{DIGITS}d}")]


def sheet_url(url: str, number: int) -> str:
    """The address of a sheet of the discussion of the page at ``url``."""
    return url if number == 1 else below(url, f"comments/{number}/") or url


def thread_url(url: str, root: int) -> str:
    """The address of one whole thread, for those that do not fit on their sheet."""
    return below(url, f"comments/thread/{root}/") or url


def comment_url(url: str, comment: Comment) -> str:
    """Where a comment that has a number is read; ``url`` is that of its page."""
    place = url
    if comment.number and comment.number > SIZE:  # so many threads cannot have come before it
        found = Comment.objects.in_thread().filter(page_id=comment.page_id).order_by()
        pairs = list(found.values_list("path", "number"))
        root = comment.path[:DIGITS]
        place = sheet_url(url, _places(pairs)[root] + 1)
        if comment.number in _far(pairs):
            place = thread_url(url, int(root))
    return f"{place}#comment-{comment.number}"


def _far(pairs: Iterable[tuple[str, int | None]]) -> set[int]:
    """Numbers that stand on the page of their thread and not on the sheet.

    Only those that came late, and after enough others in their thread: neither ever changes.
    """
    seen: Counter[str] = Counter()
    far = set()
    for number, path in sorted((number or 0, path) for path, number in pairs):
        seen[path[:DIGITS]] += 1
        if number > LATE and seen[path[:DIGITS]] > OF_A_THREAD:
            far.add(number)
    return far


def _places(rows: Iterable[tuple[str, int | None]]) -> dict[str, int]:
    """For each thread, known by the path of its beginning, the place of its sheet from 0."""
    first: dict[str, int] = {}
    for path, number in rows:
        root, given = path[:DIGITS], number or 0
        first[root] = min(given, first.get(root, given))
    return {root: place // SIZE for place, root in enumerate(sorted(first, key=first.__getitem__))}
