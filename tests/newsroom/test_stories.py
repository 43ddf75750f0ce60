from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.factories import ArticleFactory, PersonFactory, SectionFactory
from tests.newsroom.conftest import SignIn, write
from wagtail.models import Page

from masthead.articles.models import ArticlePage, SectionPage
from masthead.articles.tree import stories_folder, topics_folder


def titles(response: Any) -> set[str]:
    return {story.title for story in response.context["object_list"]}


def test_stories_are_found_by_what_a_desk_asks_for(sign_in: SignIn, section: SectionPage) -> None:
    ines, omid = PersonFactory(), PersonFactory()
    ArticleFactory(title="Ferry", section=section, by=[ines, omid], kind="report")
    ArticleFactory(title="Comment", section=SectionFactory(), by=[omid], kind="opinion")
    ArticleFactory(title="بندر", section=section, by=[ines], language="fa", live=False)
    client = sign_in("editor")
    for query, expected in (
        ({}, {"Ferry", "Comment", "بندر"}),
        ({"section": section.pk}, {"Ferry", "بندر"}),
        ({"author": [ines.pk, omid.pk]}, {"Ferry", "Comment", "بندر"}),
        ({"author": ines.pk}, {"Ferry", "بندر"}),
        ({"kind": "opinion"}, {"Comment"}),
        ({"language": "fa"}, {"بندر"}),
        ({"state": "draft"}, {"بندر"}),
        ({"state": "live"}, {"Ferry", "Comment"}),
        ({"q": "ferry"}, {"Ferry"}),
    ):
        assert titles(client.get("/newsroom/stories/", query)) == expected, query


def test_each_state_of_a_story_can_be_asked_for(sign_in: SignIn, section: SectionPage) -> None:
    changed = ArticleFactory(title="changed", section=section)
    changed.save_revision()
    ArticlePage.objects.filter(pk=changed.pk).update(has_unpublished_changes=True)
    ArticleFactory(title="withdrawn", section=section).unpublish()
    scheduled = ArticleFactory(title="scheduled", section=section, live=False)
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    client = sign_in("editor")
    write(sign_in("reporter"), section, "submit", no_byline_reason="Wire", title="review")
    for state in ("changed", "withdrawn", "scheduled", "review"):
        assert titles(client.get("/newsroom/stories/", {"state": state})) == {state}


def test_the_button_leads_straight_to_the_form(sign_in: SignIn) -> None:
    html = sign_in("reporter").get("/newsroom/stories/").content.decode()
    assert f"/newsroom/pages/add/articles/articlepage/{stories_folder().pk}/" in html
    assert "New story" in html


def test_a_reporter_is_not_offered_what_only_editors_make(sign_in: SignIn) -> None:
    assert "New topic" not in sign_in("reporter").get("/newsroom/topics/").content.decode()
    assert "New topic" in sign_in("editor").get("/newsroom/topics/").content.decode()


@pytest.mark.parametrize(
    ("drawer", "shown"),
    [(stories_folder, "/newsroom/stories/"), (topics_folder, "/newsroom/topics/")],
)
def test_whoever_opens_a_drawer_finds_the_list(sign_in: SignIn, drawer: Any, shown: str) -> None:
    page: Page = drawer()
    response = sign_in("editor").get(f"/newsroom/pages/{page.pk}/")
    assert response.headers["Location"] == shown


def test_after_publishing_one_is_back_at_the_stories(sign_in: SignIn, section: SectionPage) -> None:
    response = write(sign_in("editor"), section, "publish", no_byline_reason="Wire")
    assert response.headers["Location"] == "/newsroom/stories/"


def test_a_copy_of_a_story_is_a_story_of_its_own(sign_in: SignIn, section: SectionPage) -> None:
    story = ArticleFactory(title="Ferry", section=section, by=[PersonFactory()])
    response = sign_in("editor").post(
        f"/newsroom/pages/{story.pk}/copy/",
        {"new_title": "Ferry again", "new_slug": "ferry-again", "publish_copies": "on"}
        | {"new_parent_page": stories_folder().pk},
    )
    assert response.status_code == 302
    copy = ArticlePage.objects.get(title="Ferry again")
    assert copy.uid != story.uid
    assert copy.latest_revision.as_object().uid == copy.uid
    assert [line.person for line in copy.authors] == [line.person for line in story.authors]
    assert copy.url != story.url
