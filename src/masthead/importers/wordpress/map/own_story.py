"""What an export that Masthead wrote says of a story beyond WordPress's fields.

Where WordPress has a field for a thing as well, that field decides: somebody may have changed it
there. Ours then only says more of the same, such as the part of a second.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from masthead.core.text import collapse

from ..read.ours import META, loads
from ..read.records import Item, OldComment
from .own_blocks import rich
from .reader import Reader

_SECOND = timedelta(seconds=1)
#: States of comments here that WordPress only knows as its trash.
_IN_TRASH = frozenset({"rejected", "withdrawn"})


def own_values(item: Item, reader: Reader) -> dict[str, Any]:
    """The values in the item's meta, rich text read; empty for an export of anybody else."""
    values = loads(item.first(META))
    if not values:
        return {}
    try:
        backstory = rich(values.get("backstory") or "", reader)
    except (TypeError, ValueError):
        backstory = ""
    return values | {"backstory": backstory}


def paths_of(values: dict[str, Any]) -> list[str]:
    """The paths that lead there; those that WordPress would derive were never ours."""
    found = values.get("paths") or []
    return [path for path in found if isinstance(path, str)] if isinstance(found, list) else []


def path_of(values: dict[str, Any]) -> str:
    """Where it is read."""
    path = values.get("path")
    return path if isinstance(path, str) else ""


def sharper(rough: datetime, values: dict[str, Any], name: str) -> datetime:
    """A time as exact as we had it, where it is the one WordPress has to the second."""
    exact = time_of(values.get(name))
    return exact if exact and timedelta(0) <= exact - rough < _SECOND else rough


def time_of(value: object) -> datetime | None:
    """A point in time with its zone; None for anything else."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def same_words(plain: str, values: dict[str, Any], name: str) -> str:
    """A text with its line ends, where its words are those WordPress has."""
    ours = values.get(name)
    return ours if isinstance(ours, str) and collapse(ours) == collapse(plain) else plain


def same_order(slugs: list[str], values: dict[str, Any], name: str) -> list[str]:
    """Names in our order, where they are those WordPress has."""
    ours = values.get(name)
    return ours if isinstance(ours, list) and sorted(map(str, ours)) == sorted(slugs) else slugs


def own_comments(
    comments: Sequence[OldComment],
) -> tuple[tuple[OldComment, ...], dict[str, dict[str, Any]]]:
    """The comments, with those kept that only WordPress calls trash; our values by old id."""
    said = {comment.id: loads(comment.ours) for comment in comments if comment.ours}
    kept = tuple(
        replace(comment, approved="hold")
        if comment.approved == "trash" and said.get(comment.id, {}).get("status") in _IN_TRASH
        else comment
        for comment in comments
    )
    return kept, {str(old_id): values for old_id, values in said.items()}
