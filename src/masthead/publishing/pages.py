"""Which public paths show a story: the one place that says what is baked when it changes.

A story shows in the edition of its language alone; other editions name it at most as a version of a
story of theirs.

``now`` is what readers of the news wait for and does not grow with the archive. ``behind`` is what
only carries a neighbour or a count. ``known`` are baked again only if somebody asked for them
before. ``spreads`` name what is worked out later by the baker; see publishing.spreading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from django.db.models import Q

from masthead.addresses.assign import canonical, paths_to
from masthead.addresses.paths import below
from masthead.articles.lists import (
    StoryList,
    months_beside,
    of_month,
    of_person,
    of_section,
    of_topic,
)
from masthead.articles.models import ArticlePage, SectionPage, TopicPage
from masthead.articles.months import month_of
from masthead.articles.queries_story import neighbours, way_to
from masthead.articles.sheets import sheet_url, touched
from masthead.core.edition import here, within
from masthead.outlet.editions import places
from masthead.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import Model

# In the first edition; each further one has them below its home.
FRONT = "/"
SITE_FEEDS = ("/feed/", "/atom.xml", "/feed.json")
TICKER = ("/ticker/", "/ticker.json")
ARCHIVE = "/archive/"
FEED_FORMS = ("feed/", "feed/atom/", "feed/json/", "feed/rss/", "feed/rss2/")
COMMENT_FEEDS = tuple(f"/comments/{form}" for form in FEED_FORMS)
# Of the whole site.
SITEMAPS = ("/sitemap.xml", "/news-sitemap.xml")


@dataclass
class Wish:
    """Paths to bake, by how soon."""

    now: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    spreads: list[str] = field(default_factory=list)


def of_story(story: ArticlePage, *, shifted: bool) -> Wish:
    """What shows ``story``; with ``shifted`` it comes to or goes from where stories are listed."""
    with within(story.edition):
        return _of_story(story, shifted=shifted)


def _of_story(story: ArticlePage, *, shifted: bool) -> Wish:
    own, others = addresses(story), family(story)
    wish = Wish(now=[*own, *at_home(FRONT, *SITE_FEEDS)])
    if story.breaking:
        wish.now += at_home(*TICKER)
    for other in others:
        wish.now += addresses(other)
    for url, stories in lists(story):
        for number in touched(stories, story, shifted=shifted):
            if number is None:
                wish.now.append(url)
            else:
                wish.behind.append(sheet_url(url, number))
    wish.behind += [
        *months(story, shifted=shifted),
        *at_home(ARCHIVE),
        *SITEMAPS,
        "/sitemaps/authors.xml",
    ]
    wish.behind += [sitemap for one in (story, *others) for sitemap in monthly_sitemap(one)]
    wish.behind += [path for other in neighbours(story) for path in canonical_paths([other])]
    wish.known = [*own_feeds(story), *listing_feeds(story)]
    if shifted:
        for person in {line.person for line in story.bylines.all()}:
            wish.spreads += [f"sheets:{person.pk}", f"author_box:{person.slug}"]
    return wish


def at_home(*paths: str) -> list[str]:
    """The paths as the edition has them that is being made."""
    return [here().path(path) for path in paths]


def everywhere(*paths: str) -> list[str]:
    """The paths as every edition has them."""
    return [place.path(path) for place in places() for path in paths]


def family(story: ArticlePage) -> list[ArticlePage]:
    """The stories that name ``story`` among their translations, on their page or in a sitemap."""
    original = story.translation_of_id or story.pk
    named = Q(pk=original) | Q(translation_of__in={original, story.pk})
    return list(ArticlePage.objects.published().filter(named).exclude(pk=story.pk))


def own_feeds(story: Model) -> Iterator[str]:
    """The feeds below a story's or another thing's addresses, and its object for other systems."""
    for path in addresses(story):
        yield from (below(path, form) for form in (*FEED_FORMS, "ninjs.json"))


def listing_feeds(story: ArticlePage) -> Iterator[str]:
    """The feeds that list ``story`` and are not the outlet's own."""
    for url, _stories in lists(story):
        yield from (below(url, form) for form in FEED_FORMS)
    yield from at_home(*(f"/feed/{form}" for form in ("atom/", "json/", "rss/", "rss2/")))
    yield from (f"/feed/{story.language}/{form}" for form in ("", "atom/", "json/"))


def lists(story: ArticlePage) -> Iterator[tuple[str, StoryList]]:
    """Canonical paths of the sections, topics and people that list ``story``, with the list."""
    sections = [story.section, *story.other_sections.all()]
    inside = {section.pk: section for own in sections for section in way_to(own)}
    people = {line.person_id: line.person for line in story.bylines.all()}
    for thing in (*inside.values(), *story.topics.all(), *people.values()):
        row = canonical(thing)
        if row:
            # People have one address, and their page in each edition below its home.
            own = here().path(row.path) if isinstance(thing, Person) else row.path
            yield own, stories_in(thing)


def stories_in(thing: SectionPage | TopicPage | Person) -> StoryList:
    """Return the stories that the page of ``thing`` lists."""
    if isinstance(thing, SectionPage):
        return of_section(thing)
    return of_topic(thing) if isinstance(thing, TopicPage) else of_person(thing)


def months(story: ArticlePage, *, shifted: bool) -> Iterator[str]:
    """Sheets of the month that holds ``story``, then the months beside it, which lead to it."""
    if not story.first_published_at:
        return
    month = month_of(story.first_published_at)
    own = month_path(month)
    for number in touched(of_month(month), story, shifted=shifted):
        yield sheet_url(own, number) if number else own
    yield from (month_path(beside) for beside in months_beside(month) if beside)


def month_path(day: date) -> str:
    """Return the path of the archive of the month of ``day``."""
    return here().path(f"/{day:%Y/%m}/")


def monthly_sitemap(story: ArticlePage) -> Iterator[str]:
    """The sitemap that lists ``story``."""
    if story.first_published_at:
        yield sitemap_path(story.first_published_at.astimezone(UTC))


def sitemap_path(day: date) -> str:
    """Return the path of the sitemap of the month of ``day``, which is of UTC."""
    return f"/sitemaps/stories-{day:%Y-%m}.xml"


def addresses(thing: Model) -> list[str]:
    """Every address of ``thing``: the canonical one and those that redirect to it."""
    return [path for path in paths_to(thing) if "?" not in path]


def canonical_paths(things: Iterable[Model]) -> Iterator[str]:
    """Where each of ``things`` is read."""
    rows = (canonical(thing) for thing in things)
    return (row.path for row in rows if row)
