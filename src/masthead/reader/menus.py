"""The menus on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masthead.addresses.pages import few, paths_of
from masthead.addresses.paths import encoded
from masthead.articles.models import SectionPage, StandardPage
from masthead.core.batch import once
from masthead.core.edition import here
from masthead.core.sites import linked, spot
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
        read = once(("menus", spot()), _read)
        vars(request)[KEPT] = {place: _seen_at(linked(request.path), read[place]) for place in read}
    found: dict[str, list[Link]] = vars(request)[KEPT]
    return found


def _read() -> dict[str, list[Link]]:
    own = MenuItem.objects.exclude(menu__place="").filter(menu__edition=here().number or None)
    items = list(own.select_related("page", "menu"))
    items.sort(key=lambda item: (item.menu.name, item.sort_order or 0))
    return {
        place: _tree([item for item in items if item.menu.place == place]) or _usual(usual)
        for place, usual in (("header", SectionPage), ("footer", StandardPage))
    }


def _seen_at(path: str, links: Iterable[Link]) -> list[Link]:
    """Return the links with the one that leads to ``path`` marked."""
    return [
        Link(link.label, link.url, link.url == path, _seen_at(path, link.children))
        for link in links
    ]


def _tree(items: Sequence[MenuItem]) -> list[Link]:
    paths = paths_of(item.page for item in items if item.page) if items else {}
    top: list[Link] = []
    above: list[tuple[int, list[Link]]] = [(-1, top)]
    for item in items:
        if item.page and not (item.page.live and item.page_id in paths):
            continue  # a page that is not public; what stands under it moves up
        url = linked(encoded(paths[item.page.pk]) if item.page else item.url)
        link = Link(str(item), url)
        while above[-1][0] >= item.level:
            above.pop()
        above[-1][1].append(link)
        above.append((item.level, link.children))
    return top


def _usual(model: type[SectionPage | StandardPage]) -> list[Link]:
    own = (page for page in few(model) if page.edition == here())
    links = [(page.title, page.url) for page in own if page.depth == UNDER_THE_FRONT]
    return [Link(title, url) for title, url in links if url]
