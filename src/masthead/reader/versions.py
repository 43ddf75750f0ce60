"""The same page in the outlet's other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from masthead.addresses.pages import canonical_path_of
from masthead.addresses.paths import encoded
from masthead.articles.lists import Of, open_rows
from masthead.articles.models import ArticlePage, FrontPage
from masthead.articles.models.base import StandingPage
from masthead.core.edition import Place, here
from masthead.core.sites import linked
from masthead.outlet.editions import place_of, rows
from masthead.outlet.models import OutletSettings

if TYPE_CHECKING:
    from django.http import HttpRequest

    from masthead.people.models import Person

Version = tuple[str, str]  # language and link, percent-encoded

#: What every edition has, at the same place below its home.
ALIKE = frozenset({"/", "/search/", "/archive/", "/ticker/"})
#: On a front page, what says that the page a reader came from is not there in this language.
NOT_HERE = "#not-in-this-language"


@dataclass(frozen=True)
class Choice:
    """One language that a reader can change to."""

    language: str
    url: str
    current: bool


def languages() -> list[tuple[str, Place]]:
    """Return the language and place of every edition, the first one first."""
    first = OutletSettings.first_language()
    return [(first, Place()), *((row.language, row.place) for row in rows())]


def of_front() -> tuple[Version, ...]:
    """Return every edition's front page; nothing where there is one."""
    found = tuple((language, linked(place.home)) for language, place in languages())
    return found if len(found) > 1 else ()


def of_standing(page: StandingPage) -> tuple[Version, ...]:
    """Return a section, topic or page in all its languages, the original first."""
    original = page.translation_of_id or page.pk
    if original is None or not rows():
        return ()
    model = type(page)
    family = model.objects.live().public().filter(Q(pk=original) | Q(translation_of=original))
    found = sorted(
        family.order_by("path").annotate(listed_path=canonical_path_of(model)),
        key=lambda version: version.translation_of_id is not None,
    )
    versions = tuple((version.reading_language(), version.url) for version in found if version.url)
    return versions if len(versions) > 1 else ()


def of_person(person: Person) -> tuple[Version, ...]:
    """Return the pages of a person in the editions that have stories of theirs."""
    if not rows() or not person.listed_path:
        return ()
    listed = open_rows().filter(kind=Of.PERSON, thing=person.pk).order_by()
    written = set(listed.values_list("edition", flat=True).distinct())
    found = tuple(
        (language, linked(encoded(place.path(person.listed_path))))
        for language, place in languages()
        if place.number in written
    )
    return found if len(found) > 1 else ()


def choices(request: HttpRequest, versions: tuple[Version, ...]) -> list[Choice]:
    """Return where a reader of this page gets in each language; nothing where there is only one.

    That is the same page, where it exists, else the front page, which says so.
    """
    if not rows():
        return []
    by_place = {place_of(language): path for language, path in reversed(versions)}
    own = here().rest(request.path)
    return [
        Choice(language, _target(place, by_place, own), current=place == here())
        for language, place in languages()
    ]


def _target(place: Place, by_place: dict[Place, str], own: str) -> str:
    if place in by_place:
        return by_place[place]
    if own in ALIKE:
        return linked(place.path(own))
    home = linked(place.home)
    return home if place == here() else home + NOT_HERE


def versions_of(page: Any, translations: list[ArticlePage]) -> tuple[Version, ...]:
    """Return the languages and paths of ``page``, the original first; nothing for one alone."""
    if isinstance(page, FrontPage):
        return of_front()
    if isinstance(page, StandingPage):
        return of_standing(page)
    if not isinstance(page, ArticlePage) or not translations:
        return ()
    every = sorted([page, *translations], key=lambda version: version.translation_of_id or 0)
    return tuple((version.language, version.url or "") for version in every)
