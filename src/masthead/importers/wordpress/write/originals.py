"""Sections, topics and standing pages that are another one's translation."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from masthead.importers.models import ImportedThing

from .context import Import
from .known import chunks
from .revisions import refresh_revision

_KINDS = ("category", "tag", "term", "page")


def finish_originals(run: Import) -> None:
    """Let each name its original, which may come later in the file.

    What was edited here since stays as it is.
    """
    for some in chunks((one, other) for one, other in _named(run) if one and other):
        with transaction.atomic():
            _tie(dict(some), run)


def _named(run: Import) -> Iterator[tuple[int | None, int | None]]:
    """Our ids of each page and of its original; None for what is not here."""
    sections: dict[object, int | None] = {}
    topics: dict[object, int | None] = {}
    for term in run.survey.terms.values():
        if term.taxonomy == "category":
            sections[term.id] = run.sections.get(term.slug)
        else:
            topics[term.id] = run.topics.get((term.taxonomy, term.slug))
    for slug, values in run.survey.lookup.own_all("category"):
        yield run.sections.get(slug), _at(values, sections)
    for name, values in run.survey.lookup.own_all("topic"):
        taxonomy, _, slug = name.partition("/")
        yield run.topics.get((taxonomy, slug)), _at(values, topics)
    for old_id, original in run.originals.items():
        yield run.pages.get(old_id), run.pages.get(original)


def _at(values: dict[str, Any], pages: dict[object, int | None]) -> int | None:
    old_id = values.get("translation_of")
    return pages.get(old_id) if isinstance(old_id, int) else None


def _tie(originals: dict[int, int], run: Import) -> None:
    rows = ImportedThing.objects.filter(
        site=run.known.site, kind__in=_KINDS, object_id__in=originals
    )
    imported = dict(rows.values_list("object_id", "revision_id"))
    here = Page.objects.in_bulk({*originals, *originals.values()})
    for pk, original in originals.items():
        page, other = here.get(pk), here.get(original)
        if page is None or other is None or page.latest_revision_id != imported.get(pk):
            continue
        page = page.specific
        if (
            pk != original
            and page.translation_of_id is None
            and page.content_type == other.content_type
        ):
            page.translation_of_id = original
            type(page).objects.filter(pk=pk).update(translation_of=original)
            refresh_revision(page)
            ReferenceIndex.create_or_update_for_object(page)
