"""How translations stand to their originals, as an export that Masthead wrote says it.

Who confirmed stays behind: accounts of the newsroom are in no export.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from masthead.articles.changes import Change
from masthead.articles.models import ArticlePage
from masthead.importers.models import ImportedThing
from masthead.translations import follow
from masthead.translations.models import Confirmation, MachineText, Translation
from masthead.translations.words import place_of

from ..map.own_story import time_of
from .context import Import
from .known import chunks


def finish_standing(run: Import) -> None:
    """Restore it once all stories name their originals; what was confirmed here since stays."""
    for some in chunks(run.standing.items()):
        with transaction.atomic():
            rows = run.known.find("post", [old_id for old_id, _ in some])
            for old_id, values in some:
                if str(old_id) in rows:
                    _restore(rows[str(old_id)], values)


def _restore(thing: ImportedThing, values: dict[str, Any]) -> None:
    page = ArticlePage.objects.filter(pk=thing.object_id, latest_revision=thing.revision_id).first()
    row = _row(page, values) if page else None
    if page is None or row is None or row.is_behind or row.confirmations.exists():
        return
    if values.get("change") in Change.values and time_of(values.get("changed_at")):
        row.change, row.changed_at = values["change"], time_of(values["changed_at"])
        row.save(update_fields=["change", "changed_at"])
    Confirmation.objects.bulk_create(_confirmations(row, values))
    if not row.machine_texts.exists():
        MachineText.objects.bulk_create(_machine_texts(row, page, values))


def _row(page: ArticlePage, values: dict[str, Any]) -> Translation | None:
    """What is known of it; of one whose original was erased only which that was."""
    found = follow.bind(page)
    try:
        original = uuid.UUID(str(values.get("original")))
    except ValueError:
        return found
    if found or page.translation_of_id or ArticlePage.objects.filter(uid=original).exists():
        return found
    return Translation.objects.create(page=page, original=original)


def _confirmations(row: Translation, values: dict[str, Any]) -> Iterable[Confirmation]:
    for one in _listed(values.get("confirmed")):
        at, number = time_of(one.get("at")), one.get("revision")
        if at and isinstance(number, int) and number >= 0:
            yield Confirmation(translation=row, at=at, number=number)


def _machine_texts(
    row: Translation, page: ArticlePage, values: dict[str, Any]
) -> Iterable[MachineText]:
    places: dict[Any, str] = {at: place_of(raw, at) for at, raw in enumerate(page.body.raw_data)}
    for one in _listed(values.get("machine")):
        place, digest = one.get("place"), one.get("digest")
        if isinstance(place, (int, str)) and isinstance(digest, str):
            yield MachineText(
                translation=row,
                place=places.get(place, str(place))[:64],
                digest=digest[:64],
                checked_at=time_of(one.get("checked_at")),
            )


def _listed(values: object) -> list[dict[str, Any]]:
    return [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []
