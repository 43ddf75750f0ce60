from __future__ import annotations

import pytest
from tests.factories import ArticleFactory, PersonFactory, TopicFactory
from wagtail.models import Page
from wagtail.rich_text import RichText

from masthead.articles import tree
from masthead.articles.models import ArticlePage, Byline, SectionPage, StandardPage, TopicPage

pytestmark = pytest.mark.usefixtures("outlet")


def preview(page: Page) -> str:
    response = page.make_preview_request()
    assert response.status_code == 200
    return response.text


def test_a_draft_is_previewed_as_readers_will_get_it() -> None:
    story = ArticleFactory(title="Old", language="fa", by=[PersonFactory(name="Alma Verne")])
    story.title = "خبر تازه"
    story.bylines = [Byline(person=PersonFactory(name="Ben Ito"))]
    story.topics = [TopicFactory(title="Harbour")]
    text = preview(story)
    assert '<html lang="fa" dir="rtl">' in text
    assert "خبر تازه" in text
    assert "Ben Ito" in text
    assert "Harbour" in text
    assert "Alma Verne" not in text


@pytest.mark.parametrize("model", [ArticlePage, SectionPage, StandardPage, TopicPage])
def test_a_page_that_was_never_saved_is_previewed(model: type[Page]) -> None:
    words = {"body": [("text", RichText("<p>First words</p>"))]}
    page = model(title="New", slug="new", **({} if model is SectionPage else words))
    # As Wagtail's own form does it: the place in the tree is known, the page has no number yet.
    front = tree.front_page()
    page.depth, page.path = front.depth + 1, front.path + "00ZZ"
    page.set_url_path(front)
    assert "New" in preview(page)


def test_the_front_page_is_previewed() -> None:
    story = ArticleFactory()
    assert story.title in preview(tree.front_page())
