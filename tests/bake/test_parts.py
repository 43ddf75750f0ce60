"""A number in the author box changes on every story of somebody, without rendering each."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.bake.drain import drain
from tests.factories import ArticleFactory, PersonFactory, SectionFactory

from masthead.articles import editions as planting
from masthead.articles.models import ArticlePage
from masthead.bake import queue, theme, work
from masthead.bake.models import BakeRequest, Priority
from masthead.bake.render import render
from masthead.bake.tree import State
from masthead.outlet.editions import Edition
from masthead.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

STORIES = 6


@pytest.fixture
def writer() -> Person:
    person: Person = PersonFactory(name="Alma", slug="alma", bio="<p>Writes (1 Article).</p>")
    return person


@pytest.fixture
def stories(writer: Person) -> list[ArticlePage]:
    """Stories of the writer that are baked; every second one has another author as well."""
    theme.look(work.tree())
    other, section = PersonFactory(name="Ben", slug="ben"), SectionFactory(slug="news")
    made = [
        ArticleFactory(slug=f"s{n}", section=section, by=[other, writer] if n % 2 else [writer])
        for n in range(STORIES)
    ]
    drain()
    return made


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Paths that were rendered."""
    paths: list[str] = []
    monkeypatch.setattr(work, "render", lambda path: paths.append(path) or render(path))
    return paths


def body(story: ArticlePage) -> bytes:
    return work.tree().file(story.public_path).read_bytes()


def ask(writer: Person) -> None:
    queue.request_spread(f"author_box:{writer.slug}")


def outdate(*stories: ArticlePage) -> None:
    """Let the pages tell another number."""
    for story in stories:
        file = work.tree().file(story.public_path)
        file.write_bytes(file.read_bytes().replace(b"6 Articles", b"5 Articles"))


def test_one_page_is_rendered_and_the_others_get_its_box(
    stories: list[ArticlePage], writer: Person, rendered: list[str]
) -> None:
    assert b"6 Articles" in body(stories[0])
    before = [body(story) for story in stories]
    outdate(*stories)
    ask(writer)
    drain()
    assert [body(story) for story in stories] == before
    assert len(rendered) == 1


def test_after_a_publication_all_pages_are_what_rendering_makes(
    stories: list[ArticlePage], writer: Person
) -> None:
    new = ArticleFactory(slug="new", section=stories[0].section, by=[writer])
    drain()
    for story in [*stories, new]:
        page = render(story.public_path)
        assert page
        assert body(story) == page.body
        assert b"7 Articles" in page.body


def test_each_language_has_a_box_of_its_own(writer: Person, rendered: list[str]) -> None:
    theme.look(work.tree())
    Edition.objects.create(language="fa", name="fa", prefix="fa")
    section = SectionFactory(parent=planting.front_of(Edition.objects.get(language="fa")))
    persian = [ArticleFactory(language="fa", section=section, by=[writer]) for _ in range(3)]
    german = [ArticleFactory(language="de", by=[writer]) for _ in range(3)]
    drain()
    rendered.clear()
    ask(writer)
    drain()
    assert len(rendered) == 2
    for story in persian + german:
        page = render(story.public_path)
        assert page
        assert body(story) == page.body


def test_while_two_versions_run_pages_are_rendered(
    stories: list[ArticlePage],
    writer: Person,
    rendered: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(theme, "current", lambda: "another")  # no worker of it has looked
    ask(writer)
    drain()
    assert len(rendered) == STORIES


def test_a_page_that_an_older_theme_made_is_rendered(
    stories: list[ArticlePage], writer: Person, rendered: list[str]
) -> None:
    file = work.tree().file(stories[0].public_path)
    file.write_bytes(body(stories[0]).replace(b"</body>", b"<!-- old --></body>"))
    os.utime(file, (1, 1))
    ask(writer)
    drain()
    assert stories[0].public_path in rendered
    assert b"old" not in body(stories[0])


@pytest.mark.parametrize("state", ["missing", "gone", "without a box"])
def test_what_has_no_box_is_rendered(
    stories: list[ArticlePage], writer: Person, rendered: list[str], state: str
) -> None:
    path, before = stories[0].public_path, body(stories[0])
    file = work.tree().file(path)
    file.write_bytes(before.replace(b"data-person", b"data-nobody"))
    if state != "without a box":
        file.unlink()
    if state == "gone":
        work.tree().file(path, State.GONE).write_bytes(b"gone")
    ask(writer)
    drain()
    assert path in rendered
    assert body(stories[0]) == before
    assert not work.tree().file(path, State.GONE).exists()


def test_who_asks_for_the_whole_page_gets_it_rendered(
    stories: list[ArticlePage], writer: Person, rendered: list[str]
) -> None:
    path = stories[0].public_path
    ask(writer)
    queue.request([path], Priority.BEHIND)
    drain()
    assert path in rendered


def test_a_wish_for_the_whole_page_is_enough(writer: Person) -> None:
    queue.request(["/a/"], Priority.BEHIND)
    queue.request(["/a/"], Priority.BEHIND, part=f"author_box:{writer.slug}")
    assert BakeRequest.objects.filter(path="/a/").count() == 1
    queue.request(["/b/"], Priority.BEHIND, part="author_box:1")
    queue.request(["/b/"], Priority.BEHIND, part="author_box:1")
    queue.request(["/b/"], Priority.BEHIND, part="author_box:2")
    queue.request(["/b/"], Priority.BEHIND)
    assert list(
        BakeRequest.objects.filter(path="/b/").order_by("pk").values_list("part", flat=True)
    ) == ["author_box:1", "author_box:2", ""]


def test_a_box_in_what_somebody_wrote_is_not_taken_for_one(
    stories: list[ArticlePage], writer: Person, rendered: list[str]
) -> None:
    file = work.tree().file(stories[0].public_path)
    fake = f'<section class="author" data-person="{writer.slug}"><a href="/x/">x</a></section>'
    file.write_bytes(body(stories[0]).replace(b"<article", fake.encode() + b"<article", 1))
    ask(writer)
    drain()
    assert stories[0].public_path in rendered
    assert fake.encode() not in body(stories[0])
