"""What stands around a story: related stories, translations, the way to its section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils import timezone

from masthead.addresses.pages import canonical_path_of
from masthead.core.batch import once

from .querysets import teasers

if TYPE_CHECKING:
    from .models import ArticlePage, SectionPage
    from .querysets import ArticleQuerySet

RELATED = 4


def related(story: ArticlePage, versions: list[ArticlePage]) -> list[ArticlePage]:
    """Return stories to read next: the editor's choice, then by shared topics, then the section.

    By rule these are the nearest ones from before, and only where there are too few the nearest
    from after: so a new story changes what stands beside a handful of older ones and not beside
    all (``neighbours`` says which). ``versions`` are the story in other languages.
    """
    chosen = [line.related_id for line in story.related_links.all()]
    same = [version.pk for version in (story, *versions) if version.pk]
    others = type(story).objects.published().exclude(pk__in=same)
    ids = list(others.filter(pk__in=chosen).values_list("pk", flat=True))
    ids.sort(key=chosen.index)
    alike = others.filter(language=story.language)
    for stories in (_around(rule, alike, story) for rule in _rules(story)):
        ids += [pk for pk in stories if pk not in ids][: max(0, RELATED - len(ids))]
    found = teasers(type(story), ids)
    return [found[pk] for pk in ids if pk in found]


def neighbours(story: ArticlePage) -> list[ArticlePage]:
    """Return stories beside which ``story`` may stand: ``related`` read backwards."""
    others = type(story).objects.published().exclude(pk=story.pk)
    ids = set(others.filter(related_links__related=story).values_list("pk", flat=True))
    alike = others.filter(language=story.language)
    by_topic = [Q(topics=topic) for topic in story.topics.all()]
    for rule in [*by_topic, *_rules(story)]:
        ids.update(_around(rule, alike, story, reach=2 * RELATED))
    return list(others.filter(pk__in=ids))


def _rules(story: ArticlePage) -> list[Q]:
    topics = [topic.pk for topic in story.topics.all()]
    by_topic = [Q(pk__in=_about(story, topics))] if topics else []
    return [*by_topic, *([Q(section=story.section_id)] if story.section_id else [])]


def _about(story: ArticlePage, topics: list[int]) -> Any:
    through = type(story).topics.through.objects.filter(topicpage__in=topics)
    return through.values("articlepage_id")


def _around(rule: Q, stories: ArticleQuerySet, story: ArticlePage, reach: int = 0) -> list[int]:
    """Return ids of the nearest stories before ``story``, then of the nearest after it.

    With ``reach`` that many on both sides; else after it only where before it are too few.
    """
    moment = story.first_published_at or timezone.now()
    found = stories.filter(rule)
    before = Q(first_published_at__lt=moment) | Q(first_published_at=moment, pk__lt=story.pk or 0)
    ids = list(found.filter(before).newest_first().values_list("pk", flat=True)[: reach or RELATED])
    wanted = reach or RELATED - len(ids)
    if wanted > 0:
        after = found.exclude(before).order_by("first_published_at", "pk")
        ids += after.values_list("pk", flat=True)[:wanted]
    return ids


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
    return once(("way", section.pk), lambda: _way_to(section))


def _way_to(section: SectionPage) -> list[SectionPage]:
    model = type(section)
    above = model.objects.ancestor_of(section, inclusive=True).live().order_by("path")
    return list(above.annotate(listed_path=canonical_path_of(model)))
