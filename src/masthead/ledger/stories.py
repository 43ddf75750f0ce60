"""The revisions of one story, as readers may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from masthead.addresses.paths import encoded
from masthead.addresses.resolve import resolve
from masthead.articles.changes import Change
from masthead.articles.models import ArticlePage
from masthead.record.article import Article
from masthead.record.entry import EntryKind

from .models import RecordEntry


@dataclass(frozen=True)
class Revision:
    """One revision with its place in the list of all."""

    entry: RecordEntry
    article: Article | None  # None where it was erased
    is_readable: bool  # whether readers may see its text

    @property
    def what(self) -> str:
        """What happened, in the words of a desk; empty where the kind of entry says it all."""
        return str(Change(self.entry.change).label) if self.entry.change else ""


def story_at(stem: str) -> ArticlePage | None:
    """Return the story whose address ``stem`` is, withdrawn ones too; None for all else.

    One that is open to few is not found.
    """
    found = resolve(quote(f"/{stem}"))
    if found and found.redirect_to and found.redirect_to.startswith("/"):
        found = resolve(encoded(found.redirect_to))
    thing: Any = found.thing if found else None
    if not isinstance(thing, ArticlePage) or thing.get_view_restrictions():
        return None
    return thing


def revisions(story: ArticlePage) -> list[Revision]:
    """Return what the log has of ``story``, the newest first."""
    entries = list(
        RecordEntry.objects.filter(article=story.uid, place__isnull=False)
        .select_related("content")
        .order_by("-revision")
    )
    return [_revision(entry, is_live=story.live) for entry in entries]


def _revision(entry: RecordEntry, *, is_live: bool) -> Revision:
    content = getattr(entry, "content", None)
    article = Article.parse(bytes(content.data)) if content else None
    has_text = article is not None and article.body is not None
    return Revision(entry, article, is_live and has_text and not _takes_away(entry))


def _takes_away(entry: RecordEntry) -> bool:
    return EntryKind(entry.kind).takes_away
