"""Fills an outlet with any number of stories, quickly: rows are written as rows, many at once.

    python bench/seed.py FOLDER STORIES [COMMENTS]

Every story has a section, two topics and one author; the newest COMMENT-ed ones have 50 comments.
"""

from __future__ import annotations

import json
import random
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from outlet import words_of

SECTIONS, TOPICS, PEOPLE, AT_ONCE, DISCUSSION = 8, 60, 20, 2_000, 50
EVERY = timedelta(minutes=20)  # between two stories


def seed(stories: int, commented: int = 100) -> None:
    """Write into the outlet for which Django is set up; it has to be new."""
    from django.db import connection, transaction  # noqa: PLC0415 - Django is set up by now

    from masthead.bake import queue  # noqa: PLC0415

    with transaction.atomic(), queue.whole_site_instead():
        places = furnish()
        pattern = model_story(places)
        with connection.cursor() as cursor:
            write(cursor, pattern, places, stories)
        discuss(commented)


def furnish() -> dict[str, list[Any]]:
    from django.core.files.base import ContentFile  # noqa: F401, PLC0415

    from masthead.articles import tree  # noqa: PLC0415
    from masthead.articles.models import SectionPage, TopicPage  # noqa: PLC0415
    from masthead.people.models import Person  # noqa: PLC0415

    def published(page: Any, parent: Any) -> Any:
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    front, drawer = tree.front_page(), tree.topics_folder()
    return {
        "sections": [
            published(SectionPage(title=f"Section {n}", slug=f"section-{n}"), front)
            for n in range(SECTIONS)
        ],
        "topics": [
            published(TopicPage(title=f"Topic {n}", slug=f"topic-{n}"), drawer)
            for n in range(TOPICS)
        ],
        "people": [
            Person.objects.create(name=f"Alma Verne {n}", slug=f"alma-verne-{n}")
            for n in range(PEOPLE)
        ],
    }


def model_story(places: dict[str, list[Any]]) -> Any:
    """A story made as the newsroom makes one; the others are copies of its rows."""
    from masthead.articles import tree  # noqa: PLC0415
    from masthead.articles.models import ArticlePage  # noqa: PLC0415
    from masthead.articles.models.byline import Byline  # noqa: PLC0415

    story = ArticlePage(title="The first story", slug="story-0", section=places["sections"][0])
    story.first_published_at = datetime.now(UTC)
    story.body = json.dumps([{"type": "text", "value": words_of(0), "id": str(uuid.uuid4())}])
    story.bylines = [Byline(person=places["people"][0])]
    story.topics = places["topics"][:2]
    tree.stories_folder().add_child(instance=story)
    story.save_revision().publish()
    return story


def write(cursor: Any, pattern: Any, places: dict[str, list[Any]], stories: int) -> None:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415
    from wagtail.models import Page  # noqa: PLC0415

    from masthead.articles.models import ArticlePage  # noqa: PLC0415

    folder = pattern.get_parent()
    page, article = row_of(cursor, Page, pattern.pk), row_of(cursor, ArticlePage, pattern.pk)
    kind = ContentType.objects.get_for_model(ArticlePage).pk
    chance, newest = random.Random(1), datetime.now(UTC)  # noqa: S311 - the same archive each time
    bodies = [
        json.dumps([{"type": "text", "value": words_of(n), "id": str(uuid.UUID(int=n))}])
        for n in range(20)
    ]
    for start in range(1, stories, AT_ONCE):
        tables: dict[str, list[dict[str, Any]]] = {}
        for n in range(start, min(stories, start + AT_ONCE)):
            pk, at = pattern.pk + n, newest - EVERY * (stories - n)
            section = chance.choice(places["sections"])
            title = f"Story {n} of the harbour and the town"
            tables.setdefault("wagtailcore_page", []).append(
                page
                | {
                    "id": pk,
                    "path": Page._get_path(folder.path, folder.depth + 1, n + 1),  # noqa: SLF001
                    "translation_key": uuid.UUID(int=pk).hex,
                    "title": title,
                    "draft_title": title,
                    "slug": f"story-{n}",
                    "url_path": f"{folder.url_path}story-{n}/",
                    "latest_revision_id": None,
                    "live_revision_id": None,
                    "first_published_at": at,
                    "last_published_at": at,
                }
            )
            tables.setdefault("articles_articlepage", []).append(
                article
                | {
                    "page_ptr_id": pk,
                    "uid": uuid.UUID(int=pk).hex,
                    "section_id": section.pk,
                    "body": bodies[n % len(bodies)],
                    "standfirst": f"What number {n} is about, in one sentence.",
                }
            )
            tables.setdefault("addresses_address", []).append(
                {
                    "path": f"/{section.slug}/story-{n}/",
                    "content_type_id": kind,
                    "object_id": pk,
                    "is_canonical": True,
                    "to": "",
                    "created_at": at,
                }
            )
            tables.setdefault("articles_byline", []).append(
                {
                    "article_id": pk,
                    "person_id": chance.choice(places["people"]).pk,
                    "role": "by",
                    "sort_order": 0,
                }
            )
            for topic in chance.sample(places["topics"], 2):
                tables.setdefault("articles_articlepage_topics", []).append(
                    {"articlepage_id": pk, "topicpage_id": topic.pk}
                )
        for table, rows in tables.items():
            insert(cursor, table, rows)
    Page.objects.filter(pk=folder.pk).update(numchild=stories)


def row_of(cursor: Any, model: Any, pk: int) -> dict[str, Any]:
    """The row of the table of ``model`` alone, without its parents', as the database has it."""
    table, key = model._meta.db_table, model._meta.pk.column  # noqa: SLF001
    cursor.execute(f'SELECT * FROM "{table}" WHERE "{key}" = %s', [pk])  # noqa: S608 - our names
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def insert(cursor: Any, table: str, rows: list[dict[str, Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join(["%s"] * len(rows[0]))
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - our names
    cursor.executemany(statement, [[plain(value) for value in row.values()] for row in rows])


def plain(value: Any) -> Any:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def discuss(stories: int) -> None:
    from masthead.articles.models import ArticlePage  # noqa: PLC0415
    from masthead.comments.models import Comment, Status  # noqa: PLC0415
    from masthead.comments.thread import attach_all  # noqa: PLC0415

    now = datetime.now(UTC)
    newest = ArticlePage.objects.order_by("-first_published_at").values_list("pk", flat=True)
    for pk in list(newest[:stories]):
        attach_all(
            Comment(
                page_id=pk,
                status=Status.APPROVED,
                author_name=f"Reader {n}",
                text="The ferry was late again.",
                html="<p>The ferry was late again, and so was everybody on it.</p>",
                created_at=now - timedelta(minutes=n),
            )
            for n in range(DISCUSSION)
        )


if __name__ == "__main__":
    from outlet import open_new

    open_new(Path(sys.argv[1]))
    seed(int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 100)  # noqa: PLR2004
