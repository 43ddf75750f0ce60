from __future__ import annotations

import pytest
from django.test import RequestFactory
from tests.factories import ArticleFactory, SectionFactory, StandardFactory

from masthead.outlet.models import Menu, MenuItem
from masthead.reader.menus import Link, menus

pytestmark = pytest.mark.usefixtures("outlet")


def at(path: str, place: str) -> list[Link]:
    return menus(RequestFactory().get(path))[place]


def test_without_menus_there_are_the_sections_and_the_pages() -> None:
    news = SectionFactory(title="News")
    SectionFactory(title="Region", parent=news)
    SectionFactory(title="Culture")
    StandardFactory(title="About")
    StandardFactory(title="Draft", live=False)
    assert at("/news/", "header") == [
        Link("News", "/news/", current=True),
        Link("Culture", "/culture/"),
    ]
    assert at("/", "footer") == [Link("About", "/about/")]


def test_a_menu_is_a_tree_of_pages_and_addresses() -> None:
    menu = Menu.objects.create(name="Main", slug="main", place="header")
    story = ArticleFactory(title="Zoë", slug="zoë")
    rows = [("", story, "", 0), ("Shop", None, "https://shop.example/", 1), ("Two", None, "/x/", 0)]
    for order, (label, page, url, level) in enumerate(rows):
        MenuItem.objects.create(
            menu=menu, label=label, page=page, url=url, level=level, sort_order=order
        )
    shop = Link("Shop", "https://shop.example/")
    assert at("/", "header") == [Link("Zoë", "/zo%C3%AB/", children=[shop]), Link("Two", "/x/")]


def test_a_page_that_is_not_public_is_left_out_and_what_is_under_it_moves_up() -> None:
    menu = Menu.objects.create(name="Main", slug="main", place="footer")
    hidden = ArticleFactory(live=False)
    MenuItem.objects.create(menu=menu, page=hidden, sort_order=0)
    MenuItem.objects.create(menu=menu, label="Two", url="/x/", level=1, sort_order=1)
    assert at("/", "footer") == [Link("Two", "/x/")]
