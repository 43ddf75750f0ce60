"""Changes that show on many pages: which those are, found out by the baker and not by the editor.

Each expander yields paths, and names of further spreads where the rest is for a later turn: so no
turn takes long or holds the database, however large the archive is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from masthead.addresses.models import Address
from masthead.articles.models import ArticlePage, SectionPage, StandardPage, TopicPage
from masthead.articles.sheets import every, sheet_url
from masthead.bake import spreads
from masthead.bake.work import tree
from masthead.core.layout import FEED
from masthead.people.models import Person

from . import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.articles.querysets import ArticleQuerySet

CHUNK = 500  # addresses of one turn
LISTS = (SectionPage, TopicPage, Person)
STANDING = tuple(f"/sitemaps/{name}.xml" for name in ("pages", "sections", "topics", "authors"))


def whole_site(_rest: str) -> Iterator[str]:
    """Everything there is: what most read first, then the addresses from the newest on."""
    yield from (pages.FRONT, *pages.SITE_FEEDS, *pages.TICKER, "/outlet.css")
    for model in LISTS:
        for thing in model.objects.order_by("pk"):
            yield from sheets_of(thing)
    yield from (*pages.SITEMAPS, *STANDING, "/archive/", "/robots.txt")
    moments = ArticlePage.objects.published().filter(first_published_at__isnull=False)
    for month in moments.order_by("-first_published_at").datetimes("first_published_at", "month"):
        day = timezone.localtime(month)
        yield from (pages.month_path(day), pages.sitemap_path(day))
    yield "addresses:"
    yield "feeds:"


def addresses(below: str) -> Iterator[str]:
    """The next addresses whose id is under ``below``, the newest first."""
    rows = Address.objects.filter(pk__lt=int(below)) if below else Address.objects.all()
    found = list(rows.order_by("-pk").values_list("pk", "path")[:CHUNK])
    yield from (path for _pk, path in found if "?" not in path)
    if len(found) == CHUNK:
        yield f"addresses:{found[-1][0]}"


def person(pk: str) -> Iterator[str]:
    """The pages of a person, and the stories whose author box tells their number."""
    found = Person.objects.filter(pk=pk).first()
    if found:
        yield from sheets_of(found)
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
    yield from pages.COMMENT_FEEDS
    for story in ArticlePage.objects.filter(pk=pk):
        yield from (*pages.SITE_FEEDS, *pages.own_feeds(story), *pages.listing_feeds(story))


def feeds(_rest: str) -> Iterator[str]:
    """Every feed that was baked: a body in it carries what changed."""
    return (path for path in tree().paths() if FEED in path or path.endswith(".json"))


def sheets_of(thing: SectionPage | TopicPage | Person) -> Iterator[str]:
    """The canonical path of ``thing`` and the sheets of its list, the newest first."""
    for path in pages.canonical_paths([thing]):
        yield path
        for number in reversed(every(pages.stories_in(thing))):
            yield sheet_url(path, number)


def _stories(stories: ArticleQuerySet) -> Iterator[str]:
    kind = ContentType.objects.get_for_model(ArticlePage)
    rows = Address.objects.filter(
        content_type=kind, is_canonical=True, object_id__in=stories.values("pk")
    )
    yield from rows.order_by("-object_id").values_list("path", flat=True)


def register() -> None:
    """Tell the baker."""
    expanders = (addresses, person, section, topic, below, discussion, feeds)
    for expand in expanders:
        spreads.register(expand.__name__, expand)
    spreads.register("site", whole_site)
