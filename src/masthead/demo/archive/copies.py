"""Stories as rows, many at once: each is a copy of what the newsroom wrote for another one."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from masthead.addresses.models import Address
from masthead.articles.models import ArticlePage, Byline

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from .furnish import Furniture

    Row = dict[str, Any]
    Rows = dict[str, list[Row]]

SHIFT = 1_000_000_000  # before the numbers that stand for ids which others draw by lot
NEWEST = 1_000  # stories as long as those of today; older ones are short, to spare the disk


@dataclass(frozen=True)
class Pattern:
    """The rows of one story; a search entry says what the story's words are."""

    page: Row
    story: Row
    entry: Row
    references: list[Row]

    @classmethod
    def of(cls, story: ArticlePage) -> Pattern:
        """Read the rows of ``story``."""
        kind, key = ContentType.objects.get_for_model(story).pk, str(story.pk)
        return cls(
            _rows(Page, id=story.pk)[0],
            _rows(ArticlePage, page_ptr_id=story.pk)[0],
            _rows(IndexEntry, content_type_id=kind, object_id=key)[0],
            _rows(ReferenceIndex, content_type_id=kind, object_id=key),
        )


class Copies:
    """Writes copies of some stories, each with its own place, people, address and time.

    In turn in each of the languages that ``furniture`` is of.
    """

    def __init__(self, stories: list[ArticlePage], furniture: list[Furniture], total: int) -> None:
        self.patterns = [Pattern.of(story) for story in stories]
        self.total = total
        self.furniture = furniture
        self.folder = stories[0].get_parent()
        self.kind = ContentType.objects.get_for_model(ArticlePage).pk
        self.first = stories[-1].pk + 1
        self.chance = Random(1)  # noqa: S311 - the same archive each time

    def write(self, places: range, times: list[datetime]) -> range:
        """Write the stories that get these places in the drawer; return their ids."""
        start = self.first - len(self.patterns)
        tables: Rows = {}
        for place, at in zip(places, times, strict=True):
            self._add(tables, start + place, place, at)
        with connection.cursor() as cursor:
            for table, rows in tables.items():
                names = ", ".join(f'"{name}"' for name in rows[0])
                marks = ", ".join(["%s"] * len(rows[0]))
                statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - our names
                cursor.executemany(statement, [list(row.values()) for row in rows])
        Page.objects.filter(pk=self.folder.pk).update(numchild=places.stop)
        return range(start + places.start, start + places.stop)

    def _add(self, tables: Rows, pk: int, place: int, at: datetime) -> None:
        is_long = place >= self.total - NEWEST
        number = place % (len(self.patterns) // 2) * 2 + is_long
        pattern = self.patterns[number]
        furniture = self.furniture[place % len(self.furniture)]
        section = self.chance.choice(furniture.sections)
        person = self.chance.choice(furniture.people)
        slug, moment = f"story-{place}", connection.ops.adapt_datetimefield_value(at)

        def add(model: type[Model], **row: Any) -> None:
            tables.setdefault(model._meta.db_table, []).append(row)  # noqa: SLF001 - documented Django

        own = {
            "id": pk,
            "path": Page._get_path(self.folder.path, self.folder.depth + 1, place + 1),  # noqa: SLF001
            "translation_key": UUID(int=SHIFT + pk).hex,
            "slug": slug,
            "url_path": f"{self.folder.url_path}{slug}/",
            "latest_revision_id": None,
            "live_revision_id": None,
            "first_published_at": moment,
            "last_published_at": moment,
        }
        add(Page, **pattern.page | own)
        own = {"page_ptr_id": pk, "uid": UUID(int=SHIFT + pk).hex, "section_id": section.pk}
        own |= {"language": furniture.language}
        add(ArticlePage, **pattern.story | own)
        add(
            Address,
            path=furniture.place.path(f"/{section.slug}/{slug}/"),
            content_type_id=self.kind,
            object_id=pk,
            is_canonical=True,
            to="",
            created_at=moment,
        )
        add(Byline, article_id=pk, person_id=person.pk, role="by", sort_order=0)
        for topic in self.chance.sample(furniture.topics, 2):
            add(ArticlePage.topics.through, articlepage_id=pk, topicpage_id=topic.pk)
        add(IndexEntry, **_without_id(pattern.entry) | {"object_id": str(pk)})
        for reference in pattern.references:
            to = section if reference["model_path"] == "section" else person
            own = {"object_id": str(pk), "to_object_id": str(to.pk)}
            add(ReferenceIndex, **_without_id(reference) | own)


def count_on() -> None:
    """Let the database give the next page an id that none of the copies has."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
            cursor.execute(statement)


def _rows(model: type[Model], **keys: Any) -> list[Row]:
    """Rows of the table of ``model`` alone, without its parents', as the database has them."""
    where = " AND ".join(f'"{name}" = %s' for name in keys)
    statement = f'SELECT * FROM "{model._meta.db_table}" WHERE {where}'  # noqa: S608, SLF001 - our names
    with connection.cursor() as cursor:
        cursor.execute(statement, list(keys.values()))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _without_id(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "id"}
