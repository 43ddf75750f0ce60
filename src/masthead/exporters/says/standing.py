"""How a translation stands to its original."""

from __future__ import annotations

from typing import Any

from masthead.articles.models import ArticlePage
from masthead.translations.models import Confirmation, MachineText, Translation
from masthead.translations.words import place_of

from .common import moment

#: Of stories, so that none costs a question of its own.
PREFETCHED = (
    "translation__confirmations__by__person",
    "translation__machine_texts__checked_by__person",
)


def standing_values(story: ArticlePage) -> dict[str, Any] | None:
    """Null for a story that is no translation. Accounts are secret; people are given by id."""
    row: Translation | None = getattr(story, "translation", None)
    if row is None:
        return None
    blocks = {place_of(raw, at): at for at, raw in enumerate(story.body.raw_data)}
    return {
        "original": str(row.original),
        "change": row.change,
        "changed_at": moment(row.changed_at),
        "confirmed": [_confirmed(one) for one in row.confirmations.all()],
        "machine": [_machine(one, blocks) for one in row.machine_texts.all()],
    }


def _confirmed(one: Confirmation) -> dict[str, Any]:
    return {"at": moment(one.at), "revision": one.number, "person": _person(one.by)}


def _machine(one: MachineText, blocks: dict[str, int]) -> dict[str, Any]:
    """``place`` is a field's name, or which block it is, counted from 0."""
    return {
        "place": blocks.get(one.place, one.place),
        "digest": one.digest,
        "checked_at": moment(one.checked_at),
        "person": _person(one.checked_by),
    }


def _person(account: Any) -> int | None:
    person = getattr(account, "person", None)
    return person.pk if person else None
