"""Menus: entries in their order, with the depth they are nested at."""

from collections.abc import Iterable
from dataclasses import dataclass

from masthead.core.html import visible_text
from masthead.core.text import collapse, printable
from masthead.importers.errors import Place

from ..read.records import Item


@dataclass(frozen=True, slots=True)
class Entry:
    """One link. `kind` is post_type, taxonomy or custom; `target` the old id of what it names."""

    old_id: int
    menu: str  # slug
    label: str  # "" where it is the title of its target
    kind: str
    target: int
    of: str  # the post type or taxonomy of the target
    url: str
    level: int
    place: Place


def entries(items: Iterable[Item]) -> dict[str, list[Entry]]:
    """Entries by the slug of their menu: each after the one above it, siblings in their order.

    Entries that are in no menu are under "".
    """
    menus: dict[str, dict[int, Item]] = {}
    for item in items:
        slugs = [use.slug for use in item.terms if use.taxonomy == "nav_menu"]
        for slug in slugs or [""]:
            menus.setdefault(slug, {}).setdefault(item.id, item)
    return {slug: _nested(slug, of_menu) for slug, of_menu in menus.items()}


def _nested(menu: str, items: dict[int, Item]) -> list[Entry]:
    below: dict[int, list[Item]] = {}
    for item in items.values():
        parent = _number(item.first("_menu_item_menu_item_parent"))
        below.setdefault(parent if parent in items and parent != item.id else 0, []).append(item)
    out: list[Entry] = []
    done: set[int] = set()

    def walk(parent: int, level: int) -> None:
        for item in sorted(below.get(parent, []), key=lambda one: (one.order, one.id)):
            if item.id not in done and level < _DEEPEST:
                done.add(item.id)
                out.append(_entry(item, menu, level))
                walk(item.id, level + 1)

    walk(0, 0)
    # What is left are circles: they stand on top.
    return out + [_entry(item, menu, 0) for item in items.values() if item.id not in done]


_DEEPEST = 100


def _entry(item: Item, menu: str, level: int) -> Entry:
    return Entry(
        old_id=item.id,
        menu=menu,
        label=collapse(visible_text(printable(item.title))),
        kind=item.first("_menu_item_type"),
        target=_number(item.first("_menu_item_object_id")),
        of=item.first("_menu_item_object"),
        url=item.first("_menu_item_url").strip(),
        level=level,
        place=item.place,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
