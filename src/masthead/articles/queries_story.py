"""What stands around a story: related stories, translations, the way to its section."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from masthead.addresses.pages import canonical_path_of
from masthead.core.batch import once
from masthead.core.edition import here

from .lists import Of, StoryList, everything, open_rows
from .querysets import teasers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from .models import ArticlePage, Listing, SectionPage

RELATED = 4


def related(story: ArticlePage, versions: list[ArticlePage]) -> list[ArticlePage]:
    """Return stories to read next: the editor's choice, then by shared topics, then the section.

    By rule these are the nearest ones from before, and only where there are too few the nearest
    from after: so a new story changes what stands beside a handful of older ones and not beside
    all (``neighbours`` says which). ``versions`` are the story in other languages.
    """
    ids = _related_once(story, versions)
    found = teasers(type(story), ids)
    return [found[pk] for pk in ids if pk in found]


def read_related(stories: Sequence[ArticlePage]) -> None:
    """Find and read what stands beside each of ``stories``; for this batch."""
    for pk, near in _before_many(stories).items():
        once(("related", pk), partial(list, near))
    ids = {pk for story in stories for pk in _related_once(story, translations(story))}
    teasers(type(stories[0]), ids)


def _before_many(stories: Sequence[ArticlePage]) -> dict[int, list[int]]:
    """Return what stands beside those of ``stories`` where the first rule finds enough before.

    By one question for all. What is found is what ``_related`` finds: other versions are in other
    languages, and with a choice of the editor's it is asked for by itself.
    """
    first = {
        story.pk: {(place.kind, place.things[0]) for place in next(filter(None, _rules(story)), [])}
        for story in stories
        if not story.related_links.all()
    }
    rows = open_rows().filter(edition=here().number, kind__in=(Of.TOPIC, Of.SECTION))
    rows = rows.filter(story__in=first).annotate(
        **{f"near_{n}": _nearest_before(n) for n in range(RELATED)}
    )
    found: dict[int, set[int]] = {pk: set() for pk in first}
    for pk, kind, thing, *near in rows.values_list(
        "story", "kind", "thing", *(f"near_{n}" for n in range(RELATED))
    ):
        if (kind, thing) in first[pk]:
            found[pk].update(other for other in near if other)
    enough = {pk: ids for pk, ids in found.items() if len(ids) >= RELATED}
    everywhere = {other for ids in enough.values() for other in ids}
    moments = dict(everything().rows().filter(story__in=everywhere).values_list("story", "moment"))
    return {
        pk: sorted(ids, key=lambda other: (moments[other], other), reverse=True)[:RELATED]
        for pk, ids in enough.items()
    }


def _nearest_before(number: int) -> Subquery:
    """The story that stands so many places before that of a row, in the row's list and language."""
    moment = OuterRef("moment")
    # All that the index begins with: without one of them the whole list would be read.
    own = {name: OuterRef(name) for name in ("kind", "thing", "edition")}
    rows = open_rows().filter(**own)
    # As in ``_before``: the first condition is what SQLite finds by the index.
    before = rows.filter(moment__lte=moment).exclude(moment=moment, story__gte=OuterRef("story"))
    alike = before.filter(story__language=OuterRef("story__language"))
    return Subquery(alike.order_by("-moment", "-story").values("story")[number : number + 1])


def _related_once(story: ArticlePage, versions: list[ArticlePage]) -> list[int]:
    return once(("related", story.pk), lambda: _related(story, versions))


def _related(story: ArticlePage, versions: list[ArticlePage]) -> list[int]:
    same = [version.pk for version in (story, *versions) if version.pk]
    chosen = [line.related_id for line in story.related_links.all() if line.related_id not in same]
    found = teasers(type(story), chosen)  # without those that are not public
    ids = [pk for pk in chosen if pk in found]
    for places in _rules(story):
        if len(ids) < RELATED:
            near = _nearest(story, places, RELATED, without=[*same, *ids])
            ids += near[: RELATED - len(ids)]
    return ids


def neighbours(story: ArticlePage) -> list[ArticlePage]:
    """Return stories beside which ``story`` may stand: ``related`` read backwards."""
    others = type(story).objects.published().exclude(pk=story.pk)
    ids = set(others.filter(related_links__related=story).values_list("pk", flat=True))
    for place in chain(*_rules(story)):
        for direction in (_before, _after):
            rows = direction(_alike(story, place, [story.pk]), story)[: 2 * RELATED]
            ids.update(rows.values_list("story", flat=True))
    return list(others.filter(pk__in=ids))


