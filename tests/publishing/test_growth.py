"""What readers wait for is asked of the database by indexes, however large the archive is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.bake.drain import drain
from tests.factories import ArticleFactory, PersonFactory, SectionFactory, TopicFactory

from masthead.articles.models import ArticlePage, Byline
from masthead.bake.models import BakeRequest, Priority
from masthead.config.worker import Worker

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("outlet"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans"),
]

# Not the stories' own: among tables that are joined, SQLite goes by how the rows really lie.
# Nor the record's entries, which the page of its months counts.
GROWING = (
    "addresses_address",
    "articles_articlepage_topics",
    "articles_byline",
    "articles_listing",
    "comments_comment",
    "wagtailcore_page",
    "wagtailcore_pagelogentry",
    "wagtailcore_referenceindex",
    "wagtailcore_revision",
    "wagtailsearch_indexentry",
)
TABLE = re.compile(rf'"({"|".join(GROWING)})"(?: (?:AS )?"?([A-Z]\d+)\b)?')


@contextmanager
def asked() -> Iterator[list[tuple[str, Any]]]:
    """Collect what is asked inside."""
    questions: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        is_many, _context = rest
        if not is_many and sql.startswith(("SELECT", "UPDATE", "DELETE")):
            questions.append((sql, params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        yield questions


def tables_read_through(sql: str, params: Any) -> set[str]:
    """The growing tables of which the question reads every row."""
    names = {alias or table: table for table, alias in TABLE.findall(sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = [row[3] for row in cursor.fetchall()]
    if " LIMIT " in sql and not any("TEMP B-TREE" in step for step in steps):
        return set()  # in the order in which the rows lie, as far as the limit
    read = {step.split()[1] for step in steps if re.fullmatch(r"SCAN \S+", step)}
    return {names[name] for name in read & names.keys()}


def tell_of_a_large_archive() -> None:
    """Let SQLite choose its ways as if every growing table had a million times the rows."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1")
        for table, index, stat in cursor.fetchall():
            if table in GROWING:
                rows, *equal = stat.split()
                grown = " ".join([str(int(rows) * 1_000_000), *equal])
                same = "UPDATE sqlite_stat1 SET stat = %s WHERE tbl = %s AND idx IS %s"
                cursor.execute(same, [grown, table, index])
        cursor.execute("ANALYZE sqlite_schema")


def test_the_sitemaps_of_months_are_named_without_reading_the_archive(client: Client) -> None:
    ArticleFactory(section=SectionFactory())
    tell_of_a_large_archive()
    with asked() as questions:
        assert "/sitemaps/stories-" in client.get("/sitemap.xml").content.decode()
    assert not [sql for sql, params in questions if tables_read_through(sql, params)]


def test_no_table_that_grows_is_read_through() -> None:
    story = ArticleFactory(section=SectionFactory(), live=False, breaking=True)
    story.bylines = [Byline(person=PersonFactory())]
    story.topics = [TopicFactory()]
    revision = story.save_revision()
    worker = Worker()
    worker.round()
    drain()
    tell_of_a_large_archive()
    with asked() as questions:
        with transaction.atomic():
            revision.publish()
        assert worker.recording.take_new()
        BakeRequest.objects.exclude(priority=Priority.NOW).delete()  # nobody waits for these
        drain()
        worker.round()
    assert ArticlePage.objects.get(pk=story.pk).live
    slow = {
        sql: tables for sql, params in questions if (tables := tables_read_through(sql, params))
    }
    assert slow == {}
