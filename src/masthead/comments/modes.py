"""Whether a page takes comments, and what happens to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone
from wagtail.models import Page

from masthead.articles.models import ArticlePage
from masthead.core.batch import once
from masthead.outlet.models import OutletSettings

from .lock import is_locked

_CHOICE = "the outlet's choice for comments"


class Mode(StrEnum):
    """The values of ``OutletSettings.comments`` and ``ArticlePage.comment_mode``."""

    BEFORE = "before"
    AFTER = "after"
    FIRST = "first"
    CLOSED = "closed"


@dataclass(frozen=True)
class Choice:
    """The two of the outlet's settings that are asked for comments."""

    comments: str
    comments_close_after: int | None


def mode_now(page: Page) -> Mode:
    """What holds for ``page`` at this moment; see ``mode_of``."""
    return mode_of(page, once(_CHOICE, OutletSettings.load), timezone.now())


def note_choice(comments: str, close_after: int | None) -> None:
    """Keep for this batch what was read together with the page."""
    once(_CHOICE, lambda: Choice(comments, close_after))


def mode_of(page: Page, outlet: OutletSettings | Choice, now: datetime) -> Mode:
    """What holds for ``page``: its own choice, else the outlet's; closed after the outlet's days.

    A moderator can lock a discussion before that. Only stories take comments; other pages show
    the ones that came with an import.
    """
    if not isinstance(page, ArticlePage) or not page.live:
        return Mode.CLOSED
    days = outlet.comments_close_after
    since = page.first_published_at
    if days is not None and since and now > since + timedelta(days=days):
        return Mode.CLOSED
    if is_locked(page.pk):
        return Mode.CLOSED
    return Mode(page.comment_mode or outlet.comments)
