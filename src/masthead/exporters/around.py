"""What the things of one batch name: pages by their paths, pictures, files, people."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from html import escape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from masthead.addresses.models import Address
from masthead.addresses.pages import paths_of
from masthead.addresses.paths import encoded
from masthead.articles.editions import front_of
from masthead.articles.models import ArticlePage
from masthead.media.models import Document, Image
from masthead.outlet.editions import rows
from masthead.translations.quotations import NOTHING, as_read, quoted_by

Raw = list[dict[str, Any]]

_LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>')
_ID = re.compile(r'\bid="(\d{1,18})"')
_KINDS = {"image": "image", "document": "document", "page": "page"}


class Around:
    """Looked up once for a batch, so that a story costs no questions of its own."""

    def __init__(
        self, things: Collection[Any], raws: Iterable[Any], more: Iterable[int] = ()
    ) -> None:
        """`things` have addresses, `raws` are bodies or rich text, `more` are ids of images."""
        wanted: dict[str, set[int]] = {"image": set(more), "document": set(), "page": set()}
        for raw in raws:
            _collect(raw, wanted)
        self.images: dict[int, Image] = Image.objects.in_bulk(wanted["image"] - {0})
        self.documents: dict[int, Document] = Document.objects.in_bulk(wanted["document"])
        self.pages: dict[int, Page] = Page.objects.in_bulk(wanted["page"])
        self.paths: dict[int, str] = paths_of(self.pages.values())
        self._own: dict[tuple[int, int], list[Address]] = {}
        by_kind: dict[int, set[int]] = {}
        for thing in things:
            by_kind.setdefault(_kind(thing), set()).add(thing.pk)
        for kind, ids in by_kind.items():
            rows = Address.objects.filter(content_type=kind, object_id__in=ids)
            for row in rows.order_by("path"):
                self._own.setdefault((kind, row.object_id or 0), []).append(row)
        self._quoted = quoted_by(_original(thing) for thing in things if _original(thing))

    def path(self, thing: Model) -> str | None:
        """Where a thing of the batch is read; None before it was public."""
        rows = self._own.get((_kind(thing), thing.pk), [])
        return next((row.path for row in rows if row.is_canonical), None)

    def other_paths(self, thing: Model) -> list[str]:
        """The paths that lead to a thing of the batch."""
        rows = self._own.get((_kind(thing), thing.pk), [])
        return [row.path for row in rows if not row.is_canonical]

    def body(self, page: Any) -> Raw:
        """The blocks of a page; where it is a translation, with the sources readers see there."""
        original = _original(page)
        if not original:
            return list(page.body.raw_data)
        if original not in self._quoted:  # a draft that names another one
            self._quoted |= quoted_by([original])
        return as_read(page, self._quoted.get(original, NOTHING))

    def edition(self, page: Page) -> str | None:
        """The language of the front page that a page stands under; None for the first one."""
        return self._fronts.get(page.path[: 2 * page.steplen])  # a front page is the second step

    @cached_property
    def _fronts(self) -> dict[str, str]:
        found = ((front_of(edition), edition.language) for edition in rows())
        return {front.path: language for front, language in found if front}

    def rich(self, html: str, file: Callable[[Document], str]) -> str:
        """Rich text with links by address in place of ids; `file` gives a document's."""

        def link(found: re.Match[str]) -> str:
            number = _ID.search(found.group())
            href = self._href(found.group(1), int(number.group(1)), file) if number else ""
            return f'<a href="{escape(href)}">' if href else "<a>"

        return _LINK.sub(link, html) if "linktype" in html else html

    def _href(self, kind: str, pk: int, file: Callable[[Document], str]) -> str:
        if kind == "page":
            return encoded(self.paths[pk]) if pk in self.paths else ""
        return file(self.documents[pk]) if pk in self.documents else ""


def _original(thing: Any) -> int:
    """The id of the story from which a story was translated, or 0."""
    return (thing.translation_of_id or 0) if isinstance(thing, ArticlePage) else 0


def _kind(thing: Model) -> int:
    return ContentType.objects.get_for_model(thing).pk


def _collect(value: Any, wanted: dict[str, set[int]]) -> None:
    if isinstance(value, str):
        _collect_links(value, wanted)
    elif isinstance(value, list):
        for part in value:
            _collect(part, wanted)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name in _KINDS and isinstance(part, int):
                wanted[_KINDS[name]].add(part)
            else:
                _collect(part, wanted)


def _collect_links(html: str, wanted: dict[str, set[int]]) -> None:
    for found in _LINK.finditer(html) if "linktype" in html else ():
        if number := _ID.search(found.group()):
            wanted[found.group(1)].add(int(number.group(1)))
