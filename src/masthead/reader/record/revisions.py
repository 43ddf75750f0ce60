"""What a story said: every revision for good, without a script, and what changed in it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masthead.addresses.paths import below
from masthead.articles.models import ArticlePage
from masthead.core.language import direction
from masthead.ledger.difference import changes
from masthead.ledger.prepare import words
from masthead.ledger.proofs import NotYetError, proof_of
from masthead.ledger.stories import Revision, revisions, story_at
from masthead.outlet.language import reading_in
from masthead.reader.errors import gone
from masthead.record.article import Article, Picture

CACHED = "public, max-age=60"  # seconds; a withdrawal has to reach readers
JSON, TEXT = "application/json", "text/plain; charset=utf-8"


@require_safe
def listed(request: HttpRequest, stem: str) -> HttpResponse:
    """List all revisions of a story, a withdrawn one's as well. Raises Http404 for no story."""
    story, found = _story(stem)
    context = {"revisions": found}
    return _page(request, "masthead/record/revisions.html", story, context)


@require_safe
def revision(request: HttpRequest, stem: str, number: str) -> HttpResponse:
    """Show one revision as it was; 410 where the story was taken away. Raises Http404."""
    story, found = _story(stem)
    one = _one(found, number)
    if one.article is None or not one.is_readable:
        return gone(request)
    context = {
        "revision": one,
        "newest": found[0].entry.revision,
        "leads": [_shown(files) for files in one.article.leads],
        "texts": _other_texts(one.article),
        "before": _before(found, one),
    }
    return _page(request, "masthead/record/revision.html", story, context)


@require_safe
def difference(request: HttpRequest, stem: str, number: str) -> HttpResponse:
    """Show what a revision took out of the one before and put in. Raises Http404."""
    story, found = _story(stem)
    one = _one(found, number)
    before = _before(found, one)
    if before is None or not one.is_readable:
        raise Http404("there is nothing to compare this revision with")
    pieces = changes(_words(before), _words(one))
    context = {"revision": one, "before": before, "pieces": pieces}
    return _page(request, "masthead/record/difference.html", story, context)


@require_safe
def article_object(request: HttpRequest, stem: str, number: str) -> HttpResponse:
    """Give the article object, the very bytes that the entry stands for. Raises Http404."""
    _, found = _story(stem)
    one = _one(found, number)
    if not one.is_readable:
        return gone(request)
    return _file(bytes(one.entry.content.data), JSON)


@require_safe
def proof(request: HttpRequest, stem: str, number: str) -> HttpResponse:
    """Give the proof of one entry, of a withdrawal as well. Raises Http404."""
    _, found = _story(stem)
    try:
        made = proof_of(_one(found, number).entry)
    except NotYetError as error:
        raise Http404(str(error)) from None
    return _file(str(made).encode(), TEXT)


def _story(stem: str) -> tuple[ArticlePage, list[Revision]]:
    story = story_at(stem)
    found = revisions(story) if story else []
    if story is None or not found:
        raise Http404("nothing is recorded of this address")
    return story, found


def _one(found: list[Revision], number: str) -> Revision:
    for one in found:
        if str(one.entry.revision) == number:
            return one
    raise Http404(f"there is no revision {number}")


def _before(found: list[Revision], one: Revision) -> Revision | None:
    """The readable revision before this one."""
    older = (it for it in found if it.entry.revision < one.entry.revision and it.is_readable)
    return next(older, None)


def _words(one: Revision) -> str:
    return words(bytes(one.entry.content.data))


def _shown(files: tuple[Picture, ...]) -> Picture:
    """The file to show of a picture: the last, whose format every browser knows."""
    return files[-1]


def _other_texts(article: Article) -> list[tuple[str, str]]:
    """Texts that have no place of their own on the page; a checker wants every one."""
    placed = {"headline", "standfirst", "byline", "published", "updated", "correction", "caption"}
    return [
        (role, text) for role, all_ in article.shown.items() if role not in placed for text in all_
    ]


def _page(
    request: HttpRequest, template: str, story: ArticlePage, context: dict[str, Any]
) -> HttpResponse:
    context |= {
        "story": story,
        "language": story.language,
        "direction": direction(story.language),
        "list": below(story.url or "", "revisions/"),
    }
    with reading_in(story.language):
        response = render(request, template, context)
    response["Cache-Control"] = CACHED
    return response


def _file(data: bytes, kind: str) -> HttpResponse:
    headers = {"Cache-Control": CACHED, "Access-Control-Allow-Origin": "*"}
    return HttpResponse(data, content_type=kind, headers=headers)
