"""Triggers that keep ``Listing`` true in the transaction that changes a story.

Triggers and no code of ours: the newsroom, importers, merges and deletions write stories in ways
of their own, and a list that one of them forgot would hide a story. SQLite makes a table anew when
a migration changes it, which takes its triggers away and fails where others name it: so they are
taken out before migrations and put back after them.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections

from masthead.core.edition import FIRST
from masthead.core.language import is_language
from masthead.outlet.editions import Edition

from .lists import ANY, Of
from .models.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = Listing._meta.db_table  # noqa: SLF001 - documented Django
# The edition of a story: that of the most exact tag its language begins with, as place_of has it.
EDITION = f"""COALESCE((
    SELECT edition.id FROM {Edition._meta.db_table} edition
    WHERE LOWER(story.language) || '-' LIKE LOWER(edition.language) || '-%'
    ORDER BY LENGTH(edition.language) DESC LIMIT 1), {FIRST})"""  # noqa: SLF001, S608
# Where ``{only}`` limits it to some stories; "> 0" is all of them. ``{month}`` is the month of a
# story's first publication in UTC, as the database writes it.
RELIST = (
    f"DELETE FROM {TABLE} WHERE story_id {{only}}",  # noqa: S608 - our own names, as below
    f"""INSERT INTO {TABLE} (kind, thing, edition, story_id, moment)
    SELECT place.kind, place.thing, {EDITION}, page.id, page.first_published_at
    FROM wagtailcore_page page
    JOIN articles_articlepage story ON story.page_ptr_id = page.id
    JOIN (
        SELECT page_ptr_id AS story, {Of.SECTION} AS kind, section_id AS thing
        FROM articles_articlepage WHERE page_ptr_id {{only}} AND section_id IS NOT NULL
        UNION SELECT articlepage_id, {Of.SECTION}, sectionpage_id
        FROM articles_articlepage_other_sections WHERE articlepage_id {{only}}
        UNION SELECT articlepage_id, {Of.TOPIC}, topicpage_id
        FROM articles_articlepage_topics WHERE articlepage_id {{only}}
        UNION SELECT article_id, {Of.PERSON}, person_id
        FROM articles_byline WHERE article_id {{only}}
        UNION SELECT page_ptr_id, {Of.ALL}, 0
        FROM articles_articlepage WHERE page_ptr_id {{only}}
        UNION SELECT page_ptr_id, {Of.OPINION}, 0
        FROM articles_articlepage
        WHERE page_ptr_id {{only}} AND kind = 'opinion'
    ) place ON place.story = page.id
    WHERE page.id {{only}} AND page.live AND page.first_published_at IS NOT NULL""",  # noqa: S608
    f"""INSERT INTO {TABLE} (kind, thing, edition, story_id, moment)
    SELECT {Of.CHANGED}, {{month}}, {ANY}, page.id, page.last_published_at
    FROM wagtailcore_page page
    JOIN articles_articlepage story ON story.page_ptr_id = page.id
    WHERE page.id {{only}} AND page.live AND page.first_published_at IS NOT NULL
    AND page.last_published_at IS NOT NULL AND NOT story.noindex AND story.canonical_url = ''""",  # noqa: S608
)
MONTH = {
    "sqlite": "CAST(strftime('%Y%m', page.first_published_at) AS INTEGER)",
    "postgresql": "CAST(to_char(page.first_published_at AT TIME ZONE 'UTC', 'YYYYMM') AS INTEGER)",
}


@dataclass(frozen=True)
class Trigger:
    """``story`` is the id to list anew; ``changed`` are the columns whose change is one."""

    table: str
    event: str
    story: str
    changed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its own among all triggers of the database."""
        return f"relist_{self.event.lower()}_{self.table}"

    def condition(self, differs: str) -> str:
        """When it runs; ``differs`` is how the database compares what may be NULL."""
        parts = [f"OLD.{name} {differs} NEW.{name}" for name in self.changed]
        return f"WHEN ({' OR '.join(parts)})" if parts else ""

    def body(self, vendor: str) -> str:
        """What it does."""
        return "; ".join(RELIST).format(only=f"= {self.story}", month=MONTH[vendor]) + ";"


