"""Asking for the page of a translation whose standing changed."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.addresses.assign import paths_to
from masthead.articles.models import ArticlePage
from masthead.bake import queue


def bake(stories: Iterable[ArticlePage]) -> None:
    """Ask for ``stories`` at once: what their readers are told of the original is another thing."""
    if not queue.is_held():
        queue.request(path for story in stories for path in paths_to(story) if "?" not in path)
