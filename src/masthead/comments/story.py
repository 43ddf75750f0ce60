"""The page under which somebody comments."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from wagtail.models import Page, PageViewRestriction

from masthead.addresses.models import Address
from masthead.articles.models import ArticlePage
from masthead.core.prepared import Prepared
from masthead.outlet.editions import Edition, note_none
from masthead.outlet.models import OutletSettings

from . import siege
from .lock import note_lock
from .models import CommentRules, ThreadLock
from .modes import note_choice

LARGEST = 2**31  # ids that a column holds lie below it


def public_page(page_id: int) -> Any:
    """The page that readers see under this id; Http404 where there is none."""
    return _story(page_id) or _any_page(page_id)


def _story(page_id: int) -> ArticlePage | None:
    """A story, by one question, with all that decides whether it takes comments."""
    found: Any = _STORY.first(page=page_id) if page_id < LARGEST else None
    if found is None or not found.listed_path or found.anything_private:
        return None
    note_lock(page_id, locked=found.locked_now)
    siege.note(is_on=found.siege_now)
    if found.outlet_comments:  # else the outlet has not been set up
        note_choice(found.outlet_comments, found.outlet_days)
    if not found.any_edition:
        note_none()
    return found


def _any_page(page_id: int) -> Any:
    page = Page.objects.live().public().filter(pk=page_id).first()
    if page is None or not page.specific.url:
        message = "no public page has this id"
        raise Http404(message)
    return page.specific


def _ask(page: int) -> QuerySet[ArticlePage]:
    path = Address.objects.order_by().filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("pk"), is_canonical=True
    )
    outlet = OutletSettings.objects.order_by()
    return (
        ArticlePage.objects.live()
        .order_by()
        .filter(pk=page)
        .annotate(
            listed_path=path.values("path")[:1],
            locked_now=Exists(ThreadLock.objects.filter(page_id=OuterRef("pk"))),
            anything_private=Exists(PageViewRestriction.objects.all()),
            siege_now=Exists(CommentRules.objects.filter(siege_since__isnull=False)),
            outlet_comments=outlet.values("comments")[:1],
            outlet_days=outlet.values("comments_close_after")[:1],
            any_edition=Exists(Edition.objects.all()),
        )
        # What the form and the small pages around it say of a story.
        .only("title", "language", "comment_mode", "first_published_at", "live")
    )


_STORY = Prepared(_ask, page=int)
