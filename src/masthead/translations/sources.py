"""Sources of quotations change hands: to the original, and back to what parts from it.

What readers saw goes into what readers have; what they did not, into the draft alone, so that a
person decides on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from wagtail.models import Revision

from masthead.articles.models import ArticlePage

from .follow import current
from .quotations import (
    NOTHING,
    Quoted,
    Raw,
    by_id,
    quoted_by,
    quotes,
    with_sources,
    with_these,
    without_sources,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Beside the fields of a page in the content of a revision: sources that were given to it after it
#: was saved, by the ids of their blocks.
GIVEN = "given_sources"


def settle(revision: Revision) -> None:
    """Take from a revision that is to be saved what its original keeps; give back what it kept."""
    content = revision.content
    if "translation_of" not in content or '"quote"' not in str(content.get("body")):
        return
    page = ArticlePage.objects.filter(pk=revision.object_id).first()
    if page is None:
        return
    raw = before = json.loads(content["body"])
    newest = page.latest_revision.content if page.latest_revision else {}
    original, last = content["translation_of"], newest.get("translation_of")
    kept = _kept_by(original).values if original else {}
    raw = without_sources(raw, {pk for pk, value in kept.items() if value.get("source_url")})
    # A form that was open while they were given has empty fields, with every save that it makes.
    # One that was opened since then has them, and may empty them later.
    emptied = {pk for pk, value in by_id(raw).items() if not value.get("source_url")} - kept.keys()
    given = {pk: source for pk, source in newest.get(GIVEN, {}).items() if pk in emptied}
    raw = with_these(raw, given)
    if last and last != original:
        kept_there = quoted_by([last]).get(last, NOTHING)
        # What readers do not see there would be public with this save, and nobody has seen it here.
        raw = with_sources(raw, kept_there) if kept_there.is_open else raw
    if raw != before:
        revision.content = content | {"body": json.dumps(raw)} | ({GIVEN: given} if given else {})


def give_what_goes(page: ArticlePage) -> None:
    """Before ``page`` is saved: what it quotes no more is from now on its translations' own."""
    translations = _translations(page) if page.pk else []
    if translations:
        before = quoted_by([page.pk]).get(page.pk, NOTHING)
        here = by_id(page.body.raw_data)
        _give(page.pk, translations, _some(before, before.values.keys() - here.keys()))


def give_all(page: ArticlePage) -> None:
    """Before ``page`` is deleted: its translations stand by themselves from now on."""
    _give(page.pk, _translations(page), quoted_by([page.pk]).get(page.pk, NOTHING))


def give_to_copy(page: ArticlePage, copy: ArticlePage) -> None:
    """``copy`` of a translation names no original, so it has the sources itself."""
    original = getattr(page, "translation_of_id", None)
    if original and copy.translation_of_id is None:
        _give(None, [copy.pk], quoted_by([original]).get(original, NOTHING))


def _translations(page: ArticlePage) -> list[int]:
    return list(page.translations_made.values_list("pk", flat=True))


@transaction.atomic
def _give(named: int | None, stories: Iterable[int], original: Quoted) -> None:
    """Give to ``stories`` (ids), in those revisions that have ``named`` (an id) as their original.

    A draft that parted from it before has sources that an editor wrote.
    """
    if not original.values:
        return
    # Both are locked before they are read: what an editor saves meanwhile would be written over.
    rows = ArticlePage.objects.select_for_update(of=("self",)).filter(pk__in=list(stories))
    for story in rows.order_by("pk"):
        if original.is_open and story.live and quotes(story):
            body = json.dumps(with_sources(story.body.raw_data, original))
            ArticlePage.objects.filter(pk=story.pk).update(body=body)
        for revision in _revisions(story):
            if revision.content.get("translation_of") == named:
                _write(revision, story, original)


def _revisions(story: ArticlePage) -> Iterable[Revision]:
    """What readers have, what they get at a set time, and the newest draft."""
    chosen = Q(pk__in=[story.live_revision_id, story.latest_revision_id])
    chosen |= Q(approved_go_live_at__isnull=False)
    found: Iterable[Revision] = story.revisions.select_for_update().filter(chosen).order_by("pk")
    return found


def _write(revision: Revision, story: ArticlePage, original: Quoted) -> None:
    """Put the sources into a revision as it is stored; ``settle`` is not asked.

    Those that readers did not see go into none that they have, or get at a set time.
    """
    raw = json.loads(revision.content["body"])
    if with_sources(raw, original) == raw:
        return
    has_readers = revision.pk == story.live_revision_id or revision.approved_go_live_at
    if has_readers and not original.is_open:
        if revision.pk != story.latest_revision_id:
            return
        revision = revision.as_object().save_revision()
        raw = json.loads(revision.content["body"])
    filled = with_sources(raw, original)
    given = {one["id"]: one["value"]["source_url"] for one in filled if one not in raw}
    given = revision.content.get(GIVEN, {}) | given
    revision.content = revision.content | {"body": json.dumps(filled), GIVEN: given}
    revision.save(update_fields=["content"])


def _kept_by(pk: int) -> Quoted:
    """What a story quotes, in the newest text that a translation can be made from."""
    page = ArticlePage.objects.filter(pk=pk).first()
    revision = current(page) if page else None
    if page is None:
        return NOTHING
    raw: Raw = json.loads(revision.content["body"]) if revision else list(page.body.raw_data)
    return Quoted(by_id(raw), "", is_open=True)


def _some(original: Quoted, ids: Iterable[str]) -> Quoted:
    values: Mapping[str, Any] = {one: original.values[one] for one in ids}
    return Quoted(values, original.language, original.is_open)
