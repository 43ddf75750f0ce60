"""The lists of stories that readers page through, read from ``Listing``.

Nothing here reads more of the archive than it returns, except counting, which reads an index.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, Q

from masthead.addresses.pages import anything_is_private
from masthead.core.batch import once
from masthead.core.edition import here

from .months import following, month_of, start_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from masthead.people.models import Person

    from .models import Listing, SectionPage, TopicPage


class Of(models.IntegerChoices):
    """What a list is of; ``thing`` is the id of the section, topic or person, else 0."""

    SECTION = 1
    TOPIC = 2
    PERSON = 3
    ALL = 4
    OPINION = 5
    CHANGED = 6  # of a month in UTC, for search engines; ``thing`` is 202603 for March 2026


ANY = -1  # the edition of lists that are the same in each; that of an edition is 0 or more


@dataclass(frozen=True)
class StoryList:
    """The stories of some sections, topics or people that readers may see, each once.

    Of one edition: that of the page that is being made, unless told otherwise.
    """

    kind: Of
    things: tuple[int, ...] = (0,)
    edition: int = field(default_factory=lambda: here().number)
    month: date | None = None  # only the stories of this one; see .months

    def rows(self) -> QuerySet[Listing]:
        """Their rows, the newest first; a story of two of the things has two."""
        rows = open_rows().filter(kind=self.kind, thing__in=self.things, edition=self.edition)
        if self.month:
            end = start_of(following(self.month))
            rows = rows.filter(moment__gte=start_of(self.month), moment__lt=end)
        return rows.order_by("-moment", "-story")

    def ids(self, start: int, end: int) -> list[int]:
        """Return ids of stories from place ``start`` to before place ``end``, newest first."""
        return list(self._stories().values_list("story", flat=True)[start:end])

    def total(self) -> int:
        """Count them; once in a batch."""
        return once(("total", self), lambda: self._stories().count())

    def holds(self, story: int) -> bool:
        """Whether the story with this id stands here."""
        return self.rows().filter(story=story).exists()

    def newer(self, moment: datetime, story: int) -> int:
        """Count those that stand before a story of ``moment`` with this id."""
        later = Q(moment__gt=moment) | Q(moment=moment, story__gt=story)
        # Said once more without "or": from there on the index is read, and not from its beginning.
        return self._stories().filter(later, moment__gte=moment).count()

    def _stories(self) -> QuerySet[Listing, Any]:
        rows = self.rows().values("story", "moment")
        return rows.distinct() if len(self.things) > 1 else rows


def everything() -> StoryList:
    """All stories."""
    return StoryList(Of.ALL)


def of_month(month: date) -> StoryList:
    """Stories of the month that begins on the day ``month``."""
    return StoryList(Of.ALL, month=month)


def months_beside(month: date) -> tuple[date | None, date | None]:
    """Return the months with stories that are next before and after ``month``."""
    moments = everything().rows().values_list("moment", flat=True)
    before = moments.filter(moment__lt=start_of(month)).first()
    after = moments.filter(moment__gte=start_of(following(month))).last()
    return (before and month_of(before), after and month_of(after))


def of_section(section: SectionPage) -> StoryList:
    """Stories of the section and of the sections inside it."""
    if not section.pk:  # the preview of one that was never saved
        return StoryList(Of.SECTION, ())
    places = once("places of sections", lambda: _places(type(section)))
    ids = tuple(pk for pk, path in places if path.startswith(section.path))
    return StoryList(Of.SECTION, ids, section.edition.number)


def _places(sections: type[SectionPage]) -> list[tuple[int, str]]:
    """Return the id of each section and its path in the page tree."""
    # By their own table: asked for those below a path, SQLite may go through all pages.
    ids = list(sections.objects.order_by("pk").values_list("pk", flat=True))
    return list(sections.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "path"))


def of_topic(topic: TopicPage) -> StoryList:
    """Stories of the topic."""
    return StoryList(Of.TOPIC, (topic.pk,) if topic.pk else (), topic.edition.number)


def of_person(person: Person) -> StoryList:
    """Stories with the person in the byline, in whatever role."""
    return StoryList(Of.PERSON, (person.pk,))


def totals(kind: Of, things: Iterable[int]) -> dict[int, int]:
    """Count the stories of each thing by itself, those of the edition that is being made."""
    things = list(things)
    rows = open_rows().filter(kind=kind, thing__in=things, edition=here().number).order_by()
    return dict.fromkeys(things, 0) | dict(rows.values_list("thing").annotate(Count("pk")))


def changes_by_month() -> dict[date, datetime]:
    """Return the latest change in each month that has stories to be found, the newest month first.

    A month is of UTC. A small question for each: none reads the archive.
    """
    rows = open_rows().filter(kind=Of.CHANGED, edition=ANY)
    changes: dict[date, datetime] = {}
    month = rows.aggregate(month=Max("thing"))["month"]
    while month:
        changed = rows.filter(thing=month).aggregate(changed=Max("moment"))["changed"]
        changes[date(month // 100, month % 100, 1)] = changed
        month = rows.filter(thing__lt=month).aggregate(month=Max("thing"))["month"]
    return changes


def open_rows() -> QuerySet[Listing]:
    """Rows of stories that are open to everybody."""
    rows: QuerySet[Listing] = apps.get_model("articles.Listing").objects.all()
    if anything_is_private():
        stories = apps.get_model("articles.ArticlePage").objects.public()
        rows = rows.filter(story__in=stories.values("pk"))
    return rows