def _rules(story: ArticlePage) -> list[list[StoryList]]:
    """The lists whose stories are alike: first those of its topics, then that of its section."""
    topics = [StoryList(Of.TOPIC, (topic.pk,)) for topic in story.topics.all()]
    section = [StoryList(Of.SECTION, (story.section_id,))] if story.section_id else []
    return [topics, section]


def _nearest(
    story: ArticlePage, places: list[StoryList], size: int, without: list[int]
) -> list[int]:
    """Return ids of the nearest stories before ``story``, then of the nearest after it."""
    ids: list[int] = []
    for direction, newest_first in ((_before, True), (_after, False)):
        if len(ids) < size:
            # Each list is asked for by itself: of several at once the whole would be read.
            rows = {
                row
                for place in places
                for row in direction(_alike(story, place, without), story).values_list(
                    "moment", "story"
                )[:size]
            }
            ids += [pk for _moment, pk in sorted(rows, reverse=newest_first)]
    return ids[:size]


def _alike(story: ArticlePage, place: StoryList, without: list[int]) -> QuerySet[Listing]:
    return place.rows().filter(story__language=story.language).exclude(story__in=without)


def _before(rows: QuerySet[Listing], story: ArticlePage) -> QuerySet[Listing]:
    moment = story.first_published_at or timezone.now()
    later = Q(moment=moment, story__gt=story.pk or 0)
    return rows.filter(moment__lte=moment).exclude(later)


def _after(rows: QuerySet[Listing], story: ArticlePage) -> QuerySet[Listing]:
    moment = story.first_published_at or timezone.now()
    earlier = Q(moment=moment, story__lt=story.pk or 0)
    return rows.filter(moment__gte=moment).exclude(earlier).order_by("moment", "story")


def translations(story: ArticlePage) -> list[ArticlePage]:
    """Return the same story in its other languages, the original first."""
    original = story.translation_of_id or story.pk
    if original is None:  # the preview of a story that was never saved
        return []
    stories = type(story).objects
    # Most stories have no other version, and this is the smaller question.
    if original == story.pk and not _is_translated(story):
        return []
    return list(
        stories.published()
        .filter(Q(pk=original) | Q(translation_of=original))
        .exclude(pk=story.pk)
        .exclude(language=story.language)
        .annotate(listed_path=canonical_path_of(type(story)))
        .order_by(F("translation_of").asc(nulls_first=True), "language")
    )


def read_translated(stories: Sequence[ArticlePage]) -> None:
    """Learn which of ``stories`` have translations; for this batch."""
    ids = [story.pk for story in stories]
    made = type(stories[0]).objects.filter(translation_of__in=ids).order_by()
    found = set(made.values_list("translation_of", flat=True))
    _translated_before().update((pk, pk in found) for pk in ids)


def _is_translated(story: ArticlePage) -> bool:
    known = _translated_before()
    return known[story.pk] if story.pk in known else _has_translations(story)


def _has_translations(story: ArticlePage) -> bool:
    return type(story).objects.filter(translation_of=story.pk).exists()


def _translated_before() -> dict[int, bool]:
    return once("translated", dict)


def way_to(section: SectionPage | None) -> list[SectionPage]:
    """Return ``section`` after the sections around it, the outermost first."""
    return _ways_to([section])[section.pk] if section else []


def read_ways(stories: Iterable[ArticlePage]) -> None:
    """Read the ways to the sections of ``stories``, for this batch."""
    _ways_to([story.section for story in stories if story.section])


def _ways_to(sections: Sequence[SectionPage]) -> dict[int, list[SectionPage]]:
    kept: dict[int, list[SectionPage]] = once("ways", dict)
    missing = [section for section in sections if section.pk not in kept]
    if missing:
        model, step = type(missing[0]), missing[0].steplen
        paths = {own.path[:end] for own in missing for end in range(step, len(own.path) + 1, step)}
        found = model.objects.filter(path__in=paths).live().order_by("path")
        above = list(found.annotate(listed_path=canonical_path_of(model)))
        kept.update(
            (own.pk, [section for section in above if own.path.startswith(section.path)])
            for own in missing
        )
    return kept
