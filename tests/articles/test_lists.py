"""Lists hold the stories that belong in them, whoever wrote the stories."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from tests.factories import ArticleFactory, PersonFactory, SectionFactory, TopicFactory
from wagtail.models import Page, PageViewRestriction

from masthead.articles import lists
from masthead.articles.merge_people import merge
from masthead.articles.models import ArticlePage, Byline, Listing
from masthead.articles.triggers import after_migrations, before_migrations, relist_all

pytestmark = pytest.mark.usefixtures("outlet")


def ids(of: lists.StoryList) -> list[int]:
    return of.ids(0, 100)


def all_rows() -> set[tuple[object, ...]]:
    return set(Listing.objects.values_list("kind", "thing", "story", "moment"))


def test_a_story_stands_in_all_its_lists_from_publication_to_withdrawal() -> None:
    culture, film = SectionFactory(slug="culture"), TopicFactory(slug="film")
    music = SectionFactory(slug="music", parent=culture)
    alma = PersonFactory()
    story = ArticleFactory(section=music, about=[film], by=[alma], live=False)
    places = [
        lists.of_section(music),
        lists.of_section(culture),
        lists.of_topic(film),
        lists.of_person(alma),
        lists.everything(),
    ]
    assert [ids(place) for place in places] == [[]] * 5
    story.get_latest_revision().publish()
    assert [ids(place) for place in places] == [[story.pk]] * 5
    story.refresh_from_db()
    story.unpublish()
    assert [ids(place) for place in places] == [[]] * 5


def test_a_story_moves_with_its_section_topics_and_byline() -> None:
    news, culture = SectionFactory(slug="news"), SectionFactory(slug="culture")
    harbour, ferry = TopicFactory(slug="harbour"), TopicFactory(slug="ferry")
    alma, ben = PersonFactory(), PersonFactory()
    story = ArticleFactory(section=news, about=[harbour], by=[alma])
    story.section, story.topics, story.bylines = culture, [ferry], [Byline(person=ben)]
    story.save_revision().publish()
    for place in (lists.of_section(news), lists.of_topic(harbour), lists.of_person(alma)):
        assert ids(place) == []
    for place in (lists.of_section(culture), lists.of_topic(ferry), lists.of_person(ben)):
        assert ids(place) == [story.pk]


def test_each_month_of_utc_has_its_latest_change() -> None:
    new_year = datetime(2026, 1, 1, tzinfo=UTC)
    for moment in (new_year - timedelta(seconds=1), new_year, new_year + timedelta(days=3)):
        ArticleFactory(published_at=moment)
    hidden = ArticleFactory(published_at=new_year + timedelta(days=9), noindex=True)
    january, december = date(2026, 1, 1), date(2025, 12, 1)
    changes = lists.changes_by_month()
    assert list(changes) == [january, december]
    assert changes[january] == new_year + timedelta(days=3)
    later = datetime(2026, 6, 1, tzinfo=UTC)
    Page.objects.filter(first_published_at__lt=new_year).update(last_published_at=later)
    ArticlePage.objects.filter(pk=hidden.pk).update(noindex=False)
    assert lists.changes_by_month() == {january: new_year + timedelta(days=9), december: later}
    private = ArticlePage.objects.get(first_published_at=new_year - timedelta(seconds=1))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert list(lists.changes_by_month()) == [january]


def test_what_is_written_past_the_newsroom_is_listed_as_well() -> None:
    alma, ben = PersonFactory(), PersonFactory()
    story = ArticleFactory(by=[alma, ben])
    moment = datetime(2017, 2, 9, tzinfo=UTC)
    Page.objects.filter(pk=story.pk).update(first_published_at=moment)
    dated = Listing.objects.exclude(kind=lists.Of.CHANGED)
    assert set(dated.values_list("moment", flat=True)) == {moment}
    merge(alma, ben)
    assert (ids(lists.of_person(alma)), ids(lists.of_person(ben))) == ([], [story.pk])
    ArticlePage.objects.get(pk=story.pk).delete()
    assert not Listing.objects.exists()


def test_newest_come_first_and_each_story_once() -> None:
    culture = SectionFactory(slug="culture")
    music = SectionFactory(slug="music", parent=culture)
    days = [datetime(2017, 2, day, tzinfo=UTC) for day in (3, 1, 2)]
    third, first, second = [ArticleFactory(section=music, published_at=day) for day in days]
    second.other_sections = [culture]
    second.save_revision().publish()
    found = lists.of_section(culture)
    assert found.ids(0, 2) == [third.pk, second.pk]
    assert found.ids(2, 9) == [first.pk]
    assert found.total() == 3


def test_opinion_has_a_list() -> None:
    story = ArticleFactory(kind="opinion")
    ArticleFactory(kind="report")
    assert ids(lists.StoryList(lists.Of.OPINION)) == [story.pk]


def test_migrations_meet_no_triggers_and_leave_every_story_listed() -> None:
    story = ArticleFactory(section=SectionFactory(), by=[PersonFactory()])
    right = all_rows()
    before_migrations(None, connection.alias)
    Listing.objects.all().delete()
    after_migrations(None, connection.alias, plan=["a migration"])
    assert all_rows() == right
    Page.objects.filter(pk=story.pk).update(live=False)
    assert not Listing.objects.exists()


def test_listing_all_anew_changes_nothing() -> None:
    ArticleFactory(section=SectionFactory(), about=[TopicFactory()], by=[PersonFactory()])
    right = all_rows()
    assert len(right) == 5
    relist_all(connection)
    assert all_rows() == right
