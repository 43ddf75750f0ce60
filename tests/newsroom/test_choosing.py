"""What can be seen where a page is chosen, for a link or a menu."""

from __future__ import annotations

import pytest
from tests.factories import ArticleFactory
from tests.newsroom.conftest import SignIn

from masthead.articles.models import ArticlePage, SectionPage
from masthead.articles.tree import stories_folder

PLACES = (
    "/newsroom/choose-page/search/?q=secret",
    "/newsroom/choose-page/?page_type=articles.articlepage",
    "/newsroom/choose-page/{drawer}/",
    "/newsroom/choose-page/{draft}/",
    "/newsroom/choose-page/chosen-multiple/?id={draft}",
)


@pytest.fixture
def draft(section: SectionPage) -> ArticlePage:
    ArticleFactory(title="Known ferry", section=section)
    made: ArticlePage = ArticleFactory(title="Secret ferry", section=section, live=False)
    return made


@pytest.mark.parametrize("place", PLACES)
def test_only_who_works_on_pages_learns_of_drafts(
    sign_in: SignIn, draft: ArticlePage, place: str
) -> None:
    path = place.format(drawer=stories_folder().pk, draft=draft.pk)
    assert "Secret ferry" not in sign_in("moderator").get(path, follow=True).text
    assert "Secret ferry" in sign_in("editor").get(path).text
    assert "Secret ferry" in sign_in("reporter").get(path).text


def test_what_readers_see_can_be_chosen_by_everybody(sign_in: SignIn, draft: ArticlePage) -> None:
    moderator = sign_in("moderator")
    assert "Known ferry" in moderator.get("/newsroom/choose-page/search/?q=ferry").text
    known = ArticlePage.objects.get(live=True).pk
    for path in (f"{stories_folder().pk}/", f"chosen-multiple/?id={known}"):
        assert "Known ferry" in moderator.get(f"/newsroom/choose-page/{path}").text


def test_the_history_tells_a_moderator_nothing_of_stories(
    sign_in: SignIn, draft: ArticlePage
) -> None:
    draft.title = "Secret ferry again"
    draft.save_revision(log_action=True)
    path = "/newsroom/reports/site-history/"
    assert "Secret ferry" in sign_in("editor").get(path).text
    page = sign_in("moderator").get(path, follow=True).text
    assert "ferry" not in page
