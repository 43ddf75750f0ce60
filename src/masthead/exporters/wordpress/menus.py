"""Menu entries, ticker items and redirects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from masthead.addresses.models import Address
from masthead.addresses.pages import paths_of
from masthead.articles.models import ArticlePage, StandardPage
from masthead.exporters.batches import batches
from masthead.exporters.gone import gone
from masthead.exporters.says.outlet import redirect_values, ticker_values
from masthead.outlet.models import Menu, MenuItem
from masthead.ticker.models import TickerItem

from .items import Item
from .write import Export
from .xml import meta, nicename, ours_of_site, term_use

_NO_CLASSES = 'a:1:{i:0;s:0:"";}'  # serialised PHP, as WordPress writes "none"


def menu_items(export: Export) -> Iterator[str]:
    """The entries of every menu, each after the one it stands under."""
    for menu in Menu.objects.order_by("pk").prefetch_related("items__page"):
        items = list(menu.items.all())
        paths = paths_of(item.page for item in items if item.page)
        above: list[MenuItem] = []
        for order, item in enumerate(items, start=1):
            while above and above[-1].level >= item.level:
                above.pop()
            parent = export.ids.menu_item(above[-1].pk) if above else 0
            above.append(item)
            yield _entry(item, (menu, order, parent), paths, export)


def _entry(
    item: MenuItem, place: tuple[Menu, int, int], paths: dict[int, str], export: Export
) -> str:
    menu, order, parent = place
    kind, of, target, url = _target(item, paths, export)
    written = Item(
        number=export.ids.menu_item(item.pk),
        type="nav_menu_item",
        status="publish",
        title=item.label or (item.page.title if item.page and kind == "custom" else ""),
        slug=str(export.ids.menu_item(item.pk)),
        link=f"{settings.SITE_URL}/?p={export.ids.menu_item(item.pk)}",
        at=export.now,
        changed=export.now,
        order=order,
    )
    return written.written(
        term_use("nav_menu", nicename(menu.slug), menu.name)
        + meta("_menu_item_type", kind)
        + meta("_menu_item_menu_item_parent", str(parent))
        + meta("_menu_item_object_id", str(target))
        + meta("_menu_item_object", of)
        + meta("_menu_item_target", "")
        + meta("_menu_item_classes", _NO_CLASSES)
        + meta("_menu_item_xfn", "")
        + meta("_menu_item_url", url)
    )


def _target(item: MenuItem, paths: dict[int, str], export: Export) -> tuple[str, str, int, str]:
    """Type, what it is of, its number and its address, as WordPress tells entries apart."""
    page = item.page
    own = export.ids.menu_item(item.pk)
    if page is None:
        return "custom", "custom", own, item.url
    if page.pk in export.sections:
        return "taxonomy", "category", page.pk, ""
    if page.pk in export.topics:
        return "taxonomy", export.topics[page.pk][0], page.pk, ""
    if issubclass(page.specific_class or type(page), (ArticlePage, StandardPage)):
        of = "post" if issubclass(page.specific_class, ArticlePage) else "page"
        return "post_type", of, page.pk, ""
    return "custom", "custom", own, export.address(paths.get(page.pk, "/"))


def rest(export: Export) -> Iterator[str]:
    """What WordPress knows nothing of: ticker items, redirects to fixed places, gone paths."""
    for some in batches(TickerItem.objects.select_related("page")):
        paths = paths_of(item.page for item in some if item.page)
        for item in some:
            values: dict[str, Any] = ticker_values(item)
            values["page"] = paths.get(item.page_id or 0)
            if values["page"] or not item.page_id:  # a line to a page that never was public
                yield ours_of_site("ticker", str(item.pk), values)
    for rows in batches(Address.objects.exclude(to="")):
        for row in rows:
            yield ours_of_site("redirect", row.path, redirect_values(row))
    for row in gone():
        yield ours_of_site("redirect", row.path, redirect_values(row))
