"""From a requested path to the thing that is read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .assign import canonical
from .models import Address
from .paths import normal

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Found:
    """What a path answers with: a thing, a redirect, or neither (``gone``)."""

    thing: Model | None = None
    redirect_to: str | None = None

    @property
    def gone(self) -> bool:
        """Whether something stood here once and was taken away."""
        return self.thing is None and self.redirect_to is None


def resolve(requested: str) -> Found | None:
    """Return what stands at ``requested``, or None where nothing ever did.

    A missing closing slash, or capitals where the path has none, lead to the path as it is
    written: one redirect, straight to the canonical path.
    """
    try:
        path = normal(requested)
    except ValueError:
        return None
    row = _row(path)
    if row is None:
        return None
    if row.to:
        return Found(redirect_to=row.to)
    if row.thing is None:
        return Found()
    if row.is_canonical and row.path == path:
        return Found(thing=row.thing)
    target = row if row.is_canonical else canonical(row.thing)
    return Found(redirect_to=target.path) if target else Found()


def _row(path: str) -> Address | None:
    candidates = [path]
    if "?" not in path:
        candidates.append(path.rstrip("/") if path.endswith("/") else path + "/")
    candidates += [candidate.lower() for candidate in candidates]
    rows = {row.path: row for row in Address.objects.filter(path__in=candidates)}
    return next((rows[candidate] for candidate in candidates if candidate in rows), None)
