"""Asking for the page under which something became visible, or is not any more."""

from __future__ import annotations

from wagtail.models import Page

from masthead.addresses.pages import paths_of
from masthead.bake import queue


def bake_page(page_id: int) -> None:
    """Ask for the page at once, and for the feeds that count or quote its comments after it."""
    paths = paths_of(Page.objects.filter(pk=page_id))
    queue.request(path for path in paths.values() if "?" not in path)
    queue.request_spread(f"discussion:{page_id}", known_only=True)
