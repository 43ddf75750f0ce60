from __future__ import annotations

import pytest
from tests.factories import ArticleFactory, PersonFactory

from masthead.addresses.resolve import Found, resolve
from masthead.articles.counts import articles_by_person, articles_of
from masthead.articles.merge_people import merge
from masthead.articles.models import ArticlePage

pytestmark = pytest.mark.usefixtures("outlet")


def test_every_author_of_a_story_has_it_once_whatever_the_roles() -> None:
    alma, ben, cleo = PersonFactory(), PersonFactory(), PersonFactory()
    ArticleFactory(by=[alma, (alma, "photographs"), (ben, "translated")])
    ArticleFactory(by=[alma])
    assert articles_by_person([alma, ben, cleo]) == {alma.pk: 2, ben.pk: 1, cleo.pk: 0}


def test_the_count_follows_publication_withdrawal_and_deletion() -> None:
    alma = PersonFactory()
    story, other = ArticleFactory(by=[alma], live=False), ArticleFactory(by=[alma])
    assert articles_of(alma) == 1
    story.save_revision().publish()
    assert articles_of(alma) == 2
    ArticlePage.objects.get(pk=story.pk).unpublish()
    assert articles_of(alma) == 1
    other.delete()
    assert articles_of(alma) == 0


def test_somebody_taken_out_of_a_byline_loses_the_story_when_it_is_published() -> None:
    alma = PersonFactory()
    story = ArticleFactory(by=[alma])
    draft = story.get_latest_revision_as_object()
    draft.bylines = []
    revision = draft.save_revision()
    assert articles_of(alma) == 1
    revision.publish()
    assert articles_of(alma) == 0


def test_two_profiles_that_become_one_have_the_stories_of_both_each_once() -> None:
    keep, other = PersonFactory(slug="alma-verne"), PersonFactory(slug="a-verne")
    ArticleFactory(by=[keep])
    ArticleFactory(by=[other])
    ArticleFactory(by=[keep, other])
    merge(other, into=keep)
    assert articles_of(keep) == 3
    assert articles_of(other) == 0
    assert resolve("/author/a-verne/") == Found(redirect_to="/author/alma-verne/")


def test_an_old_draft_that_names_a_merged_profile_gives_the_story_to_the_remaining_one() -> None:
    keep, other = PersonFactory(), PersonFactory()
    story = ArticleFactory(by=[other], live=False)
    revision = story.latest_revision
    merge(other, into=keep)
    revision.publish()
    assert articles_by_person([keep, other]) == {keep.pk: 1, other.pk: 0}
    assert [line.person for line in ArticlePage.objects.get().bylines.all()] == [keep]


def test_counts_of_many_authors_are_two_queries(django_assert_max_num_queries: object) -> None:
    people = [PersonFactory() for _ in range(5)]
    ArticleFactory(by=people)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        articles_by_person(people)