TRIGGERS = (
    Trigger(
        "wagtailcore_page", "UPDATE", "NEW.id", ("live", "first_published_at", "last_published_at")
    ),
    Trigger("articles_articlepage", "INSERT", "NEW.page_ptr_id"),
    Trigger(
        "articles_articlepage",
        "UPDATE",
        "NEW.page_ptr_id",
        ("section_id", "kind", "language", "noindex", "canonical_url"),
    ),
    Trigger("articles_articlepage", "DELETE", "OLD.page_ptr_id"),
    *(
        Trigger(table, event, f"{row}.{column}")
        for table, column in (
            ("articles_byline", "article_id"),
            ("articles_articlepage_topics", "articlepage_id"),
            ("articles_articlepage_other_sections", "articlepage_id"),
        )
        for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    Trigger("articles_byline", "UPDATE", "NEW.article_id", ("person_id",)),
)


def before_migrations(sender: Any, using: str, **kwargs: Any) -> None:
    """Take the triggers out of SQLite."""
    if connections[using].vendor == "sqlite":
        _take_out(connections[using])


def after_migrations(sender: Any, using: str, plan: Any = (), **kwargs: Any) -> None:
    """Put them in; where something was migrated, list all stories anew."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return  # migrated back to before there was one
    _take_out(connection)
    _put_in(connection)
    if plan:
        relist_all(connection)


@contextmanager
def listed_afterwards(connection: BaseDatabaseWrapper) -> Iterator[list[int]]:
    """List the stories whose ids are put into the yielded list at the end: a third of the work.

    For thousands of new stories in one transaction, which has to be open. The ids have to follow
    each other.
    """
    written: list[int] = []
    _take_out(connection)
    yield written
    _put_in(connection)
    if written:
        _relist(connection, f"BETWEEN {min(written)} AND {max(written)}")


def relist_all(connection: BaseDatabaseWrapper) -> None:
    """Write the rows of every story anew."""
    _relist(connection, "> 0")


def _relist(connection: BaseDatabaseWrapper, only: str) -> None:
    with connection.cursor() as cursor:
        for statement in RELIST:
            cursor.execute(statement.format(only=only, month=MONTH[connection.vendor]))


def relist_language(tag: str) -> None:
    """Write the rows of all stories in a language anew: it has an edition now, or none any more."""
    tag = tag.lower()
    if not is_language(tag):  # it becomes part of a statement
        message = f"{tag!r} is no language"
        raise ValueError(message)
    stories = (
        f"IN (SELECT page_ptr_id FROM articles_articlepage "  # noqa: S608 - checked above
        f"WHERE LOWER(language) || '-' LIKE '{tag}-%')"
    )
    _relist(connections["default"], stories)


def _take_out(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for trigger in TRIGGERS:
            where = "" if connection.vendor == "sqlite" else f" ON {trigger.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{where}")


def _put_in(connection: BaseDatabaseWrapper) -> None:
    make = _in_sqlite if connection.vendor == "sqlite" else _in_postgresql
    with connection.cursor() as cursor:
        for trigger in TRIGGERS:
            for statement in make(trigger):
                cursor.execute(statement)


def _in_sqlite(trigger: Trigger) -> list[str]:
    return [
        f"CREATE TRIGGER {trigger.name} AFTER {trigger.event} ON {trigger.table} FOR EACH ROW "
        f"{trigger.condition('IS NOT')} BEGIN {trigger.body('sqlite')} END"
    ]


def _in_postgresql(trigger: Trigger) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {trigger.body('postgresql')} RETURN NULL; END $$",
        f"CREATE TRIGGER {trigger.name} AFTER {trigger.event} ON {trigger.table} FOR EACH ROW "
        f"{trigger.condition('IS DISTINCT FROM')} EXECUTE FUNCTION {trigger.name}()",
    ]
