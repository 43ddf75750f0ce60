"""Whether a page takes comments, and what happens to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from wagtail.models import Page

from masthead.articles.models import ArticlePage
from masthead.outlet.models import OutletSettings


class Mode(StrEnum):
    """The values of ``OutletSettings.comments`` and ``ArticlePage.comment_mode``."""

    BEFORE = "before"
    AFTER = "after"
    FIRST = "first"
    CLOSED = "closed"


def mode_of(page: Page, outlet: OutletSettings, now: datetime) -> Mode:
    """What holds for ``page``: its own choice, else the outlet's; closed after the outlet's days.

    Only stories take comments. Other pages show the ones that came with an import.
    """
    if not isinstance(page, ArticlePage) or not page.live:
        return Mode.CLOSED
    days = outlet.comments_close_after
    since = page.first_published_at
    if days is not None and since and now > since + timedelta(days=days):
        return Mode.CLOSED
    return Mode(page.comment_mode or outlet.comments)
