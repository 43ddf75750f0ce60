"""What stands around a story: related stories, translations, the way to its section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from masthead.addresses.pages import canonical_path_of

if TYPE_CHECKING:
    from .models import ArticlePage, SectionPage

RELATED = 4


def related(story: ArticlePage, versions: list[ArticlePage]) -> list[ArticlePage]:
    """Return stories to read next: the editor's choice, then by shared topics, then the section.

    ``versions`` are the story in other languages, which is no further story.
    """
    chosen = [line.related_id for line in story.related_links.all()]
    same = [version.pk for version in (story, *versions) if version.pk]
    others = type(story).objects.published().exclude(pk__in=same)
    ids = list(others.filter(pk__in=chosen).values_list("pk", flat=True))
    ids.sort(key=chosen.index)
    alike = others.filter(language=story.language).newest_first()
    shared = alike.filter(topics__in=list(story.topics.all())).annotate(shared=Count("topics"))
    for rule in (
        shared.order_by("-shared", "-first_published_at", "-pk"),
        alike.filter(section=story.section_id) if story.section_id else alike.none(),
    ):
        missing = RELATED - len(ids)
        if missing > 0:
            ids += rule.exclude(pk__in=ids).values_list("pk", flat=True)[:missing]
    found = {other.pk: other for other in others.for_lists().filter(pk__in=ids)}
    return [found[pk] for pk in ids]


def translations(story: ArticlePage) -> list[ArticlePage]:
    """Return the same story in its other languages, the original first."""
    original = story.translation_of_id or story.pk
    if original is None:  # the preview of a story that was never saved
        return []
    return list(
        type(story)
        .objects.published()
        .filter(Q(pk=original) | Q(translation_of=original))
        .exclude(pk=story.pk)
        .exclude(language=story.language)
        .annotate(listed_path=canonical_path_of(type(story)))
        .order_by(F("translation_of").asc(nulls_first=True), "language")
    )


def way_to(section: SectionPage | None) -> list[SectionPage]:
    """Return ``section`` after the sections around it, the outermost first."""
    if section is None:
        return []
    model = type(section)
    above = model.objects.ancestor_of(section, inclusive=True).live().order_by("path")
    return list(above.annotate(listed_path=canonical_path_of(model)))
