"""Somebody says that a translation agrees with its original again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from masthead.ledger.models import RecordEntry

from .baking import bake
from .follow import current
from .models import Confirmation, Translation

if TYPE_CHECKING:
    from masthead.people.models import User


class ChangedAgainError(Exception):
    """The original got another text while somebody looked at the one before."""


@transaction.atomic
def confirm(row: Translation, user: User, seen: int | None) -> Confirmation:
    """Note that ``user`` compared the translation with revision ``seen`` of its original.

    Raises ChangedAgainError where readers have another one by now.
    """
    row = Translation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    original = row.page.translation_of
    source = current(original) if original else None
    if (source.pk if source else None) != seen:
        raise ChangedAgainError
    row.source, row.change, row.changed_at = source, "", None
    row.save(update_fields=["source", "change", "changed_at"])
    entries = RecordEntry.objects.filter(article=row.original)
    made = Confirmation.objects.create(
        translation=row,
        source=source,
        number=entries.aggregate(last=Max("revision"))["last"] or 0,
        by=user,
        at=timezone.now(),
    )
    bake([row.page])
    return made
