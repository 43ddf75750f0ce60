"""Changes that show on many pages: which those are, found out by the baker and not by the editor.

Each expander yields paths, and names of further spreads where the rest is for a later turn: so no
turn takes long or holds the database, however large the archive is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from masthead.addresses.models import Address
from masthead.articles.lists import changes_by_month, of_month
from masthead.articles.models import ArticlePage, SectionPage, StandardPage, TopicPage
from masthead.articles.sheets import every, sheet_url
from masthead.bake import ahead, parts, spreads
from masthead.bake.work import tree
from masthead.core.edition import within
from masthead.core.layout import FEED
from masthead.outlet.editions import places
from masthead.people.models import Person
from masthead.reader.ahead import read_ahead

from . import author_boxes, pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from masthead.articles.querysets import ArticleQuerySet

# What lies in the record never changes.
CARRIES = re.compile(rf"{FEED}|(?<!/article)\.json$|/comments/")
CHUNK = 500  # addresses of one turn
LISTS = (SectionPage, TopicPage, Person)
STANDING = tuple(f"/sitemaps/{name}.xml" for name in ("pages", "sections", "topics", "authors"))


def whole_site(_rest: str) -> Iterator[str]:
    """Everything there is: what most read first, then the addresses from the newest on."""
    yield from pages.everywhere(pages.FRONT, *pages.SITE_FEEDS, *pages.TICKER)
    yield "/outlet.css"
    for model in LISTS:
        for thing in model.objects.order_by("pk"):
            yield from sheets_of(thing)
    yield from (*pages.SITEMAPS, *STANDING, *pages.everywhere(pages.ARCHIVE), "/robots.txt")
    for month in ArticlePage.objects.published().months():
        yield from sheets_of_month(month)
    yield from (pages.sitemap_path(month) for month in changes_by_month())
    yield "addresses:"
    yield "feeds:"
    yield "record:"


def addresses(below: str) -> Iterator[str]:
    """The next addresses whose id is under ``below``, the newest first."""
    rows = Address.objects.filter(pk__lt=int(below)) if below else Address.objects.all()
    found = list(rows.order_by("-pk").values_list("pk", "path")[:CHUNK])
    yield from (path for _pk, path in found if "?" not in path)
    if len(found) == CHUNK:
        yield f"addresses:{found[-1][0]}"


def person(pk: str) -> Iterator[str]:
    """The pages of a person, and their stories."""
    yield from sheets(pk)
    for found in Person.objects.filter(pk=pk):
        yield from author_box(found.slug)


def sheets(pk: str) -> Iterator[str]:
    """The pages of a person, which tell how many stories there are."""
    for found in Person.objects.filter(pk=pk):
        yield from sheets_of(found)


def author_box(slug: str) -> Iterator[str]:
    """The stories of a person, in whose author box their number stands."""
    for found in Person.objects.filter(slug=slug):
        yield from _stories(ArticlePage.objects.published().by_person(found))


def section(pk: str) -> Iterator[str]:
    """All sheets of a section."""
    for found in SectionPage.objects.filter(pk=pk):
        yield from sheets_of(found)


def topic(pk: str) -> Iterator[str]:
    """All sheets of a topic, and the stories that name it."""
    for found in TopicPage.objects.filter(pk=pk):
        yield from sheets_of(found)
        yield from _stories(ArticlePage.objects.published().about(found))


def below(pk: str) -> Iterator[str]:
    """The page with this id and all below it in the tree."""
    top = Page.objects.filter(pk=pk).first()
    if top:
        inside = Page.objects.descendant_of(top, inclusive=True)
        models = (ArticlePage, SectionPage, TopicPage, StandardPage)
        kinds = ContentType.objects.get_for_models(*models).values()
        rows = Address.objects.filter(content_type__in=kinds, object_id__in=inside.values("pk"))
        yield from rows.values_list("path", flat=True)


def discussion(pk: str) -> Iterator[str]:
    """The feeds that tell how many comments stand under a story, or what they say."""
    yield from pages.everywhere(*pages.COMMENT_FEEDS)
    for story in ArticlePage.objects.filter(pk=pk):
        with within(story.edition):
            site = pages.at_home(*pages.SITE_FEEDS)
            feeds = [*site, *pages.own_feeds(story), *pages.listing_feeds(story)]
        yield from feeds
        for path in pages.addresses(story):
            yield from tree().paths(beneath=path)


def beneath(address: str) -> Iterator[str]:
    """What was baked below an address: sheets of a discussion, single threads, feeds."""
    for row in Address.objects.filter(pk=address):
        yield from tree().paths(beneath=row.path)


def feeds(_rest: str) -> Iterator[str]:
    """Every feed and every sheet of a discussion that was baked: they carry what changed."""
    return (path for path in tree().paths() if CARRIES.search(path))


def sheets_of(thing: SectionPage | TopicPage | Person) -> Iterator[str]:
    """The canonical path of ``thing`` and the sheets of its list, the newest first."""
    # A section or topic is of one edition; people have a page in each.
    for place in places() if isinstance(thing, Person) else [thing.edition]:
        with within(place):  # and left before the next path is yielded
            sheets = every(pages.stories_in(thing))
        for path in pages.canonical_paths([thing]):
            own = place.path(path) if isinstance(thing, Person) else path
            yield own
            for number in reversed(sheets):
                yield sheet_url(own, number)


def sheets_of_month(month: date) -> Iterator[str]:
    """The page of ``month`` in each edition, and the sheets of its list, the newest first."""
    for place in places():
        with within(place):
            own, sheets = pages.month_path(month), every(of_month(month))
        yield own
        for number in reversed(sheets):
            yield sheet_url(own, number)


def _stories(stories: ArticleQuerySet) -> Iterator[str]:
    kind = ContentType.objects.get_for_model(ArticlePage)
    rows = Address.objects.filter(
        content_type=kind, is_canonical=True, object_id__in=stories.values("pk")
    )
    yield from rows.order_by("-object_id").values_list("path", flat=True)


def register() -> None:
    """Tell the baker."""
    expanders = (
        *(addresses, person, sheets, author_box),
        *(section, topic, below, beneath, discussion, feeds),
    )
    for expand in expanders:
        spreads.register(expand.__name__, expand)
    spreads.register("site", whole_site)
    parts.register(author_box.__name__, author_boxes.find)
    ahead.register(read_ahead)
