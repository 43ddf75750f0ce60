from typing import Any

import pytest
from tests.newsroom.conftest import SignIn
from wagtail.test.utils.form_data import querydict_from_html

from masthead.outlet.models import Menu, OutletSettings


def save(sign_in: SignIn, **changed: str) -> Any:
    client = sign_in("administrator")
    address = f"/newsroom/settings/outlet/outletsettings/{OutletSettings.load().pk}/"
    html = client.get(address).content.decode()
    fields = querydict_from_html(html, form_id="w-editor-form")
    return client.post(address, fields.dict() | changed)


def test_the_name_of_the_outlet_is_changed_in_one_place(sign_in: SignIn) -> None:
    assert save(sign_in, name="The Morning Post").status_code == 302
    html = sign_in("editor").get("/newsroom/").content.decode()
    assert "The Morning Post" in html
    assert "The Harbour Post" not in html


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("accent", "#ffe08a", "Choose a colour that is darker"),
        ("accent_dark", "#301010", "Choose a colour that is lighter"),
        ("accent", "red", "six hexadecimal digits"),
        ("language", "Persian", "“Persian” is no language code"),
        ("email", "desk at post", "valid email address"),
    ],
)
def test_a_wrong_value_comes_back_with_the_reason_beside_its_field(
    sign_in: SignIn, field: str, value: str, words: str
) -> None:
    response = save(sign_in, **{field: value})
    assert words in response.context["form"].errors[field][0]


def save_menu(sign_in: SignIn, *links: dict[str, Any]) -> Any:
    menu = Menu.objects.get(slug="header")
    fields = {
        "name": menu.name,
        "slug": menu.slug,
        "place": "header",
        "items-TOTAL_FORMS": len(links),
        "items-INITIAL_FORMS": 0,
    }
    for at, link in enumerate(links):
        fields |= {f"items-{at}-{name}": value for name, value in link.items()}
        fields[f"items-{at}-ORDER"] = at + 1
    return sign_in("editor").post(f"/newsroom/menus/edit/{menu.pk}/", fields)


def test_a_menu_is_made_of_links_one_under_the_other(sign_in: SignIn) -> None:
    sea = {"label": "Sea", "url": "/sea/", "level": 0}
    ferries = {"label": "Ferries", "url": "/sea/ferries/", "level": 1}
    response = save_menu(sign_in, sea, ferries)
    assert response.status_code == 302, response.context["form"].formsets["items"].errors
    items = Menu.objects.get(slug="header").items.all()
    assert [(str(item), item.level) for item in items] == [("Sea", 0), ("Ferries", 1)]


@pytest.mark.parametrize(
    ("url", "field", "words"),
    [
        ("", "page", "Choose a page, or write an address"),
        ("javascript:alert(1)", "url", "begins with / or https://"),
        ("about", "url", "begins with / or https://"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(
    sign_in: SignIn, url: str, field: str, words: str
) -> None:
    response = save_menu(sign_in, {"label": "Sea", "url": url, "level": 0})
    assert words in response.context["form"].formsets["items"].errors[0][field][0]
