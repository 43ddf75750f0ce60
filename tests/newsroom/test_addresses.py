from typing import Any

import pytest
from tests.factories import ArticleFactory
from tests.newsroom.conftest import SignIn

from masthead.addresses.assign import redirect
from masthead.addresses.models import Address
from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage, SectionPage

ADD = "/newsroom/addresses/new/"


@pytest.fixture
def story(section: SectionPage) -> ArticlePage:
    made: ArticlePage = ArticleFactory(section=section, slug="night-ferry")
    return made


def test_a_redirect_leads_where_it_says(sign_in: SignIn, story: ArticlePage) -> None:
    response = sign_in("editor").post(ADD, {"path": "spring", "to": "/harbour/night-ferry/"})
    assert response.status_code == 302, response.context["form"].errors
    found = resolve("/spring")
    assert found is not None
    assert found.redirect_to == "/harbour/night-ferry/"


def test_a_redirect_may_lead_elsewhere(sign_in: SignIn) -> None:
    sign_in("editor").post(ADD, {"path": "/shop/", "to": "https://shop.example/"})
    assert Address.objects.get(path="/shop/").to == "https://shop.example/"


def test_redirects_never_form_a_chain(sign_in: SignIn, story: ArticlePage) -> None:
    client = sign_in("editor")
    client.post(ADD, {"path": "/b/", "to": "/harbour/night-ferry/"})
    client.post(ADD, {"path": "/a/", "to": "/b/"})
    assert Address.objects.get(path="/a/").to == "/harbour/night-ferry/"
    row = Address.objects.get(path="/b/")
    client.post(f"/newsroom/addresses/edit/{row.pk}/", {"path": "/b/", "to": "https://x.example/"})
    client.post(ADD, {"path": "/c/", "to": "/b/"})
    assert Address.objects.get(path="/c/").to == "https://x.example/"


@pytest.mark.parametrize(
    ("path", "to", "field", "words"),
    [
        ("/newsroom/x/", "/harbour/", "path", "belongs to the site itself"),
        ("/feed/", "/harbour/", "path", "belongs to the site itself"),
        ("/harbour/", "/", "path", "leads somewhere already"),
        ("/x/../y/", "/harbour/", "path", "is no path"),
        ("/x/", "/nowhere/", "to", "Nothing is read at /nowhere/"),
        ("/x/", "/x/", "to", "Nothing is read at /x/"),
        ("/x/", "javascript:alert(1)", "to", "Nothing is read"),
    ],
)
def test_what_would_lead_nowhere_is_refused_with_the_reason(
    sign_in: SignIn, section: SectionPage, path: str, to: str, field: str, words: str
) -> None:
    response = sign_in("editor").post(ADD, {"path": path, "to": to})
    assert words in response.context["form"].errors[field][0]


def test_a_loop_cannot_be_made_by_changing_a_redirect(sign_in: SignIn, story: ArticlePage) -> None:
    client = sign_in("editor")
    client.post(ADD, {"path": "/a/", "to": "/harbour/night-ferry/"})
    row = Address.objects.get(path="/a/")
    client.post(f"/newsroom/addresses/edit/{row.pk}/", {"path": "/a/", "to": "/a/"})
    found = resolve("/a/")
    assert found is not None
    assert found.redirect_to == "/harbour/night-ferry/"


def test_the_address_of_a_story_is_not_changed_here(sign_in: SignIn, story: ArticlePage) -> None:
    row = Address.objects.get(path="/harbour/night-ferry/")
    client = sign_in("administrator")
    address = f"/newsroom/addresses/edit/{row.pk}/"
    assert client.post(address, {"path": "/x/", "to": "/"}).status_code == 404
    client.post(f"/newsroom/addresses/delete/{row.pk}/")
    assert resolve("/harbour/night-ferry/") is not None


def test_the_list_says_where_each_address_leads(
    sign_in: SignIn, story: ArticlePage, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("editor")
    client.post(ADD, {"path": "/spring/", "to": "/harbour/night-ferry/"})
    for number in range(10):
        redirect(f"/old/{number}/", ArticleFactory(section=story.section))
    with django_assert_max_num_queries(45):
        html = client.get("/newsroom/addresses/").content.decode()
    assert "nothing any more" not in html
    rows = client.get("/newsroom/addresses/", {"what": "False"}).context["object_list"]
    assert {row.path for row in rows} == {"/spring/", *(f"/old/{it}/" for it in range(10))}
    ArticlePage.objects.all().delete()
    assert "nothing any more" in client.get("/newsroom/addresses/").content.decode()


def test_any_part_of_an_address_finds_it(sign_in: SignIn, story: ArticlePage) -> None:
    page = sign_in("editor").get("/newsroom/addresses/", {"q": "night"})
    assert [row.path for row in page.context["object_list"]] == ["/harbour/night-ferry/"]
