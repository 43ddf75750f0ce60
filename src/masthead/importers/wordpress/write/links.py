"""Links between stories: from addresses of the old site to the pages themselves.

A link to a page follows it wherever it moves. Until the page is there the link names its path,
which works as well.
"""

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any
from urllib.parse import urljoin

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from ..map.work import file_key
from .paths import clean, existing

_LINK = re.compile(r'<a href="(/[^"#]*)">')
_ANY_LINK = re.compile(r'<a href="((?:/|https?://)[^"#?]*\.\w{2,5})">')
#: Blocks whose HTML is no rich text: a page's number in a link means nothing there.
_OTHER = frozenset({"html", "code", "embed", "divider"})


def paths_in(raw: list[dict[str, Any]]) -> set[str]:
    """The paths of this site that rich text in `raw` links to."""
    found: set[str] = set()

    def see(path: str) -> None:
        found.add(path)

    _walk(raw, see)
    return found


def pages_at(paths: Iterable[str]) -> dict[str, int]:
    """The id of the page at each path, where one is."""
    page_types: dict[int, bool] = {}
    found: dict[str, int] = {}
    for path, row in existing(paths).items():
        if row.content_type_id is None or row.object_id is None:
            continue
        if row.content_type_id not in page_types:
            model = ContentType.objects.get_for_id(row.content_type_id).model_class()
            page_types[row.content_type_id] = model is not None and issubclass(model, Page)
        if page_types[row.content_type_id]:
            found[path] = row.object_id
    # Rows outlive their page: a path whose page was deleted is no place to link to.
    here = set(Page.objects.filter(pk__in=found.values()).values_list("pk", flat=True))
    return {path: pk for path, pk in found.items() if pk in here}


def linked(raw: list[dict[str, Any]], pages: dict[str, int]) -> list[dict[str, Any]]:
    """`raw` with links to the pages whose paths are known."""
    return _walk(raw, pages.get)


def filed(
    raw: list[dict[str, Any]], file: Callable[[str], int | None], site: str
) -> list[dict[str, Any]]:
    """`raw` with links to the documents that files of the old site have become."""

    def link(found: re.Match[str]) -> str:
        href = unescape(found.group(1))
        number = file(file_key(urljoin(f"{site}/", href)))
        return found.group() if number is None else f'<a linktype="document" id="{number}">'

    return [
        block if block["type"] in _OTHER else block | {"value": _each(block["value"], link)}
        for block in raw
    ]


def _each(value: Any, link: Callable[[re.Match[str]], str]) -> Any:
    if isinstance(value, str):
        return _ANY_LINK.sub(link, value) if "<a href" in value else value
    if isinstance(value, list):
        return [_each(part, link) for part in value]
    if isinstance(value, dict):
        return {name: _each(part, link) for name, part in value.items()}
    return value


def _walk(raw: list[dict[str, Any]], page: Callable[[str], int | None]) -> list[dict[str, Any]]:
    return [
        block if block["type"] in _OTHER else block | {"value": _value(block["value"], page)}
        for block in raw
    ]


def _value(value: Any, page: Callable[[str], int | None]) -> Any:
    if isinstance(value, str):
        return _LINK.sub(lambda found: _link(found, page), value) if "<a href" in value else value
    if isinstance(value, list):
        return [_value(part, page) for part in value]
    if isinstance(value, dict):
        return {name: _value(part, page) for name, part in value.items()}
    return value


def _link(found: re.Match[str], page: Callable[[str], int | None]) -> str:
    number = page(clean(unescape(found.group(1))))
    return found.group() if number is None else f'<a linktype="page" id="{number}">'
