"""A story's languages side by side, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import ArticlePage
from masthead.articles.models.byline import Role
from masthead.newsroom.states import STATES, with_state
from masthead.translations.languages import offered
from masthead.translations.models import Translation

NOT_BEGUN = "none"
LABELS: dict[str, str | Promise] = {**dict(STATES), NOT_BEGUN: _("Not begun")}


@dataclass(frozen=True)
class Version:
    """One language of a story; ``page`` is None where nobody has begun."""

    language: str
    page: ArticlePage | None = None
    row: Translation | None = None

    @property
    def state(self) -> str:
        """One of LABELS."""
        return state_of(self.page) if self.page else NOT_BEGUN

    @property
    def label(self) -> str | Promise:
        """The state in words."""
        return LABELS[self.state]

    @property
    def is_behind(self) -> bool:
        """Whether somebody has to compare it with the original."""
        return bool(self.row and self.row.is_behind)

    @property
    def who(self) -> str:
        """Who translates, as the byline says; else who began it."""
        if self.page is None:
            return ""
        names = [
            line.person.name for line in self.page.bylines.all() if line.role == Role.TRANSLATED
        ]
        owner = self.page.owner
        return ", ".join(names) or (owner.get_full_name() or owner.get_username() if owner else "")

    @property
    def changed(self) -> datetime | None:
        """When somebody wrote in it last."""
        return self.page.latest_revision_created_at if self.page else None


@dataclass(frozen=True)
class Story:
    """An original with its versions; or a translation that has lost its original."""

    page: ArticlePage
    versions: list[Version] = field(default_factory=list)
    lost: bool = False

    @property
    def gone(self) -> bool:
        """Whether the original was taken from readers, with translations left."""
        was_public = self.page.first_published_at is not None
        return not self.page.live and was_public and any(one.page for one in self.versions)


def state_of(page: ArticlePage) -> str:
    """Return where a story stands between its first word and its readers."""
    if page.live:
        return "changed" if page.has_unpublished_changes else "live"
    if page.workflow_in_progress:
        return "review"
    if page.approved_schedule:
        return "scheduled"
    return "withdrawn" if page.first_published_at else "draft"


def stories(pages: Iterable[ArticlePage]) -> list[Story]:
    """Return each original of ``pages`` with every language that the outlet writes."""
    originals = list(pages)
    made: dict[int | None, list[Any]] = defaultdict(list)
    family = ArticlePage.objects.filter(translation_of__in=[page.pk for page in originals])
    for page in read(family).order_by("language"):
        made[page.translation_of_id].append(page)
    rows = Translation.objects.filter(
        page__in=[page.pk for some in made.values() for page in some]
        + [page.pk for page in originals]
    )
    known = {row.page_id: row for row in rows}
    there = set(
        ArticlePage.objects.filter(uid__in=[row.original for row in rows]).values_list(
            "uid", flat=True
        )
    )
    languages = offered()
    return [_story(page, made[page.pk], known, there, languages) for page in originals]


def _story(
    page: ArticlePage,
    made: list[ArticlePage],
    known: dict[int, Translation],
    there: set[UUID],
    languages: list[str],
) -> Story:
    versions = [Version(one.language, one, known.get(one.pk)) for one in made]
    taken = {page.language, *(one.language for one in versions)}
    versions += [Version(language) for language in languages if language not in taken]
    own = known.get(page.pk)
    return Story(page, versions, lost=bool(own and own.original not in there))


def read(pages: Any) -> Any:
    """Return ``pages`` with what the desk shows of each, in a fixed number of queries."""
    return with_state(
        pages.defer_streamfields().select_related("owner").prefetch_related("bylines__person")
    )
