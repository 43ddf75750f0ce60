"""What search engines are told of: public pages that are their own canonical ones."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Model, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from masthead.addresses.pages import anything_is_private, canonical_path_of
from masthead.addresses.paths import encoded
from masthead.articles.lists import Of
from masthead.articles.models import (
    ArticlePage,
    FrontPage,
    SectionPage,
    StandardPage,
    TopicPage,
)
from masthead.articles.models.listing import Listing
from masthead.core.sites import address_of
from masthead.outlet.editions import places as editions
from masthead.outlet.models import OutletSettings
from masthead.people.models import Person

from .sitemap_xml import NewsPlace, Place

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 50_000  # addresses in one sitemap, by the protocol
MOST_NEWS = 1_000  # by Google's rule for news sitemaps, as are the two days
NEWS_DAYS = timedelta(days=2)


def stories_of(month: date) -> list[Place]:
    """The stories first published in the month of UTC that begins on ``month``, newest first."""
    start = datetime.combine(month, time.min, UTC)
    end = datetime.combine((month + timedelta(days=31)).replace(day=1), time.min, UTC)
    stories = _indexable(ArticlePage).filter(
        first_published_at__gte=start, first_published_at__lt=end
    )
    rows = list(stories.order_by("-first_published_at", "-pk").values(*COLUMNS)[:MOST])
    languages = _languages(rows, stories)
    return [
        Place(_url(row), row["last_published_at"], tuple(languages.get(_original(row), ())))
        for row in rows
    ]


def news() -> list[NewsPlace]:
    """Stories of the last two days, the newest first."""
    since = timezone.now() - NEWS_DAYS
    rows = _indexable(ArticlePage).filter(first_published_at__gte=since)
    return [
        NewsPlace(_url(row), row["title"], row["language"], row["first_published_at"])
        for row in rows.order_by("-first_published_at", "-pk").values(*COLUMNS, "title")[:MOST_NEWS]
    ]


#: The sitemaps beside those of the months, and what each lists.
STANDING: dict[str, tuple[type[Model], ...]] = {
    "pages": (FrontPage, StandardPage),
    "sections": (SectionPage,),
    "topics": (TopicPage,),
    "authors": (Person,),
}


def standing(name: str) -> list[Place]:
    """The places of the sitemap ``name`` of ``STANDING``.

    Only pages that are not news have a date: that of all others would be the one of their
    newest story.
    """
    return [place for model in STANDING[name] for place in _standing(model)]


def _standing(model: type[Model]) -> list[Place]:
    rows = list(_listed(model).order_by("pk").values()[:MOST])
    if model is Person:
        return _authors(rows)
    if model is FrontPage:
        versions = tuple((row["language"] or _first_language(), _url(row)) for row in rows)
        every = (*versions, ("x-default", versions[0][1])) if len(versions) > 1 else ()
        return [Place(_url(row), None, every) for row in rows]
    found = _families(rows)
    return [
        Place(
            _url(row),
            row["last_published_at"] if model is StandardPage else None,
            tuple(found.get(_original(row), ())),
        )
        for row in rows
    ]


def _authors(people: list[dict[str, Any]]) -> list[Place]:
    """The pages of people, in each edition that has stories of theirs."""
    homes = {place.number: place for place in editions()}
    listed = Listing.objects.filter(kind=Of.PERSON).order_by("edition")
    written = defaultdict(list)
    for person, edition in listed.values_list("thing", "edition").distinct():
        written[person].append(homes.get(edition, editions()[0]))
    return [
        Place(address_of(encoded(place.path(row["listed_path"]))))
        for row in people
        for place in dict.fromkeys(written[row["id"]])
    ][:MOST]


def _first_language() -> str:
    return OutletSettings.first_language()


def filled() -> list[str]:
    """Names of ``STANDING`` that have something to list."""
    return [
        name
        for name, models in STANDING.items()
        if any(_listed(model).exists() for model in models)
    ]


COLUMNS = (
    "id",
    "first_published_at",
    "last_published_at",
    "language",
    "translation_of_id",
    "listed_path",
)


def _indexable(model: type[Model]) -> QuerySet[Any]:
    """Pages that everybody can read, that want to be found, and that were first published here."""
    pages = _with_path(model).live().filter(noindex=False, canonical_url="")
    # Wagtail's own way of looking what is private joins all pages with the few restrictions.
    if anything_is_private():
        pages = pages.public()
    # The tree's order, Wagtail's default, would read the whole archive.
    found: QuerySet[Any] = pages.order_by()
    return found


def _with_path(model: type[Model]) -> Any:
    return model._default_manager.annotate(listed_path=canonical_path_of(model))  # noqa: SLF001 - documented Django


def _listed(model: type[Model]) -> QuerySet[Any]:
    if model is Person:
        written = Listing.objects.filter(kind=Of.PERSON, thing=OuterRef("pk"))
        found: QuerySet[Any] = _with_path(model).filter(Exists(written))
        return found
    return _indexable(model)


def _url(row: dict[str, Any]) -> str:
    return address_of(encoded(row["listed_path"]))


def _original(row: dict[str, Any]) -> int:
    original: int = row["translation_of_id"] or row["id"]
    return original


def _languages(
    rows: list[dict[str, Any]], stories: QuerySet[Any]
) -> dict[int, list[tuple[str, str]]]:
    """For each original with translations: their languages and addresses, and "x-default"."""
    originals = stories.values(original=Coalesce("translation_of_id", "pk"))
    elsewhere = {row["translation_of_id"] for row in rows if row["translation_of_id"]}
    family = _indexable(ArticlePage).filter(
        Q(translation_of__in=originals) | Q(pk__in=elsewhere.difference(row["id"] for row in rows))
    )
    return _families([*rows, *family.values(*COLUMNS)])


def _families(rows: list[dict[str, Any]]) -> dict[int, list[tuple[str, str]]]:
    """For each original with translations among ``rows``: their languages and addresses."""
    known = {row["id"]: row for row in rows}
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in sorted(known.values(), key=lambda row: row["id"]):
        found[_original(row)].append((row["language"] or _first_language(), _url(row)))
        if not row["translation_of_id"]:
            found[row["id"]].append(("x-default", _url(row)))
    # A story alone in its family has one language and, being the original, the default.
    return {pk: links for pk, links in found.items() if len({url for _, url in links}) > 1}
