"""Which stories readers see, and in which order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Prefetch, Q, prefetch_related_objects
from wagtail.models import PageQuerySet

from masthead.addresses.pages import anything_is_private, canonical_path_of
from masthead.core.batch import once
from masthead.people.models import Person

from .months import month_of, start_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from django.db.models import Model, QuerySet

    from masthead.articles.models import ArticlePage, SectionPage, TopicPage


class ArticleQuerySet(PageQuerySet):
    """Questions that reader pages ask about stories."""

    def private_q(self) -> Q:
        """What is not open to everybody; the same for all pages of a batch."""
        found: Q = once("private", super().private_q) if anything_is_private() else Q()
        return found

    def published(self) -> Self:
        """Live stories that are open to everybody."""
        return self.live().public()

    def newest_first(self) -> Self:
        """By the day readers first saw them; the id decides between equal times."""
        return self.order_by("-first_published_at", "-pk")

    def for_lists(self) -> Self:
        """With all that a teaser shows, in a fixed number of queries."""
        return (
            self.published()
            .newest_first()
            .annotate(listed_path=canonical_path_of(self.model))
            .select_related("lead_image")
            .prefetch_related(*_teaser_relations(self.model))
        )

    def months(self) -> Iterator[date]:
        """Months in which they were first seen, where the outlet is, the newest first.

        A small question for each month, by the index of dates: none reads the archive.
        """
        dated = self.filter(first_published_at__isnull=False).order_by("-first_published_at")
        moments = dated.values_list("first_published_at", flat=True)
        moment = moments.first()
        while moment:
            month = month_of(moment)
            yield month
            moment = moments.filter(first_published_at__lt=start_of(month)).first()

    def by_person(self, person: Person) -> Self:
        """Stories with ``person`` in the byline, in whatever role, each once."""
        return self.filter(pk__in=person.bylines.values("article_id"))

    def about(self, topic: TopicPage) -> Self:
        """Stories of the topic."""
        return self.filter(topics=topic)


def read_around(story: ArticlePage) -> None:
    """Read at once what the page of ``story`` shows of its people, topics and pictures."""
    if id(story) not in _read_before():
        read_around_all([story])


def read_around_all(stories: Sequence[ArticlePage]) -> None:
    """Read at once what the pages of ``stories`` show of people, topics and pictures."""
    topics = type(stories[0]).topics.field.related_model
    prefetch_related_objects(
        stories,
        "bylines",
        "related_links",
        "corrections",
        "lead_image__renditions",
        Prefetch("topics", _addressed(topics).filter(live=True)),
    )
    _join(stories)
    _read_before().update((id(story), story) for story in stories)


def _read_before() -> dict[int, ArticlePage]:
    """By which object it is: another one of the same story has nothing of what was read."""
    return once("stories read before", dict)


def teasers(model: type[ArticlePage], ids: Iterable[int]) -> dict[int, ArticlePage]:
    """Return stories by their ids with all that a teaser shows; each is read once in a batch.

    The body is not read, and asking one of them for it takes a query.
    """
    return _kept("teasers", ids, lambda missing: _read_teasers(model, missing))


def _read_teasers(model: type[ArticlePage], ids: Iterable[int]) -> list[ArticlePage]:
    stories = (
        model.objects.published()
        .filter(pk__in=ids)
        .order_by()
        .annotate(listed_path=canonical_path_of(model))
        .defer_streamfields()
        .select_related("lead_image")
        .prefetch_related("bylines", "lead_image__renditions")
    )
    found = list(stories)
    _join(found)
    return found


def _join(stories: Iterable[ArticlePage]) -> None:
    """Give ``stories`` their sections and people; few of them stand on many pages."""
    stories = list(stories)
    lines = [line for story in stories for line in story.bylines.all()]
    people = _kept("people", {line.person_id for line in lines}, _read_people)
    for line in lines:
        line.person = people[line.person_id]
    ids = {story.section_id for story in stories if story.section_id}
    sections = _kept("sections", ids, lambda missing: _read_sections(type(stories[0]), missing))
    for story in stories:
        if story.section_id:
            story.section = sections[story.section_id]


def _read_people(ids: Iterable[int]) -> Iterable[Person]:
    people = _addressed(Person).filter(pk__in=ids).select_related("portrait")
    return people.prefetch_related("portrait__renditions", "links", "names")


def _read_sections(model: type[ArticlePage], ids: Iterable[int]) -> Iterable[SectionPage]:
    return _addressed(model.section.field.related_model).filter(pk__in=ids)


def _kept(
    kind: str, ids: Iterable[int], read: Callable[[set[int]], Iterable[Any]]
) -> dict[int, Any]:
    """Return rows by their ids, reading those that this batch has not read yet."""
    kept: dict[int, Any] = once(kind, dict)
    missing = set(ids) - kept.keys()
    if missing:
        kept.update((row.pk, row) for row in read(missing))
    return kept


def _teaser_relations(model: type[ArticlePage]) -> tuple[str | Prefetch[Any], ...]:
    return (
        Prefetch("section", _addressed(model.section.field.related_model)),
        Prefetch("bylines__person", _addressed(Person).select_related("portrait")),
        "bylines__person__portrait__renditions",
        "bylines__person__names",
        "lead_image__renditions",
    )


def _addressed(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.annotate(listed_path=canonical_path_of(model))  # noqa: SLF001 - documented Django
