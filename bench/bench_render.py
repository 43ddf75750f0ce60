"""What rendering a page costs: milliseconds of processor, queries, and the part of the limit.

    python bench/bench_render.py [FOLDER]

FOLDER is an outlet with stories and comments; without it a small one is made for the time. Pages
are rendered by the ordinary view, once as the baker does it, twenty of a kind in a batch, and once
each by itself as for a reader's request. The exit status is 1 where an article in a batch misses
its limit. Times are of the processor and the best of several rounds, yet a busy machine makes them
longer: compare rounds of a quiet one.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

LIMIT = 13.0  # ms for an article: two cores then bake 150 a second
BATCH, ROUNDS = 20, 7
STORIES, COMMENTS = 2 * BATCH, 50
WORDS = (
    "harbour council ferry winter the of a in on and said after before quay price fishing".split()
)


def main(folder: Path) -> None:
    os.environ["MASTHEAD_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.config.settings"
    import django  # noqa: PLC0415 - the folder is chosen before the settings are read

    django.setup()
    from masthead.articles.models import ArticlePage  # noqa: PLC0415 - Django is set up by now
    from masthead.core.batch import batch  # noqa: PLC0415

    if not ArticlePage.objects.exists():
        fill()
    missed = False
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, limit {LIMIT:.0f} ms an article")
    print(f"{'page':22}{'KB':>6}  in a batch: ms queries of limit   alone: ms queries")
    for name, paths in pages().items():
        size = len(render(paths[0])) / 1000
        together, queries = cost(paths, batch)
        alone, more = cost(paths[:5], nullcontext)
        part = f"{together / LIMIT:.2f}" if name.startswith("article") else ""
        missed = missed or (bool(part) and together > LIMIT)
        print(
            f"{name:22}{size:6.1f}{together:16.1f}{queries:8.1f}{part:>9}{alone:12.1f}{more:8.1f}"
        )
    sys.exit(missed)


def pages() -> dict[str, list[str]]:
    """Paths of each kind, the newest first."""
    from django.db.models import Count  # noqa: PLC0415

    from masthead.articles.models import ArticlePage, SectionPage  # noqa: PLC0415
    from masthead.people.models import Person  # noqa: PLC0415

    stories = ArticlePage.objects.published().newest_first()
    said = stories.annotate(said=Count("reader_comments")).filter(said__gte=COMMENTS)
    silent = stories.filter(reader_comments=None)
    month = stories[0].first_published_at
    return {
        "article, 50 comments": [story.url for story in said[:BATCH]],
        "article, none": [story.url for story in silent[:BATCH]],
        "front": ["/"],
        "section": [section.url for section in SectionPage.objects.live()[:BATCH]],
        "author": [person.url for person in Person.objects.all()[:BATCH]],
        "month": [f"/{month:%Y/%m}/"],
        "feed": ["/feed/"],
        "archive": ["/archive/"],
        "sitemap": ["/sitemap.xml"],
    }


def cost(
    paths: list[str], together: Callable[[], AbstractContextManager[None]]
) -> tuple[float, float]:
    """Return milliseconds of processor and queries, for each page."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from masthead.core.batch import batch  # noqa: PLC0415
    from masthead.reader.ahead import read_ahead  # noqa: PLC0415

    def round_of_all() -> float:
        before = time.process_time()
        with together():
            if together is batch:
                read_ahead(paths)
            for path in paths:
                render(path)
        return time.process_time() - before

    best = min(round_of_all() for _ in range(ROUNDS))
    with CaptureQueriesContext(connection) as captured:
        round_of_all()
    return best * 1000 / len(paths), len(captured) / len(paths)


def render(path: str) -> bytes:
    """Return what the site answers at ``path``."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.handlers.wsgi import WSGIRequest  # noqa: PLC0415

    scheme, _, host = settings.SITE_URL.partition("://")
    asked = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": host.partition(":")[0],
        "SERVER_PORT": "80",
        "HTTP_HOST": host,
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    response = handler().get_response(WSGIRequest(asked))
    assert response.status_code == 200, (path, response.status_code)  # noqa: PLR2004
    content: bytes = response.content
    return content


@cache
def handler() -> Any:
    """Return Django itself; it reads its middleware once."""
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415

    return WSGIHandler()


def fill() -> None:
    """Publish stories of about 20 KB as the newsroom does; half of them are much discussed."""
    from wagtail.models import Page  # noqa: PLC0415

    from masthead.articles import tree  # noqa: PLC0415
    from masthead.articles.models import ArticlePage, Byline, SectionPage, TopicPage  # noqa: PLC0415
    from masthead.comments.models import Comment, Status  # noqa: PLC0415
    from masthead.comments.thread import attach_all  # noqa: PLC0415
    from masthead.people.models import Person  # noqa: PLC0415

    def publish(page: Page, parent: Page) -> Any:
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    named = [(f"Section {n}", f"section-{n}") for n in range(8)]
    sections = [publish(SectionPage(title=t, slug=s), tree.front_page()) for t, s in named]
    topics = [publish(TopicPage(title=t, slug=f"t-{s}"), tree.topics_folder()) for t, s in named]
    people = [Person.objects.create(name=f"Alma Verne {n}", slug=f"alma-{n}") for n in range(8)]
    for number in range(STORIES):
        story = ArticlePage(title=f"Story {number} of the harbour", slug=f"story-{number}")
        story.section, story.topics = sections[number % 8], [topics[number % 8], topics[number % 5]]
        story.bylines, story.standfirst = [Byline(person=people[number % 8])], "What it is about."
        words = " ".join(WORDS[n * (number + 3) % len(WORDS)] for n in range(200))
        story.body = [("text", "".join(f"<p>{words}</p>" for _ in range(4))), ("divider", None)] * 3
        publish(story, tree.stories_folder())
        if number % 2:
            attach_all(comments(Comment, Status.APPROVED, story))


def comments(model: Any, status: str, story: Any) -> Iterable[Any]:
    """Every fifth begins a quarrel of five."""
    above = None
    for number in range(COMMENTS):
        above = above if number % 5 else None
        words = "The ferry was late again, and so was everybody on it."
        above = model(
            page=story,
            parent=above,
            status=status,
            author_name=f"Reader {number}",
            text=words,
            html=f"<p>{words}</p>",
            created_at=datetime.now(UTC),
        )
        yield above


def in_an_outlet_of_its_own() -> None:
    with tempfile.TemporaryDirectory() as folder:
        outlet = Path(folder) / "outlet"
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
        command = [sys.executable, "-m", "masthead", "init", str(outlet)]
        subprocess.run(command, check=True, env=clean, stdout=subprocess.DEVNULL)
        main(outlet)


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]).resolve())
    else:
        in_an_outlet_of_its_own()
