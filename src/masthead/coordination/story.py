"""What a story says itself, so that readers who repeat it are not taken for each other's echo."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from wagtail.models import Page

from .phrases import NOTHING, Known, known

REMEMBERED = 500  # stories


class Stories:
    """The words of the stories that are commented on now."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, Known] = OrderedDict()

    def known(self, page_id: int) -> Known:
        """What the page says, as it was when first asked for."""
        if page_id not in self._known:
            self._known[page_id] = _read(page_id)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return self._known[page_id]


def _read(page_id: int) -> Known:
    found = Page.objects.filter(pk=page_id).first()
    if found is None:
        return NOTHING
    page: Any = found.specific
    parts = [page.title, getattr(page, "standfirst", "")]
    body = getattr(page, "body", None)
    if not body or not hasattr(body, "stream_block"):
        return known(" . ".join(parts))
    parts += body.stream_block.get_searchable_content(body)
    return known(" . ".join(map(str, parts)), str(body.get_prep_value()))
