"""One row of numbers for what WordPress keeps in one table.

Stories, pages, pictures, documents and menu entries are all posts there. Pages keep their ids;
the others follow after the last page, each kind at its own place in groups.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from wagtail.models import Page

_KINDS = 3


@dataclass(frozen=True)
class Ids:
    """Numbers that stay the same from export to export while no page is added."""

    base: int

    @classmethod
    def of_outlet(cls) -> Ids:
        """Above the last page, with room: the base is a round number."""
        last = Page.objects.aggregate(last=Max("pk"))["last"] or 0
        return cls((last // 100_000 + 1) * 100_000)

    def image(self, pk: int | None) -> int:
        """The attachment of a picture; 0 for none."""
        return self.base + pk * _KINDS if pk else 0

    def document(self, pk: int) -> int:
        """The attachment of a document."""
        return self.base + pk * _KINDS + 1

    def menu_item(self, pk: int) -> int:
        """The entry of a menu."""
        return self.base + pk * _KINDS + 2
