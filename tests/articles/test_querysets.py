from __future__ import annotations

import pytest
from tests.factories import ArticleFactory, PersonFactory, SectionFactory

from masthead.articles import lists
from masthead.articles.models import ArticlePage

pytestmark = pytest.mark.usefixtures("outlet")


def test_a_story_counts_once_for_somebody_who_wrote_and_photographed_it() -> None:
    person = PersonFactory()
    story = ArticleFactory(by=[person, (person, "photographs")])
    assert list(ArticlePage.objects.published().by_person(person)) == [story]


def test_a_section_shows_what_stands_in_its_parts_and_what_was_lent_to_it() -> None:
    news = SectionFactory(title="News")
    region = SectionFactory(title="Region", parent=news)
    other = SectionFactory(title="Culture")
    own = ArticleFactory(section=news)
    inside = ArticleFactory(section=region)
    lent = ArticleFactory(section=other, also_in=[news])
    ArticleFactory(section=other)
    assert lists.of_section(news).ids(0, 9) == [lent.pk, inside.pk, own.pk]
