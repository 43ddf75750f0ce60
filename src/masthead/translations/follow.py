"""Keeping translations and their original together, in the transaction of each change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from masthead.articles.changes import Change
from masthead.articles.models import ArticlePage

from . import languages
from .compare import compared
from .models import Translation

if TYPE_CHECKING:
    from wagtail.models import Revision

#: What translations are told of, from the lightest to the gravest.
GRAVITY = (Change.UPDATE, Change.CLARIFICATION, Change.CORRECTION)


def bind(page: ArticlePage) -> Translation | None:
    """Return what is known of ``page`` as a translation; None for a story that is none.

    One that says for the first time from which story it was made counts as made from that story as
    it is now. One whose original is erased goes on to know it.
    """
    known = Translation.objects.filter(page=page).first()
    if page.translation_of_id is None:
        if known and ArticlePage.objects.filter(uid=known.original).exists():
            known.delete()
            return None
        return known
    original = page.translation_of
    if original is None or (known and known.original == original.uid):
        return known
    source = current(original)
    languages.forget()
    return Translation.objects.update_or_create(
        page=page,
        defaults={"original": original.uid, "source": source, "change": "", "changed_at": None},
    )[0]


def current(original: ArticlePage) -> Revision | None:
    """Return what a translation is made from: what readers have, else the newest draft."""
    revision: Revision | None = (
        original.live_revision if original.live else original.latest_revision
    )
    return revision


def original_published(original: ArticlePage, change: str, *, first: bool, at: datetime) -> None:
    """Note for each translation that readers got another text; ``first``: they had none before.

    A translation that was made from a draft has only seen the draft.
    """
    rows = Translation.objects.filter(original=original.uid).select_related("source")
    for row in rows:
        told = _changed_since_the_draft(row, original) if first else change
        if told in GRAVITY and (not row.change or GRAVITY.index(told) >= GRAVITY.index(row.change)):
            row.change, row.changed_at = told, at
            row.save(update_fields=["change", "changed_at"])


def _changed_since_the_draft(row: Translation, original: ArticlePage) -> str:
    if row.source is None:
        return ""
    before = row.source.as_object()
    changed = any(one.asks_for_work for one in compared(before, original))
    return Change.UPDATE if changed else ""
