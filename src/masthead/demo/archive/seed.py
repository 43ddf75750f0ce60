"""Filling an outlet that has no stories with any number of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction

from masthead.articles.models import ArticlePage
from masthead.articles.triggers import listed_afterwards
from masthead.bake import queue

from . import furnish
from .copies import Copies, count_on

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 5_000  # stories of one transaction
EVERY = timedelta(minutes=20)  # between two stories


class HasStoriesError(Exception):
    """The outlet has stories."""


def seed(stories: int, languages: int = 1) -> Iterator[int]:
    """Write so many stories in so many languages; yield how many there are after each step.

    Raises HasStoriesError where an outlet has any: made-up ones among them would be in the way.
    """
    if ArticlePage.objects.exists():
        raise HasStoriesError
    newest = datetime.now(UTC)
    times = [newest - EVERY * (stories - place) for place in range(stories)]
    with queue.whole_site_instead():
        with transaction.atomic():
            furniture = furnish.furnish(stories, languages)
            first = times[: furnish.MODELS]
            models = [furnish.model(n, at, furniture[0]) for n, at in enumerate(first)]
        yield len(models)
        copies = Copies(models, furniture, stories)
        for start in range(len(models), stories, AT_ONCE):
            places = range(start, min(stories, start + AT_ONCE))
            with transaction.atomic(), listed_afterwards(connection) as written:
                written.extend(copies.write(places, times[places.start : places.stop]))
            yield places.stop
        with transaction.atomic():
            count_on()
            furnish.discuss()
