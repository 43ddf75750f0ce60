from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import PersonFactory

from masthead.addresses.assign import assign, canonical, move, redirect
from masthead.addresses.models import Address
from masthead.addresses.paths import is_reserved, normal
from masthead.addresses.resolve import Found, resolve
from masthead.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    """Somebody at /author/zoë-vale/."""
    return PersonFactory(name="Zoë Vale", slug="zoë-vale")


def test_a_path_once_given_stays_whatever_the_name_becomes(person: Person) -> None:
    person.slug = "zoe-maiden"
    person.save()
    assert assign(person, "/somewhere/else/").path == "/author/zoë-vale/"
    assert resolve("/author/zo%C3%AB-vale/") == Found(thing=person)


def test_moving_leaves_one_redirect_from_every_older_path(person: Person) -> None:
    for path in ("/a/", "/b/", "/c/"):
        move(person, path)
    assert resolve("/c/") == Found(thing=person)
    for old in ("/author/zoë-vale/", "/a/", "/b/"):
        assert resolve(old) == Found(redirect_to="/c/")


def test_a_thing_may_move_back_to_a_path_it_had(person: Person) -> None:
    move(person, "/a/")
    move(person, "/author/zoë-vale/")
    assert resolve("/author/zoë-vale/") == Found(thing=person)
    assert resolve("/a/") == Found(redirect_to="/author/zoë-vale/")


@pytest.mark.parametrize(
    "written",
    [
        "/author/zoë-vale",  # no closing slash
        "/Author/ZOË-Vale/",  # capitals
        "//author///zoë-vale/",  # doubled slashes
        "/author/zoe\u0308-vale/",  # the accent as a character of its own
        "/AUTHOR/zoe%CC%88-vale",  # all of it
    ],
)
def test_another_way_of_writing_leads_to_the_path_in_one_redirect(
    person: Person, written: str
) -> None:
    assert resolve(written) == Found(redirect_to="/author/zoë-vale/")


@pytest.mark.parametrize("written", ["/author/zoë-vale/", "/author/zo%C3%AB-vale/"])
def test_percent_signs_are_the_same_path(person: Person, written: str) -> None:
    assert resolve(written) == Found(thing=person)


@pytest.mark.parametrize("path", ["/a/../b/", "/./a/", "/%2e%2e/etc/passwd", "/a\0b/", "/a%00b/"])
def test_a_path_no_page_can_have_is_not_found(path: str) -> None:
    assert resolve(path) is None


def test_an_old_number_of_wordpress_leads_to_the_story(person: Person) -> None:
    redirect("/?p=12", person)
    assert resolve("/?p=12") == Found(redirect_to="/author/zoë-vale/")
    assert resolve("/?p=13") is None


def test_what_was_deleted_is_gone_not_unknown(person: Person) -> None:
    redirect("/old/", person)
    person.delete()
    for path in ("/author/zoë-vale/", "/old/"):
        found = resolve(path)
        assert found is not None
        assert found.gone


def test_redirects_to_fixed_paths_are_followed_to_their_end(person: Person) -> None:
    Address.objects.create(path="/one/", to="/two/")
    Address.objects.create(path="/two/", to="/three")
    redirect("/three/", person)
    assert resolve("/one/") == Found(redirect_to="/author/zoë-vale/")


def test_a_fixed_redirect_may_leave_the_site_or_lead_to_a_feed() -> None:
    Address.objects.create(path="/shop/", to="https://shop.example/")
    Address.objects.create(path="/rss/", to="/feed/")
    assert resolve("/shop/") == Found(redirect_to="https://shop.example/")
    assert resolve("/rss/") == Found(redirect_to="/feed/")


def test_redirects_in_a_circle_end() -> None:
    Address.objects.create(path="/one/", to="/two/")
    Address.objects.create(path="/two/", to="/one/")
    found = resolve("/one/")
    assert found is not None
    assert found.gone


def test_a_redirect_never_takes_a_path_that_answers(person: Person) -> None:
    other = PersonFactory(slug="other")
    assert not redirect("/author/zoë-vale/", other)
    assert resolve("/author/zoë-vale/") == Found(thing=person)


def test_of_two_things_that_want_one_path_the_second_gets_a_number(person: Person) -> None:
    other = PersonFactory(slug="other")
    Address.objects.filter(object_id=other.pk).delete()
    assert assign(other, "/author/zoë-vale/").path == "/author/zoë-vale-2/"


def test_a_reserved_word_is_never_given_away(person: Person) -> None:
    move(person, "/search/")
    row = canonical(person)
    assert row is not None
    assert row.path == "/search-2/"


@pytest.mark.parametrize("path", ["/Newsroom/x/", "/feed", "/search/", "/ticker.json"])
def test_the_products_own_paths_are_reserved(path: str) -> None:
    assert is_reserved(path)


@pytest.mark.parametrize("path", ["/fa/search/", "/pt-br/record/"])
def test_they_are_reserved_below_an_edition_too(path: str) -> None:
    assert is_reserved(path)


@pytest.mark.parametrize("path", ["/tag/media/", "/cat/record/", "/tags/media/"])
def test_lists_of_a_site_that_moved_in_keep_their_names(path: str) -> None:
    assert not is_reserved(path)


@given(st.text(max_size=60))
def test_the_written_form_of_a_path_is_stable(path: str) -> None:
    try:
        once = normal("/" + path.replace("%", ""))
    except ValueError:
        return
    assert normal(once) == once
    assert once.startswith("/")
