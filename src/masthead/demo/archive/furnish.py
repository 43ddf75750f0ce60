"""Sections, topics, people and a few stories, made as the newsroom makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from masthead.articles import tree
from masthead.articles.models import ArticlePage, SectionPage, TopicPage
from masthead.articles.models.byline import Byline
from masthead.comments.models import Comment, Status
from masthead.comments.thread import attach_all
from masthead.people.models import Person

from .words import WORDS, text_of, title_of

if TYPE_CHECKING:
    from wagtail.models import Page

SECTIONS, TOPICS = 8, 60
FEWEST_PEOPLE, STORIES_OF_ONE = 20, 2_000
MODELS = 40
LONG, SHORT = 15, 4  # paragraphs of a story
DISCUSSED, COMMENTS = 100, 50


@dataclass(frozen=True)
class Furniture:
    """What stories stand in."""

    sections: list[SectionPage]
    topics: list[TopicPage]
    people: list[Person]


def furnish(stories: int) -> Furniture:
    """Make the places and people of so many stories."""
    front, drawer = tree.front_page(), tree.topics_folder()
    people = max(FEWEST_PEOPLE, stories // STORIES_OF_ONE)
    return Furniture(
        [
            _published(SectionPage(title=f"Section {n}", slug=f"section-{n}"), front)
            for n in range(SECTIONS)
        ],
        [
            _published(TopicPage(title=f"Topic {n}", slug=f"topic-{n}"), drawer)
            for n in range(TOPICS)
        ],
        [
            Person.objects.create(name=f"Alma Verne {n}", slug=f"alma-verne-{n}")
            for n in range(people)
        ],
    )


def model(number: int, at: datetime, furniture: Furniture) -> ArticlePage:
    """Make a story of which others become copies."""
    section = furniture.sections[number % SECTIONS]
    story = ArticlePage(title=title_of(number), slug=f"story-{number}", section=section)
    story.standfirst = "What it is about, in one sentence."
    story.first_published_at = at
    story.body = [("text", text_of(number, LONG if number % 2 else SHORT))]
    story.bylines = [Byline(person=furniture.people[number % FEWEST_PEOPLE])]
    story.topics = [furniture.topics[(number + step) % TOPICS] for step in (0, 7)]
    return _published(story, tree.stories_folder())


def discuss() -> None:
    """Put comments under the newest stories."""
    now, chance = datetime.now(UTC), Random(2)  # noqa: S311 - the same archive each time
    newest = ArticlePage.objects.order_by("-first_published_at").values_list("pk", flat=True)
    for pk in list(newest[:DISCUSSED]):
        attach_all(_comment(pk, n, now, chance) for n in range(COMMENTS))


def _comment(story: int, number: int, now: datetime, chance: Random) -> Comment:
    words = " ".join(chance.sample(WORDS, k=12)).capitalize()
    return Comment(
        page_id=story,
        status=Status.APPROVED,
        author_name=f"Reader {number}",
        text=f"{words}.",
        html=f"<p>{words}.</p>",
        created_at=now - timedelta(minutes=number),
    )


def _published(page: Any, parent: Page) -> Any:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
