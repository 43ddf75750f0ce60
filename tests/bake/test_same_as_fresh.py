"""After whatever newsroom and readers do, the tree is what baking everything anew would make."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from tests.bake.drain import drain, everything, files, fresh
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    ImageFactory,
    PersonFactory,
    SectionFactory,
    StandardFactory,
    TopicFactory,
)
from wagtail.models import PageViewRestriction

from masthead.addresses.assign import redirect
from masthead.articles.models import ArticlePage, SectionPage, TopicPage
from masthead.articles.models.byline import Byline
from masthead.bake import work
from masthead.comments import moderate
from masthead.comments.models import Comment, Status
from masthead.ledger import work as record
from masthead.media.models import Image
from masthead.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

START = datetime(2026, 3, 30, 8, tzinfo=UTC)
STEPS = 20


def settle() -> None:
    """What the worker does: first the record, then the pages."""
    while record.step():
        pass
    drain()


def some(model: Any, chance: random.Random, **which: Any) -> Any:
    found = list(model.objects.filter(**which).order_by("pk"))
    return chance.choice(found) if found else None


def publish(chance: random.Random) -> None:
    ArticleFactory(
        section=some(SectionPage, chance),
        about=[topic for topic in TopicPage.objects.all() if chance.random() < 0.4],
        by=[person for person in Person.objects.all() if chance.random() < 0.4],
        lead_image=some(Image, chance),
        language=chance.choice(["en", "en", "de"]),
        translation_of=some(ArticlePage, chance) if chance.random() < 0.2 else None,
    )


def publish_long_ago(chance: random.Random) -> None:
    ArticleFactory(
        section=some(SectionPage, chance),
        by=[some(Person, chance)],
        published_at=START - timedelta(days=chance.randint(1, 90)),
    )


def edit(chance: random.Random) -> None:
    story = some(ArticlePage, chance, live=True)
    if story:
        story.title += " anew"
        if chance.random() < 0.4:
            story.section = some(SectionPage, chance)
        if chance.random() < 0.3:
            story.topics = [some(TopicPage, chance)]
        if chance.random() < 0.3:
            story.bylines = [Byline(person=some(Person, chance))]
        story.save_revision().publish()


def withdraw(chance: random.Random) -> None:
    story = some(ArticlePage, chance, live=True)
    if story:
        story.unpublish()


def publish_again(chance: random.Random) -> None:
    story = some(ArticlePage, chance, live=False)
    if story:
        story.save_revision().publish()


def delete(chance: random.Random) -> None:
    story = some(ArticlePage, chance)
    if story:
        story.delete()


def close(chance: random.Random) -> None:
    story = some(ArticlePage, chance, live=True)
    if story:
        PageViewRestriction.objects.create(page=story, restriction_type="login")


def open_again(chance: random.Random) -> None:
    closed = some(PageViewRestriction, chance)
    if closed:
        closed.delete()


def comment(chance: random.Random) -> None:
    story = some(ArticlePage, chance, live=True)
    if story:
        CommentFactory(page=story, status=chance.choice([Status.APPROVED, Status.PENDING]))


def moderate_one(chance: random.Random) -> None:
    one = some(Comment, chance)
    if one:
        chance.choice([moderate.approve, moderate.reject, moderate.withdraw])(
            one, moderate.Decision()
        )


def rename_somebody(chance: random.Random) -> None:
    person = some(Person, chance)
    person.name += " Jr"
    person.save()


def describe_picture(chance: random.Random) -> None:
    image = some(Image, chance)
    image.alt_text += " again"
    image.save()


def rewrite_topic(chance: random.Random) -> None:
    topic = some(TopicPage, chance)
    topic.title += "!"
    topic.save_revision().publish()


def lead_elsewhere(chance: random.Random) -> None:
    story = some(ArticlePage, chance, live=True)
    if story:
        redirect(f"/old/{chance.randint(1, 9)}/", story)


STEPS_OF_A_DAY: list[Callable[[random.Random], None]] = [
    *[publish] * 5,
    *[edit] * 4,
    *[comment] * 2,
    publish_long_ago,
    withdraw,
    publish_again,
    delete,
    close,
    open_again,
    moderate_one,
    rename_somebody,
    describe_picture,
    rewrite_topic,
    lead_elsewhere,
]


@pytest.mark.parametrize("seed", range(2))
def test_the_tree_is_what_baking_everything_would_make(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("masthead.articles.sheets.SIZE", 3)
    monkeypatch.setattr("masthead.articles.sheets.SIZE_OF_MONTH", 4)
    monkeypatch.setattr("masthead.ledger.places.SIZE", 3)
    chance = random.Random(seed)  # noqa: S311 - the same run each time
    with time_machine.travel(START, tick=False) as clock:
        news = SectionFactory()
        for _ in range(2):
            SectionFactory(parent=news)
            TopicFactory()
            PersonFactory()
            ImageFactory()
        StandardFactory()
        for _ in range(5):
            publish(chance)
        settle()
        for path in everything():
            work.bake(path)
        extra = [
            f"{path}feed/" for path in everything() if path.endswith("/") and "/page/" not in path
        ]
        for path in extra:
            work.bake(path)
        told = []
        for _ in range(STEPS):
            clock.shift(timedelta(hours=3))
            step = chance.choice(STEPS_OF_A_DAY)
            told.append(step.__name__)
            step(chance)
            if chance.random() < 0.3:
                settle()
        work.bake("/")  # its day; the worker's clock sees to it
        work.bake("/news-sitemap.xml")
        settle()
        root = Path(settings.BAKED_ROOT)
        known = list(work.tree().paths())
        expected = fresh(tmp_path / "fresh", known)
    found = files(root)
    different = {name for name in found.keys() & expected.keys() if found[name] != expected[name]}
    assert different == set(), told
    missing = set(expected.keys() - found.keys())
    assert found.keys() - expected.keys() == set(), told
    # What was never asked for is made when somebody does.
    assert all("feed" in name for name in missing), (missing, told)
