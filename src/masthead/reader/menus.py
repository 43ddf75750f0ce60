"""The menus on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masthead.addresses.pages import canonical_path_of, paths_of
from masthead.addresses.paths import encoded
from masthead.articles.models import FrontPage, SectionPage, StandardPage
from masthead.outlet.models import MenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass
class Link:
    """One link of a menu; ``current`` is true on the page it leads to."""

    label: str
    url: str
    current: bool = False
    children: list[Link] = field(default_factory=list)


def menu(place: str, request: HttpRequest) -> list[Link]:
    """Return the links of the menu at ``place`` ("header" or "footer"), as a tree.

    An outlet that has made none gets its sections at the head and its pages at the foot.
    """
    items = MenuItem.objects.filter(menu__place=place).order_by("menu", "sort_order")
    made = list(items.select_related("page"))
    if not made:
        return _usual(SectionPage if place == "header" else StandardPage, request)
    return _tree(made, request.path)


def _tree(items: Sequence[MenuItem], here: str) -> list[Link]:
    paths = paths_of(item.page for item in items if item.page)
    top: list[Link] = []
    above: list[tuple[int, list[Link]]] = [(-1, top)]
    for item in items:
        if item.page and not (item.page.live and item.page_id in paths):
            continue  # a page that is not public; what stands under it moves up
        url = encoded(paths[item.page_id]) if item.page else item.url
        link = Link(str(item), url, current=url == here)
        while above[-1][0] >= item.level:
            above.pop()
        above[-1][1].append(link)
        above.append((item.level, link.children))
    return top


def _usual(model: type[SectionPage | StandardPage], request: HttpRequest) -> list[Link]:
    front = FrontPage.objects.order_by("path").first()
    if front is None:
        return []
    pages = model.objects.child_of(front).live().public().order_by("path")
    listed: Iterable[SectionPage | StandardPage] = pages.annotate(
        listed_path=canonical_path_of(model)
    )
    links = [(page.title, page.url) for page in listed]
    return [Link(title, url, current=url == request.path) for title, url in links if url]
