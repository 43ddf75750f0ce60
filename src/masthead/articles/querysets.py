"""Which stories readers see, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Prefetch, Q, prefetch_related_objects
from wagtail.models import PageQuerySet

from masthead.addresses.pages import canonical_path_of
from masthead.people.models import Person

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from masthead.articles.models import ArticlePage, SectionPage, TopicPage


class ArticleQuerySet(PageQuerySet):
    """Questions that reader pages ask about stories."""

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

    def by_person(self, person: Person) -> Self:
        """Stories with ``person`` in the byline, in whatever role, each once."""
        return self.filter(pk__in=person.bylines.values("article_id"))

    def in_section(self, section: SectionPage) -> Self:
        """Stories of the section and of the sections inside it."""
        inside = type(section).objects.descendant_of(section, inclusive=True).values("pk")
        also = self.model.other_sections.through.objects.filter(sectionpage__in=inside)
        return self.filter(Q(section__in=inside) | Q(pk__in=also.values("articlepage_id")))

    def about(self, topic: TopicPage) -> Self:
        """Stories of the topic."""
        return self.filter(topics=topic)


def read_around(story: ArticlePage) -> None:
    """Read at once what the page of ``story`` shows of its people, topics and pictures."""
    topics = type(story).topics.field.related_model
    prefetch_related_objects(
        [story],
        *_teaser_relations(type(story)),
        Prefetch("topics", _addressed(topics).filter(live=True)),
        "bylines__person__links",
    )


def _teaser_relations(model: type[ArticlePage]) -> tuple[str | Prefetch[Any], ...]:
    return (
        Prefetch("section", _addressed(model.section.field.related_model)),
        Prefetch("bylines__person", _addressed(Person).select_related("portrait")),
        "bylines__person__portrait__renditions",
        "lead_image__renditions",
    )


def _addressed(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.annotate(listed_path=canonical_path_of(model))  # noqa: SLF001 - documented Django
