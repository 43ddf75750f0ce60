"""Sections, topics, people and a few stories, made as the newsroom makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from masthead.articles import tree
from masthead.articles.editions import front_of
from masthead.articles.models import ArticlePage, SectionPage, TopicPage
from masthead.articles.models.byline import Byline
from masthead.comments.models import Comment, Status
from masthead.comments.thread import attach_all
from masthead.core.edition import Place
from masthead.outlet.editions import Edition
from masthead.outlet.models import OutletSettings
from masthead.people.models import Person

from .words import WORDS, text_of, title_of

if TYPE_CHECKING:
    from wagtail.models import Page

SECTIONS, TOPICS = 8, 60  # in each language; among all of them
FEWEST_TOPICS = 2
#: What the site is made in beside the outlet's own, in this order.
LANGUAGES = ("fa", "ar", "fr", "ckb", "ug", "be", "tr", "ru", "es")
FEWEST_PEOPLE, STORIES_OF_ONE = 20, 2_000
MODELS = 40
LONG, SHORT = 15, 4  # paragraphs of a story
DISCUSSED, COMMENTS = 100, 50


@dataclass(frozen=True)
class Furniture:
    """What the stories of one language stand in."""

    language: str
    place: Place
    sections: list[SectionPage]
    topics: list[TopicPage]
    people: list[Person]


def furnish(stories: int, languages: int = 1) -> list[Furniture]:
    """Make the places and people of so many stories, in the outlet's and in further languages."""
    count = max(FEWEST_PEOPLE, stories // STORIES_OF_ONE)
    people = [
        Person.objects.create(name=f"Alma Verne {n}", slug=f"alma-verne-{n}") for n in range(count)
    ]
    topics = max(FEWEST_TOPICS, TOPICS // languages)
    made = [_places(OutletSettings.first_language(), Place(), tree.front_page(), topics, people)]
    for tag in LANGUAGES[: languages - 1]:
        edition = Edition.objects.create(language=tag, prefix=tag, name=f"The outlet ({tag})")
        made.append(_places(tag, edition.place, front_of(edition), topics, people))
    return made


def _places(
    language: str, place: Place, front: Any, topics: int, people: list[Person]
) -> Furniture:
    """Make the sections and topics of one language."""
    drawer, before = tree.topics_folder(), place.home.strip("/")
    sections = [
        _published(SectionPage(title=f"Section {n}", slug=f"section-{n}", language=language), front)
        for n in range(SECTIONS)
    ]
    slugs = [f"{before}-topic-{n}".lstrip("-") for n in range(topics)]
    made = [
        _published(TopicPage(title=f"Topic {n}", slug=slug, language=language), drawer)
        for n, slug in enumerate(slugs)
    ]
    return Furniture(language, place, sections, made, people)


def model(number: int, at: datetime, furniture: Furniture) -> ArticlePage:
    """Make a story of which others become copies."""
    section = furniture.sections[number % SECTIONS]
    story = ArticlePage(title=title_of(number), slug=f"story-{number}", section=section)
    story.language = furniture.language
    story.standfirst = "What it is about, in one sentence."
    story.first_published_at = at
    story.body = [("text", text_of(number, LONG if number % 2 else SHORT))]
    story.bylines = [Byline(person=furniture.people[number % FEWEST_PEOPLE])]
    topics = furniture.topics
    story.topics = [topics[(number + step) % len(topics)] for step in (0, 1)]
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
