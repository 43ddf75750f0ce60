"""Asking for the page under which something became visible, or is not any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from wagtail.models import Page

from masthead.addresses.pages import paths_of
from masthead.addresses.paths import below
from masthead.bake import queue
from masthead.bake.models import Priority

if TYPE_CHECKING:
    from collections.abc import Collection


def bake_page(page_id: int) -> None:
    """Ask for the page at once, and for the feeds that count or quote its comments after it."""
    _ask(page_id, queue.AT_ONCE)


def bake_page_soon(page_id: int) -> None:
    """Ask for the same once for all that is approved within a few seconds."""
    _ask(page_id, timedelta(seconds=settings.MASTHEAD_COMMENT_DELAY))


def _ask(page_id: int, delay: timedelta) -> None:
    paths = paths_of(Page.objects.filter(pk=page_id))
    own = [path for path in paths.values() if "?" not in path]
    queue.request(own, delay=delay)
    queue.request([below(path, "comments.json") for path in own], known_only=True, delay=delay)
    queue.request_spread(f"discussion:{page_id}", known_only=True, delay=delay)


def bake_pages(page_ids: Collection[int]) -> None:
    """Ask for many pages whose comments were brought along, behind what readers wait for."""
    if not page_ids or queue.is_held():
        return
    paths = paths_of(Page.objects.filter(pk__in=page_ids))
    queue.request((path for path in paths.values() if "?" not in path), Priority.BEHIND)
    queue.request_spread("feeds:", known_only=True)
