"""From a requested path to the thing that is read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.core.batch import once

from .assign import canonical
from .models import Address
from .paths import decoded, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


@dataclass(frozen=True)
class Found:
    """What a path answers with: a thing, a redirect (decoded, or a whole address), or neither."""

    thing: Model | None = None
    redirect_to: str | None = None

    @property
    def gone(self) -> bool:
        """Whether something stood here once and was taken away."""
        return self.thing is None and self.redirect_to is None


GONE = Found()


def resolve(requested: str) -> Found | None:
    """Return what stands at ``requested`` (percent-encoded), or None where nothing ever did.

    A path that is written otherwise than in the table (a missing closing slash, doubled slashes,
    capitals, decomposed accents) leads there in one redirect, straight to the canonical path.
    """
    try:
        path = normal(requested)
    except ValueError:
        return None
    row = _row(path)
    if row is None:
        return None
    found = _answer(row)
    if row.is_canonical and found.thing and row.path != decoded(requested):
        return Found(redirect_to=row.path)
    return found


def _answer(row: Address) -> Found:
    """Follow fixed redirects to their end, so that a browser follows one; a circle is gone."""
    seen: set[str] = set()
    while row.to:
        if not row.to.startswith("/"):
            return Found(redirect_to=row.to)
        if row.to in seen:
            return GONE
        seen.add(row.to)
        further = _row(row.to)
        if further is None:  # a path of the product itself, such as /feed/
            return Found(redirect_to=row.to)
        row = further
    if row.thing is None:
        return GONE
    if row.is_canonical and not seen:
        if hasattr(row.thing, "listed_path"):
            row.thing.listed_path = row.path  # it is asked for on every page
        return Found(thing=row.thing)
    target = row if row.is_canonical else canonical(row.thing)
    return Found(redirect_to=target.path) if target else GONE


def read_rows(paths: Iterable[str]) -> list[Address]:
    """Read the rows of ``paths``, written as in the table, with their things; for this batch."""
    rows = list(Address.objects.filter(path__in=list(paths)).prefetch_related("thing"))
    _read_before().update((row.path, row) for row in rows)
    return rows


def _read_before() -> dict[str, Address]:
    return once("addresses read before", dict)


def _row(path: str) -> Address | None:
    if path in _read_before():
        return _read_before()[path]
    candidates = [path]
    if "?" not in path:
        candidates.append(path.rstrip("/") if path.endswith("/") else path + "/")
    candidates += [candidate.lower() for candidate in candidates]
    rows = {row.path: row for row in Address.objects.filter(path__in=candidates)}
    return next((rows[candidate] for candidate in candidates if candidate in rows), None)
