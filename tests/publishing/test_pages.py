"""What is baked when something changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from tests.bake.drain import drain, wanted
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

from masthead.articles.models import ArticlePage
from masthead.bake import work
from masthead.bake.models import BakeRequest, Priority
from masthead.bake.tree import State
from masthead.comments import moderate
from masthead.comments.models import Comment, Status
from masthead.comments.thread import attach_all
from masthead.outlet.models import Menu, OutletSettings
from masthead.publishing import clock
from masthead.ticker.models import TickerItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

MARCH = datetime(2026, 3, 10, 12, tzinfo=UTC)


def now_wanted() -> set[str]:
    rows = BakeRequest.objects.filter(priority=Priority.NOW).exclude(path="")
    return set(rows.values_list("path", flat=True))


def spreads() -> set[str]:
    return set(BakeRequest.objects.exclude(spread="").values_list("spread", flat=True))


def forget() -> None:
    BakeRequest.objects.all().delete()


@pytest.fixture
def story() -> ArticlePage:
    with time_machine.travel(MARCH, tick=False):
        story: ArticlePage = ArticleFactory(
            slug="ferry",
            section=SectionFactory(slug="news"),
            about=[TopicFactory(slug="harbour")],
            by=[PersonFactory(slug="alma")],
        )
    return story


def test_a_publication_bakes_what_readers_of_the_news_look_at(story: ArticlePage) -> None:
    assert now_wanted() >= {
        "/news/ferry/",
        "/",
        "/feed/",
        "/atom.xml",
        "/feed.json",
        "/news/",
        "/topic/harbour/",
        "/author/alma/",
    }
    assert set(wanted()) >= {
        "/2026/03/",
        "/archive/",
        "/sitemap.xml",
        "/sitemaps/stories-2026-03.xml",
    }
    person = story.bylines.first().person
    assert {f"sheets:{person.pk}", f"author_box:{person.slug}"} <= spreads()


def test_the_first_set_does_not_grow_with_the_archive(story: ArticlePage) -> None:
    forget()
    ArticleFactory(section=story.section, by=[story.bylines.first().person])
    first = BakeRequest.objects.count()
    for _ in range(30):
        ArticleFactory(section=story.section, by=[story.bylines.first().person])
    forget()
    ArticleFactory(section=story.section, by=[story.bylines.first().person])
    assert BakeRequest.objects.count() <= first + 20  # neighbours and one or two sheets


def test_a_story_that_changes_its_section_is_baked_out_of_the_one_it_left(
    story: ArticlePage,
) -> None:
    other = SectionFactory(slug="town")
    drain()
    assert b"/news/ferry/" in work.tree().file("/news/").read_bytes()
    story = ArticlePage.objects.get(pk=story.pk)
    story.section = other
    story.topics = []
    story.bylines = []
    story.save_revision().publish()
    assert now_wanted() >= {"/news/", "/town/", "/topic/harbour/", "/author/alma/"}
    drain()
    for path in ("/news/", "/topic/harbour/", "/author/alma/"):
        assert b"/news/ferry/" not in work.tree().file(path).read_bytes()
    assert b"/news/ferry/" in work.tree().file("/town/").read_bytes()


@pytest.mark.parametrize("verb", ["unpublish", "delete"])
def test_a_story_that_goes_leaves_no_text_behind(story: ArticlePage, verb: str) -> None:
    drain()
    getattr(ArticlePage.objects.get(pk=story.pk), verb)()
    drain()
    tree = work.tree()
    assert not tree.file("/news/ferry/").exists()
    assert tree.file("/news/ferry/", State.GONE).exists()
    for path in tree.paths():
        file = tree.file(path)
        assert not file.exists() or story.title.encode() not in file.read_bytes(), path


def test_a_story_closed_to_the_public_is_taken_out_of_the_tree(story: ArticlePage) -> None:
    drain()
    restriction = PageViewRestriction.objects.create(page=story, restriction_type="login")
    drain()
    assert not work.tree().holds("/news/ferry/")
    restriction.delete()
    drain()
    assert work.tree().file("/news/ferry/").exists()


def test_a_shown_comment_bakes_one_page_at_once(story: ArticlePage) -> None:
    drain()
    comment = CommentFactory(page=story, status=Status.PENDING)
    assert wanted() == []
    moderate.approve(comment, moderate.Decision())
    assert now_wanted() == {"/news/ferry/", "/news/ferry/comments.json"}
    drain()
    assert comment.text[:20].encode() in work.tree().file("/news/ferry/").read_bytes()
    moderate.withdraw(comment, moderate.Decision())
    drain()
    assert b"Robin Field" not in work.tree().file("/news/ferry/").read_bytes()


def test_a_picture_described_anew_bakes_the_stories_that_show_it() -> None:
    image = ImageFactory()
    ArticleFactory(slug="seen", lead_image=image)
    ArticleFactory(slug="unseen")
    forget()
    image.alt_text = "A crane"
    image.save()
    assert "/seen/" in wanted()
    assert "/unseen/" not in now_wanted()


def test_a_background_page_bakes_the_stories_that_carry_it() -> None:
    topic = TopicFactory(slug="tides")
    ArticleFactory(slug="high-water", body=[("background", {"page": topic})])
    forget()
    topic.summary = "Twice a day."
    topic.save_revision().publish()
    assert "/high-water/" in wanted()


def test_a_line_of_the_ticker_bakes_ticker_and_front_and_so_does_its_end() -> None:
    soon = timezone.now() + timedelta(minutes=5)
    forget()
    TickerItem.objects.create(text="Fog", expires_at=soon)
    assert now_wanted() == {"/ticker/", "/ticker.json", "/"}
    forget()
    clock.look(soon - timedelta(seconds=30))
    assert wanted() == []
    assert clock.due(soon)
    clock.look(soon)
    assert wanted() == ["/", "/ticker.json", "/ticker/"]


def test_a_discussion_that_closes_by_its_age_is_baked_without_its_form(story: ArticlePage) -> None:
    outlet = OutletSettings.load()
    outlet.comments_close_after = 3
    outlet.save()
    clock.look(MARCH + timedelta(days=2, hours=23))
    forget()
    clock.look(MARCH + timedelta(days=3, minutes=1))
    assert "/news/ferry/" in wanted()


@pytest.mark.parametrize(
    "change",
    [
        lambda: OutletSettings.load().save(),
        lambda: Menu.objects.create(name="Head", slug="head", place="header"),
        lambda: StandardFactory(title="About"),
    ],
)
def test_what_stands_on_every_page_bakes_the_whole_site_behind_all_else(change: Any) -> None:
    forget()
    change()
    assert "site:" in spreads()
    assert set(BakeRequest.objects.filter(spread="site:").values_list("priority", flat=True)) == {
        Priority.WHOLE_SITE
    }


def test_a_person_with_another_name_is_renamed_wherever_they_stand(story: ArticlePage) -> None:
    drain()
    person = story.bylines.first().person
    person.name = "Berta Neumann"
    person.save()
    drain()
    for path in ("/", "/news/", "/news/ferry/", "/author/alma/"):
        assert b"Berta Neumann" in work.tree().file(path).read_bytes()


def test_comments_that_are_brought_along_are_baked_behind_what_readers_wait_for(
    story: ArticlePage,
) -> None:
    drain()
    at, html = MARCH + timedelta(hours=1), "<p>I was there.</p>"
    said = {"page": story, "created_at": at, "text": "I was there.", "html": html}
    attach_all([Comment(author_name="Robin", status=Status.APPROVED, **said)])
    assert wanted() == ["/news/ferry/"]
    assert not now_wanted()
    drain()
    assert html in work.tree().file("/news/ferry/").read_text()
    attach_all([Comment(author_name="Robin", status=Status.PENDING, **said)])
    assert wanted() == []


def test_two_renderings_of_a_page_are_the_same_bytes(story: ArticlePage) -> None:
    with time_machine.travel(MARCH) as clock_:
        first = work.render("/news/ferry/")
        clock_.shift(timedelta(hours=1))
        assert work.render("/news/ferry/") == first
