"""A file that has come goes to the places that were kept for it.

The page, its published revision and its latest draft are changed where they are: the words of a
story stay the same, so this is no new version for the newsroom, and what an editor did since stays.
Readers see another page than before, so the public record gets an entry.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from wagtail.models import Page, ReferenceIndex, Revision

from masthead.articles.models import ArticlePage
from masthead.importers.models import AwaitedFile, AwaitedPlace
from masthead.ledger import append
from masthead.media.models import Document, Image

from ..write import links
from . import blocks

Raw = list[dict[str, Any]]
_FIELDS: dict[str, str] = {
    AwaitedPlace.Role.LEAD: "lead_image",
    AwaitedPlace.Role.SOCIAL: "social_image",
}


def fill(file: AwaitedFile, thing: Image | Document) -> set[int]:
    """Put `thing` wherever `file` is missing. Needs a transaction.

    Returns the ids of the pages that were changed.
    """
    by_page: dict[int, list[AwaitedPlace]] = {}
    for place in file.places.order_by("pk"):
        by_page.setdefault(place.page_id, []).append(place)
    return {page for page, places in by_page.items() if _fill_page(page, places, file.key, thing)}


def _fill_page(pk: int, places: list[AwaitedPlace], key: str, thing: Image | Document) -> bool:
    base = Page.objects.select_for_update().get(pk=pk)
    page: Any = base.specific

    def body(raw: Raw) -> Raw:
        for place in places:
            if place.role == AwaitedPlace.Role.BLOCK:
                raw = _with_block(raw, place, key, thing)
        return raw

    fields = {
        _FIELDS[place.role]
        for place in places
        if place.role in _FIELDS and isinstance(thing, Image)
    }
    values: dict[str, Any] = {
        f"{name}_id": thing.pk for name in fields if getattr(page, f"{name}_id", 0) is None
    }
    raw = list(page.body.raw_data)
    if (found := body(raw)) != raw:
        values["body"] = json.dumps(found)
    if values:
        type(page).objects.filter(pk=pk).update(**values)
    changed = bool(values)
    for revision in _revisions(base):
        changed |= _fill_revision(revision, body, fields, thing.pk)
    if values:
        _tell(Page.objects.get(pk=pk).specific)
    return changed


def _tell(page: Any) -> None:
    """Let the newsroom know where the file is used, and the record what readers see now."""
    ReferenceIndex.create_or_update_for_object(page)
    if isinstance(page, ArticlePage) and page.live:
        append.completion(page)


def _revisions(page: Page) -> list[Revision]:
    """What readers see, what editors go on with, and what is to be published at its time."""
    mine = Revision.page_revisions.filter(object_id=str(page.pk))
    current = Q(pk__in=[page.latest_revision_id, page.live_revision_id])
    return list(mine.filter(current | Q(approved_go_live_at__isnull=False)))


def _fill_revision(
    revision: Revision, body: Callable[[Raw], Raw], fields: set[str], thing: int
) -> bool:
    content = revision.content
    raw = json.loads(content.get("body") or "[]")
    found = body(raw)
    empty = {name: thing for name in fields if name in content and content[name] is None}
    if found == raw and not empty:
        return False
    revision.content = content | empty | {"body": json.dumps(found)}
    revision.save(update_fields=["content"])
    return True


def _with_block(raw: Raw, place: AwaitedPlace, key: str, thing: Image | Document) -> Raw:
    if isinstance(thing, Document):
        return blocks.with_document(raw, key, thing.pk)
    found = blocks.with_picture(raw, place.block, place.value, thing.pk)
    if found is raw:
        return raw
    return links.linked(found, links.pages_at(links.paths_in(found)))
