from __future__ import annotations

import pytest
from django.test import Client
from tests.factories import (
    ArticleFactory,
    PersonFactory,
    SectionFactory,
    StandardFactory,
    TopicFactory,
)
from wagtail.models import PageViewRestriction

from masthead.addresses.assign import move, redirect
from masthead.addresses.models import Address
from masthead.articles.models import ArticlePage, SectionPage

pytestmark = pytest.mark.usefixtures("outlet")


@pytest.fixture
def news() -> SectionPage:
    return SectionFactory(title="News")


@pytest.fixture
def story(news: SectionPage) -> ArticlePage:
    """The story at /news/ferry-arrives/."""
    return ArticleFactory(title="Ferry arrives", section=news)


def test_every_kind_of_page_is_read_at_its_address(client: Client, story: ArticlePage) -> None:
    person = PersonFactory(name="Alma Verne", slug="alma-verne")
    topic = TopicFactory(title="Harbour")
    about = StandardFactory(title="About us")
    for path, words in {
        "/": "The Harbour Post",
        "/news/": "News",
        "/news/ferry-arrives/": "Ferry arrives",
        "/author/alma-verne/": person.name,
        "/topic/harbour/": topic.title,
        "/about-us/": about.title,
    }.items():
        response = client.get(path)
        assert response.status_code == 200, path
        assert words in response.text


def test_only_reading_is_answered(client: Client, story: ArticlePage) -> None:
    assert client.head("/news/ferry-arrives/").status_code == 200
    assert client.post("/news/ferry-arrives/").status_code == 405


def test_what_never_stood_anywhere_is_not_found(client: Client) -> None:
    for path in ("/nothing/", "/a/../b/", "/%00", "/news/page/0/", "/1999/13/"):
        response = client.get(path)
        assert response.status_code == 404, path
        assert "<h1>" in response.text


def test_a_moved_story_is_reached_in_one_permanent_redirect(
    client: Client, story: ArticlePage
) -> None:
    move(story, "/2017/02/zoë/")
    move(story, "/2017/02/ferry/")
    for old in ("/news/ferry-arrives/", "/2017/02/zo%C3%AB", "/News//Ferry-Arrives"):
        response = client.get(old + "?utm_source=letter")
        assert response.status_code == 301
        assert response["Location"] == "/2017/02/ferry/?utm_source=letter"


def test_the_address_in_a_redirect_is_percent_encoded(client: Client, story: ArticlePage) -> None:
    move(story, "/خبر/zoë/")
    response = client.get("/news/ferry-arrives/")
    assert response["Location"] == "/%D8%AE%D8%A8%D8%B1/zo%C3%AB/"
    assert client.get(response["Location"]).status_code == 200


def test_a_redirect_never_leaves_the_site_by_itself(client: Client) -> None:
    response = client.get("//evil.example/%2e%2e")
    assert response.status_code == 404


def test_a_fixed_redirect_may_leave_the_site_without_the_readers_query(client: Client) -> None:
    Address.objects.create(path="/shop/", to="https://shop.example/")
    response = client.get("/shop/?secret=1")
    assert (response.status_code, response["Location"]) == (301, "https://shop.example/")


def test_numbers_of_wordpress_lead_to_the_page(client: Client, story: ArticlePage) -> None:
    redirect("/?p=12", story)
    response = client.get("/?p=12&utm_source=x")
    assert response.status_code == 301
    assert response["Location"] == "/news/ferry-arrives/?utm_source=x"
    assert client.get("/?p=13").status_code == 404
    assert client.get("/?fbclid=abc").status_code == 200


def test_a_withdrawn_story_is_gone_and_leaves_no_text_behind(
    client: Client, story: ArticlePage
) -> None:
    story.unpublish()
    redirect("/?p=12", story)
    for path in ("/news/ferry-arrives/", "/News/ferry-arrives", "/?p=12"):
        response = client.get(path)
        assert response.status_code == 410
        assert "Ferry arrives" not in response.text


def test_a_deleted_story_is_gone(client: Client, story: ArticlePage) -> None:
    story.delete()
    assert client.get("/news/ferry-arrives/").status_code == 410


def test_a_draft_is_not_found_even_where_an_old_number_names_it(client: Client) -> None:
    draft = ArticleFactory(title="Not yet", live=False)
    redirect("/?p=99", draft)
    Address.objects.create(
        path="/not-yet/",
        is_canonical=True,
        content_type=draft.content_type,
        object_id=draft.pk,
    )
    assert client.get("/not-yet/").status_code == 404
    assert client.get("/?p=99").status_code == 404  # and not a redirect that tells the slug


