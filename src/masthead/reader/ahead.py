"""Reading at once what several pages would each ask for by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.addresses.resolve import read_rows
from masthead.articles.counts import articles_by_person
from masthead.articles.models import ArticlePage
from masthead.articles.queries_story import read_related, read_translated, read_ways
from masthead.articles.querysets import read_around_all
from masthead.comments.lock import read_locks
from masthead.comments.reading import read_threads
from masthead.core.edition import Place, within
from masthead.ledger.reading import read_recorded, unrecorded
from masthead.translations.quotations import read_originals
from masthead.translations.told import read_standing


def read_ahead(paths: Iterable[str]) -> None:
    """Read what stands at ``paths`` (decoded), and what the pages of stories among it show.

    To be called in a batch, before its pages are rendered: a question for all costs hardly more
    than a question for one.
    """
    things = [row.thing for row in read_rows(paths) if row.is_canonical]
    stories = [thing for thing in things if isinstance(thing, ArticlePage) and thing.live]
    if stories:
        read_around_all(stories)
        read_translated(stories)
        read_ways(stories)
        read_recorded(stories)
        read_originals(unrecorded(stories))
        read_standing(stories)
        for edition in {story.edition for story in stories}:
            _read_in(edition, [story for story in stories if story.edition == edition])
        ids = [story.pk for story in stories]
        read_threads(ids)
        read_locks(ids)


def _read_in(edition: Place, stories: list[ArticlePage]) -> None:
    """Read what differs by the edition in which ``stories`` are read: lists and counts."""
    with within(edition):
        read_related(stories)
        articles_by_person(line.person for story in stories for line in story.bylines.all())
