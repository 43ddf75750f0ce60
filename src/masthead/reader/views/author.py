"""The page of somebody who writes, photographs or translates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from masthead.articles import lists
from masthead.articles.sheets import sheet
from masthead.outlet.models import OutletSettings
from masthead.reader.head.person import head_of_person
from masthead.reader.language import in_the_outlets_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from masthead.people.models import Person


@in_the_outlets_language
def author(request: HttpRequest, person: Person, number: int | None = None) -> HttpResponse:
    """Show ``person`` with a sheet of their stories. Raises Http404 without such a sheet."""
    person = person.spoken(OutletSettings.load(request).language)
    stories = sheet(lists.of_person(person), person.url or "", number)
    context = {
        "person": person,
        "stories": stories,
        "article_count": stories.total,
        "head": head_of_person(person, stories),
    }
    return render(request, "masthead/author.html", context)
