"""The thread under a page, its form, and the number of comments."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from masthead.articles.models import ArticlePage
from masthead.comments.forms import CommentForm
from masthead.comments.models import Comment, CommentRules
from masthead.comments.modes import Mode, mode_of
from masthead.comments.reading import outline, shown_rows
from masthead.outlet.models import OutletSettings

register = template.Library()


@register.inclusion_tag("masthead/parts/comments.html", takes_context=True)
def comments(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """`{% comments page %}`: heading with the number, the thread, the form where comments are open.

    One query for the thread, however long it is.
    """
    request: HttpRequest | None = context.get("request")
    rows = shown_rows(page.pk) if page.pk else []
    mode = mode_of(page, OutletSettings.load(request_or_site=request), timezone.now())
    return {
        "page": page,
        "count": sum(not row.was_removed for row in rows),
        "thread": outline(rows, CommentRules.load(request_or_site=request).depth, _authors(page)),
        # A preview of a page that is not saved yet has nothing to post to.
        "form": CommentForm(page) if page.pk and mode != Mode.CLOSED else None,
    }


@register.simple_tag
def comment_count(page: Any) -> int:
    """`{% comment_count page as number %}`: how many comments readers see under the page."""
    return Comment.objects.shown().filter(page_id=page.pk).count()


def _authors(page: Any) -> frozenset[int]:
    if not isinstance(page, ArticlePage):
        return frozenset()
    return frozenset(line.person_id for line in page.bylines.all())