def test_a_page_that_is_not_for_everybody_is_not_found(client: Client, news: SectionPage) -> None:
    PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/news/").status_code == 404


def test_a_merged_author_leads_to_the_remaining_one(client: Client) -> None:
    keep, other = PersonFactory(slug="alma"), PersonFactory(slug="a-verne")
    move(keep, "/author/alma/")
    Address.objects.filter(path="/author/a-verne/").update(object_id=keep.pk, is_canonical=False)
    other.delete()
    assert client.get("/author/a-verne/")["Location"] == "/author/alma/"


def test_an_imported_page_may_stand_where_the_archive_would(client: Client) -> None:
    page = StandardFactory(title="Our old archive")
    assert client.get("/archive/").status_code == 200
    move(page, "/archive/")
    assert "Our old archive" in client.get("/archive/").text


def test_the_month_and_the_archive_want_their_closing_slash(client: Client) -> None:
    assert client.get("/archive")["Location"] == "/archive/"
    assert client.get("/2017/02")["Location"] == "/2017/02/"


def test_years_and_days_of_wordpress_lead_to_the_nearest_archive(client: Client) -> None:
    assert client.get("/2017/")["Location"] == "/archive/"
    assert client.get("/2017/02/09/")["Location"] == "/2017/02/"
    assert client.get("/2017/02/32/").status_code == 404


@pytest.mark.parametrize("tail", ["2/", "2", "amp/", "amp", "embed/", "comment-page-3/", "page/2/"])
def test_what_wordpress_put_after_a_path_leads_to_the_page(
    client: Client, story: ArticlePage, tail: str
) -> None:
    answer = client.get(f"/news/ferry-arrives/{tail}")
    assert answer.status_code == 301
    assert answer["Location"] == "/news/ferry-arrives/"


def test_what_wordpress_put_after_a_path_tells_nothing_of_a_draft(
    client: Client, story: ArticlePage
) -> None:
    ArticleFactory(title="Secret", section=story.section, live=False)
    assert client.get("/news/secret/amp/").status_code == 404
    assert client.get("/nothing/amp/").status_code == 404
    story.unpublish()
    assert client.get("/news/ferry-arrives/amp/").status_code == 410


def test_older_sheets_of_the_front_page_are_the_archive(client: Client) -> None:
    assert client.get("/page/2/")["Location"] == "/archive/"


def test_sheets_of_a_list_are_read_at_the_lists_own_address(
    client: Client, news: SectionPage
) -> None:
    for _number in range(41):
        ArticleFactory(section=news)
    assert client.get("/news/page/1/").status_code == 200
    assert client.get("/news/page/1")["Location"] == "/news/page/1/"
    assert client.get("/News/page/1/")["Location"] == "/news/page/1/"
    move(news, "/local")
    assert client.get("/news/page/1/")["Location"] == "/local/page/1/"
    assert client.get("/local/page/1/").status_code == 200
    news.unpublish()
    assert client.get("/local/page/1/").status_code == 410


@pytest.mark.parametrize("asked", ["/news/page/7/", "/news/page/7", "/old/page/7/"])
def test_a_sheet_that_only_the_old_site_had_leads_to_the_list_at_once(
    client: Client, news: SectionPage, asked: str
) -> None:
    redirect("/old/", news)
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, "/news/")


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("/?m=2017", "/archive/"),
        ("/?m=201702", "/2017/02/"),
        ("/?m=20170209", "/2017/02/"),
        ("/2017/page/3/", "/archive/"),
        ("/2017/02/page/3", "/2017/02/"),
        ("/2017/02/09/page/2/", "/2017/02/"),
        ("/2017/feed/", "/feed/"),
        ("/2017/02/feed/atom/", "/feed/atom/"),
        ("/2017/02/09/feed", "/feed/"),
    ],
)
def test_dates_of_the_old_site_lead_to_the_nearest_that_there_is(
    client: Client, asked: str, place: str
) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, place)


def test_a_page_speaks_its_own_language(client: Client) -> None:
    ArticleFactory(title="خبر", slug="khabar", language="fa")
    text = client.get("/khabar/").text
    assert '<html lang="fa" dir="rtl">' in text
    assert '<html lang="en" dir="ltr">' in client.get("/").text
