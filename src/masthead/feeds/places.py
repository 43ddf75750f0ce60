"""What search engines are told of: public pages that are their own canonical ones."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Max, Model, Q
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from masthead.addresses.pages import canonical_path_of
from masthead.addresses.paths import absolute, encoded
from masthead.articles.models import (
    ArticlePage,
    FrontPage,
    SectionPage,
    StandardPage,
    TopicPage,
)
from masthead.articles.models.byline import Byline
from masthead.people.models import Person

from .sitemap_xml import NewsPlace, Place

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 50_000  # addresses in one sitemap, by the protocol
MOST_NEWS = 1_000  # by Google's rule for news sitemaps, as are the two days
NEWS_DAYS = timedelta(days=2)
MONTHS_KEPT = 600  # seconds; the one question that reads the whole archive


def stories_of(month: date) -> list[Place]:
    """The stories first published in the month that begins on ``month``, the newest first."""
    start = timezone.make_aware(datetime.combine(month, time.min))
    following = (month + timedelta(days=31)).replace(day=1)
    end = timezone.make_aware(datetime.combine(following, time.min))
    stories = _indexable(ArticlePage).filter(
        first_published_at__gte=start, first_published_at__lt=end
    )
    rows = list(stories.order_by("-first_published_at", "-pk").values(*COLUMNS)[:MOST])
    languages = _languages(rows, stories)
    return [
        Place(_url(row), row["last_published_at"], tuple(languages.get(_original(row), ())))
        for row in rows
    ]


def months() -> dict[date, datetime]:
    """Months that have stories, the newest first, each with the time of its latest change."""
    found: dict[date, datetime] | None = cache.get("feeds:months")
    if found is None:
        rows = (
            _findable(ArticlePage.objects.filter(first_published_at__isnull=False))
            .values(month=TruncMonth("first_published_at"))
            .annotate(changed=Max("last_published_at"))
            .order_by("-month")
        )
        found = {timezone.localdate(row["month"]): row["changed"] for row in rows}
        cache.set("feeds:months", found, MONTHS_KEPT)
    return found


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
    return [
        Place(_url(row), row["last_published_at"] if model is StandardPage else None)
        for model in STANDING[name]
        for row in _listed(model).order_by("pk").values()[:MOST]
    ]


def filled() -> list[str]:
    """Names of ``STANDING`` that have something to list."""
    return [
        name
        for name, models in STANDING.items()
        if any(_listed(model).exists() for model in models)
    ]


COLUMNS = (
    "pk",
    "first_published_at",
    "last_published_at",
    "language",
    "translation_of_id",
    "listed_path",
)


def _indexable(model: Any) -> QuerySet[Any]:
    return _findable(_with_path(model))


def _findable(pages: Any) -> QuerySet[Any]:
    """Pages that everybody can read, that want to be found, and that were first published here."""
    found: QuerySet[Any] = pages.live().public().filter(noindex=False, canonical_url="")
    return found.order_by()  # the tree's order, Wagtail's default, would read the whole archive


def _with_path(model: type[Model]) -> Any:
    return model._default_manager.annotate(listed_path=canonical_path_of(model))  # noqa: SLF001 - documented Django


def _listed(model: type[Model]) -> QuerySet[Any]:
    if model is Person:
        published = Byline.objects.filter(article__live=True)
        found: QuerySet[Any] = _with_path(model).filter(pk__in=published.values("person"))
        return found
    return _indexable(model)


def _url(row: dict[str, Any]) -> str:
    return absolute(encoded(row["listed_path"]))


def _original(row: dict[str, Any]) -> int:
    original: int = row["translation_of_id"] or row["pk"]
    return original


def _languages(
    rows: list[dict[str, Any]], stories: QuerySet[Any]
) -> dict[int, list[tuple[str, str]]]:
    """For each original with translations: their languages and addresses, and "x-default"."""
    originals = stories.values(original=Coalesce("translation_of_id", "pk"))
    elsewhere = {row["translation_of_id"] for row in rows if row["translation_of_id"]}
    family = _indexable(ArticlePage).filter(
        Q(translation_of__in=originals) | Q(pk__in=elsewhere.difference(row["pk"] for row in rows))
    )
    known = {row["pk"]: row for row in [*rows, *family.values(*COLUMNS)]}
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in sorted(known.values(), key=lambda row: row["pk"]):
        found[_original(row)].append((row["language"], _url(row)))
        if not row["translation_of_id"]:
            found[row["pk"]].append(("x-default", _url(row)))
    # A story alone in its family has one language and, being the original, the default.
    return {pk: links for pk, links in found.items() if len({url for _, url in links}) > 1}
