"""Quotations that stand for one of the original: their source is kept there, and nowhere else.

A quotation of a translation that has the id of one of its original has the original's source, as
readers of the original have it, and can show its words. What readers cannot see in the original
any more is not shown to them in a translation either.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from masthead.articles.blocks.words import SharedQuotation
from masthead.articles.models import ArticlePage
from masthead.core.batch import once
from masthead.core.html import visible_text
from masthead.core.text import collapse, nfc

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

QUOTE = "quote"  # the type of the block

Raw = list[dict[str, Any]]


@dataclass(frozen=True)
class Quoted:
    """What a story quotes: the stored values of its quotations, by the ids of their blocks."""

    values: Mapping[str, Mapping[str, Any]]
    language: str
    is_open: bool  # readers may see the story

    def shared(self, block: str, words: str) -> SharedQuotation | None:
        """Return what the quotation with that id gives to one that says ``words`` (rich)."""
        value = self.values.get(block)
        if value is None:
            return None
        if not self.is_open:
            return SharedQuotation("")
        text = value.get("text") or ""
        is_same = _plain(text) == _plain(words)
        return SharedQuotation(
            value.get("source_url") or "", "" if is_same else text, self.language
        )


NOTHING = Quoted({}, "", is_open=False)


def by_id(raw: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the stored values of the quotations among the blocks of a body."""
    return {
        str(block["id"]): block["value"]
        for block in raw
        if block["type"] == QUOTE and block.get("id") and block["value"]
    }


def quoted_by(stories: Iterable[int]) -> dict[int, Quoted]:
    """Return what each of ``stories`` (ids) quotes, as it was published last; in one question."""
    public = ArticlePage.objects.published().filter(pk=OuterRef("pk"))
    rows = ArticlePage.objects.filter(pk__in=set(stories)).annotate(is_open=Exists(public))
    return {
        pk: Quoted(by_id(body.raw_data), language, is_open)
        for pk, body, language, is_open in rows.values_list("pk", "body", "language", "is_open")
    }


def read_originals(stories: Iterable[ArticlePage]) -> None:
    """Read at once what the originals of ``stories`` quote; for this batch."""
    wanted = {story.translation_of_id for story in stories if _may_share(story.body, story)}
    missing = wanted - _read_before().keys()
    if missing:
        found = quoted_by(missing)
        _read_before().update((pk, found.get(pk, NOTHING)) for pk in missing)


def tied(body: StreamValue, story: ArticlePage) -> StreamValue:
    """Return ``body`` of ``story`` whose quotations know what they share with the original.

    Nothing is looked up for a story that is no translation, or quotes nobody.
    """
    if not _may_share(body, story):
        return body
    original = _original_of(story)
    for block in body if original.values else ():
        if block.block_type == QUOTE:
            words = getattr(block.value.get("text"), "source", "")
            block.value.original = original.shared(str(block.id), words)
    return body


def as_read(story: ArticlePage, original: Quoted) -> Raw:
    """Return the stored blocks of ``story``, each quotation with the source that readers see."""
    raw = list(story.body.raw_data)
    if original.is_open:
        sources = _sources(original)
        return [
            _with(block, sources[_id(block)]) if _id(block) in sources else block for block in raw
        ]
    return without_sources(raw, original.values)


def without_sources(raw: Iterable[dict[str, Any]], ids: Container[str]) -> Raw:
    """Return blocks without the sources of those quotations that are kept in the original."""
    return [
        _with(block, "") if _id(block) in ids and block["value"].get("source_url") else block
        for block in raw
    ]


def with_sources(raw: Iterable[dict[str, Any]], original: Quoted) -> Raw:
    """Return blocks of a story that stands by itself: with the sources that the original kept.

    They win over copies from before: it is them that readers saw.
    """
    return with_these(raw, _sources(original))


def with_these(raw: Iterable[dict[str, Any]], sources: Mapping[str, str]) -> Raw:
    """Return blocks whose quotations have ``sources`` (by ids), where those are not empty."""
    return [
        _with(block, sources[_id(block)]) if sources.get(_id(block)) else block for block in raw
    ]


def quotes(story: ArticlePage) -> bool:
    """Whether ``story`` quotes anybody."""
    return any(block["type"] == QUOTE for block in story.body.raw_data)


def _may_share(body: StreamValue, story: ArticlePage) -> bool:
    if not getattr(story, "translation_of_id", None) or not body:
        return False
    return any(block["type"] == QUOTE for block in body.raw_data)


def _original_of(story: ArticlePage) -> Quoted:
    pk: int = story.translation_of_id or 0
    known = _read_before()
    if pk not in known:
        known[pk] = quoted_by([pk]).get(pk, NOTHING)
    return known[pk]


def _read_before() -> dict[int | None, Quoted]:
    return once("quoted", dict)


def _sources(original: Quoted) -> dict[str, str]:
    return {pk: value.get("source_url") or "" for pk, value in original.values.items()}


def _with(block: dict[str, Any], source: str) -> dict[str, Any]:
    return {**block, "value": {**block["value"], "source_url": source}}


def _id(block: Mapping[str, Any]) -> str:
    """The id by which a quotation is known; nothing for other blocks."""
    return str(block.get("id") or "") if block["type"] == QUOTE else ""


def _plain(html: str) -> str:
    return nfc(collapse(visible_text(html)))
