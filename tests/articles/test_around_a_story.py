from __future__ import annotations

import pytest
from tests.factories import ArticleFactory, SectionFactory, TopicFactory

from masthead.articles.models import ArticlePage, RelatedArticle
from masthead.articles.queries_story import related, translations, way_to

pytestmark = pytest.mark.usefixtures("outlet")


def test_the_editors_choice_comes_first_then_shared_topics_then_the_section() -> None:
    section = SectionFactory()
    ferries, ice = TopicFactory(), TopicFactory()
    neighbour = ArticleFactory(section=section)
    one_topic = ArticleFactory(about=[ice])
    both_topics = ArticleFactory(about=[ferries, ice])
    chosen = ArticleFactory()
    ArticleFactory()
    story = ArticleFactory(section=section, about=[ferries, ice])
    RelatedArticle.objects.create(article=story, related=chosen)
    assert related(story, translations(story)) == [chosen, both_topics, one_topic, neighbour]


def test_a_chosen_story_that_was_withdrawn_is_not_offered() -> None:
    chosen, story = ArticleFactory(), ArticleFactory()
    RelatedArticle.objects.create(article=story, related=chosen)
    chosen.unpublish()
    assert related(story, translations(story)) == []


def test_a_story_is_not_related_to_its_own_translation_nor_to_another_language() -> None:
    section = SectionFactory()
    story = ArticleFactory(section=section)
    ArticleFactory(section=section, language="fa", translation_of=story)
    ArticleFactory(section=section, language="de")
    assert related(story, translations(story)) == []


def test_all_versions_of_a_story_name_each_other() -> None:
    story = ArticleFactory()
    persian = ArticleFactory(language="fa", translation_of=story)
    german = ArticleFactory(language="de", translation_of=story)
    ArticleFactory(language="es", translation_of=story, live=False)
    assert translations(story) == [german, persian]
    assert translations(persian) == [story, german]


def test_a_story_that_was_never_saved_can_be_previewed() -> None:
    story = ArticlePage(title="New", slug="new")
    assert (related(story, translations(story)), translations(story)) == ([], [])


def test_the_way_to_a_section_begins_outside() -> None:
    news = SectionFactory(title="News")
    region = SectionFactory(title="Region", parent=news)
    assert way_to(region) == [news, region]
    assert way_to(None) == []
