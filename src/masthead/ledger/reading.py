"""What a page shows of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from masthead.addresses.paths import below
from masthead.articles.changes import Change
from masthead.articles.models import ArticlePage
from masthead.core.batch import once
from masthead.record.article import Article

from .models import RecordEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID


@dataclass(frozen=True)
class Recorded:
    """What the record holds of the text that a page shows."""

    revision: str  # as the page names it: "<uri> <version>"
    body: str
    published: str  # the dates in the words in which they were recorded
    updated: str
    entry: int  # the place in the log
    number: int  # of the revision
    corrections: int
    place: str  # where this revision is kept
    list: str  # where all of them are listed

    @property
    def shows_updated(self) -> bool:
        """Whether the time of the last change is a part of what was recorded."""
        return bool(self.updated)


def recorded(page: ArticlePage) -> Recorded | None:
    """Return what the record holds of ``page`` as it is live; None before it stands in the log."""
    entry = _entry(page)
    if entry is None:
        return None
    content = getattr(entry, "content", None)
    article = Article.parse(bytes(content.data)) if content else None
    url = page.url
    if article is None or article.body is None or not url or "?" in url:
        return None
    return Recorded(
        revision=f"{article.uri} {article.version}",
        body=article.body,
        published=_one(article.shown, "published"),
        updated=_one(article.shown, "updated"),
        entry=entry.place or 0,
        number=entry.revision,
        corrections=sum(note.kind == Change.CORRECTION for note in page.notes),
        place=below(url, f"revisions/{entry.revision}/"),
        list=below(url, "revisions/"),
    )


def read_recorded(pages: Iterable[ArticlePage]) -> None:
    """Read what the record holds of several stories, for this batch."""
    _read_before().update(_newest([page.uid for page in pages]))


def unrecorded(pages: Iterable[ArticlePage]) -> list[ArticlePage]:
    """Return those whose page shows its blocks, since the record does not have it as it is live."""
    return [page for page in pages if _entry(page) is None]


def _entry(page: ArticlePage) -> RecordEntry | None:
    known = _read_before()
    entry = known[page.uid] if page.uid in known else _newest([page.uid])[page.uid]
    return entry if entry and entry.page_revision == page.live_revision_id else None


def _newest(articles: Sequence[UUID]) -> dict[UUID, RecordEntry | None]:
    """The last entry in the log of each of ``articles``, with its content.

    None where another one waits that is not one of many: what it takes away is not shown until
    then. A name or a picture that is changed in many stories can wait.
    """
    rows = RecordEntry.objects.filter(article__in=articles).order_by("revision")
    keys: dict[UUID, int] = {}
    for uid, pk, place, many in rows.values_list("article", "pk", "place", "many"):
        if place is not None:
            keys[uid] = pk
        elif not many:
            keys.pop(uid, None)
    entries = RecordEntry.objects.select_related("content").in_bulk(list(keys.values()))
    return {uid: entries[keys[uid]] if uid in keys else None for uid in articles}


def _read_before() -> dict[UUID, RecordEntry | None]:
    return once("entries read before", dict)


def _one(shown: dict[str, Any], role: str) -> str:
    return (shown.get(role) or [""])[0]
