"""The menus on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masthead.addresses.pages import canonical_path_of, paths_of
from masthead.addresses.paths import encoded
from masthead.articles.models import SectionPage, StandardPage
from masthead.outlet.models import MenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest


KEPT = "masthead_menus"  # where a request carries its menus
UNDER_THE_FRONT = 3  # depth in the page tree: root, front page, its sections and pages


@dataclass
class Link:
    """One link of a menu; ``current`` is true on the page it leads to."""

    label: str
    url: str
    current: bool = False
    children: list[Link] = field(default_factory=list)


def menus(request: HttpRequest) -> dict[str, list[Link]]:
    """Return the menus "header" and "footer", each as a tree; read once for a request.

    An outlet that has made none gets its sections at the head and its pages at the foot.
    """
    if KEPT not in vars(request):
        items = list(MenuItem.objects.exclude(menu__place="").select_related("page", "menu"))
        items.sort(key=lambda item: (item.menu.name, item.sort_order or 0))
        vars(request)[KEPT] = {
            place: _tree([item for item in items if item.menu.place == place], request.path)
            or _usual(usual, request.path)
            for place, usual in (("header", SectionPage), ("footer", StandardPage))
        }
    found: dict[str, list[Link]] = vars(request)[KEPT]
    return found


def _tree(items: Sequence[MenuItem], here: str) -> list[Link]:
    paths = paths_of(item.page for item in items if item.page) if items else {}
    top: list[Link] = []
    above: list[tuple[int, list[Link]]] = [(-1, top)]
    for item in items:
        if item.page and not (item.page.live and item.page_id in paths):
            continue  # a page that is not public; what stands under it moves up
        url = encoded(paths[item.page.pk]) if item.page else item.url
        link = Link(str(item), url, current=url == here)
        while above[-1][0] >= item.level:
            above.pop()
        above[-1][1].append(link)
        above.append((item.level, link.children))
    return top


def _usual(model: type[SectionPage | StandardPage], here: str) -> list[Link]:
    pages = model.objects.live().public().filter(depth=UNDER_THE_FRONT).order_by("path")
    listed: Iterable[SectionPage | StandardPage] = pages.annotate(
        listed_path=canonical_path_of(model)
    )
    links = [(page.title, page.url) for page in listed]
    return [Link(title, url, current=url == here) for title, url in links if url]
