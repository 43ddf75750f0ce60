"""Lists of entries, with the stories that they are about as far as readers may know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from masthead.addresses.pages import paths_of
from masthead.addresses.paths import below, encoded
from masthead.articles.changes import EXPLAINED
from masthead.articles.models import ArticlePage
from masthead.core.sites import linked
from masthead.record.entry import EntryKind

from .models import RecordEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet

_TOLD = Q(change__in=list(EXPLAINED)) | Q(kind__in=[EntryKind.WITHDRAW, EntryKind.ERASE])


@dataclass(frozen=True)
class Listed:
    """An entry, and the story it is about."""

    entry: RecordEntry
    headline: str  # empty for what readers do not have any more
    language: str
    address: str  # of all revisions; empty where there is none

    @property
    def story_address(self) -> str:
        """Where the story is read."""
        return self.address.removesuffix("revisions/")


def entries() -> QuerySet[RecordEntry]:
    """Return what stands in the log, the newest first."""
    return RecordEntry.objects.filter(place__isnull=False).order_by("-place")


def told() -> QuerySet[RecordEntry]:
    """Return corrections, clarifications, withdrawals and erasures, the newest first."""
    return entries().filter(_TOLD)


def with_stories(found: Iterable[RecordEntry]) -> list[Listed]:
    """Put their stories to some entries, in two queries."""
    rows = list(found)
    pages = {
        page.uid: page
        for page in ArticlePage.objects.public()
        .filter(uid__in={row.article for row in rows})
        .only("pk", "uid", "title", "live", "language", "content_type")
    }
    paths = paths_of(pages.values())
    return [_listed(row, pages.get(row.article), paths) for row in rows]


def _listed(row: RecordEntry, page: ArticlePage | None, paths: dict[int, str]) -> Listed:
    path = paths.get(page.pk, "") if page else ""
    address = linked(below(encoded(path), "revisions/")) if path else ""
    if page is None or not page.live:
        return Listed(row, "", "", address)
    return Listed(row, page.title, page.language, address)
