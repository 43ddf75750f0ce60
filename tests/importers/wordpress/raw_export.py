"""The theme test data read by the standard library alone, to check the importer against."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

WP = "{https://wordpress.org/export/1.2/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"


class Raw:
    """One item; what the test asks of it."""

    def __init__(self, element: ET.Element) -> None:
        self.element = element
        self.id = int(self.wp("post_id"))
        self.type = self.wp("post_type")
        self.status = self.wp("status")
        self.content = element.findtext(CONTENT) or ""
        self.link = element.findtext("link") or ""

    def wp(self, name: str) -> str:
        return self.element.findtext(WP + name) or ""

    @property
    def path(self) -> str:
        return re.sub("/+", "/", unquote(urlsplit(self.link).path))

    def meta(self, key: str) -> str:
        for found in self.element.findall(WP + "postmeta"):
            if found.findtext(WP + "meta_key") == key:
                return found.findtext(WP + "meta_value") or ""
        return ""

    @property
    def is_public(self) -> bool:
        return self.status == "publish" and not self.wp("post_password")

    @property
    def caption(self) -> str:
        return next(
            (child.text or "" for child in self.element if child.tag.endswith("/excerpt/}encoded")),
            "",
        )

    @property
    def comments(self) -> list[ET.Element]:
        return self.element.findall(WP + "comment")


def items(path: Path) -> list[Raw]:
    return [Raw(element) for element in ET.parse(path).getroot().iter("item")]  # noqa: S314 - test data


def terms(path: Path, tag: str, slug: str) -> set[str]:
    root = ET.parse(path).getroot()  # noqa: S314
    return {found.findtext(WP + slug) or "" for found in root.iter(WP + tag)}


def galleries(all_items: list[Raw]) -> dict[int, list[str]]:
    """By post: the captions of the pictures that were uploaded to it, in WordPress's order."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for raw in all_items:
        if raw.type == "attachment" and raw.wp("attachment_url").endswith(
            (".jpg", ".png", ".gif", ".jpeg")
        ):
            entry = (int(raw.wp("menu_order")), raw.id, raw.caption)
            found.setdefault(int(raw.wp("post_parent")), []).append(entry)
    return {post: [caption for _, _, caption in sorted(entries)] for post, entries in found.items()}


def menus(all_items: list[Raw]) -> dict[str, list[tuple[int, str]]]:
    """By menu: level and title of each entry, as WordPress nests and orders them."""
    found: dict[str, dict[int, Raw]] = {}
    for raw in all_items:
        for use in raw.element.findall("category"):
            if use.get("domain") == "nav_menu":
                found.setdefault(use.get("nicename") or "", {})[raw.id] = raw
    return {slug: list(_nested(entries, 0, 0)) for slug, entries in found.items()}


def _nested(entries: dict[int, Raw], parent: int, level: int) -> Iterator[tuple[int, str]]:
    below = [
        one for one in entries.values() if int(one.meta("_menu_item_menu_item_parent")) == parent
    ]
    for one in sorted(below, key=lambda entry: int(entry.wp("menu_order"))):
        yield level, (one.element.findtext("title") or "").strip()
        yield from _nested(entries, one.id, level + 1)
