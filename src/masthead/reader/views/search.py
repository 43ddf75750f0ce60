"""Finding stories and pages by their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from masthead.addresses.pages import canonical_path_of
from masthead.articles.lists import everything
from masthead.articles.models import ArticlePage, StandardPage, TopicPage
from masthead.core.edition import Place, here
from masthead.core.text import collapse, printable
from masthead.outlet.editions import place_of, rows
from masthead.outlet.models import OutletSettings
from masthead.people.models import Person
from masthead.reader.head.model import Head
from masthead.reader.highlight import marked, snippet, words_of
from masthead.reader.language import in_the_outlets_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

LONGEST = 200  # characters of a query; nobody types more
SIZE = 20  # results on a page
PEOPLE = 5  # shown above the stories
FURTHEST = 50  # pages; who goes on searches for something else
MANY = 10_000  # results; who finds more learns only that


@dataclass(frozen=True)
class Result:
    """Something found, with the reader's words marked."""

    story: Any
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """One page of results and the addresses of the pages beside it."""

    results: list[Result]
    total: int
    newer_url: str = ""
    older_url: str = ""

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)


@require_safe
@in_the_outlets_language
def search(request: HttpRequest) -> HttpResponse:
    """Answer /search/?q=…; without words, or with too many, the form alone. Raises Http404."""
    query = collapse(printable(request.GET.get("q", "")))
    too_long = len(query) > LONGEST
    words = frozenset() if too_long else words_of(query)
    found = _found(query, words, _number(request)) if words else Results([], 0)
    context = {
        "query": query[:LONGEST],
        "too_long": too_long,
        "results": found,
        "count": min(found.total, MANY),
        "is_more": found.total > MANY,
        "people": _people(request, query) if words and _number(request) == 1 else [],
        "head": Head(title=_("Search"), noindex=True),
    }
    return render(request, "masthead/search.html", context)


def _found(query: str, words: frozenset[str], number: int) -> Results:
    pages = Page.objects.live().public().type((ArticlePage, StandardPage, TopicPage))
    if rows():
        pages = pages.filter(_of_this_edition())
    ranked = pages.search(query, operator="and")
    total = ranked.count()
    start = (number - 1) * SIZE
    if number > 1 and start >= total:
        message = f"the search has no page {number}"
        raise Http404(message)
    more = start + SIZE < total and number < FURTHEST
    return Results(
        [_result(page, words) for page in _read(ranked[start : start + SIZE])],
        total,
        newer_url=_url(query, number - 1) if number > 1 else "",
        older_url=_url(query, number + 1) if more else "",
    )


def _of_this_edition() -> Q:
    """What is written in a language of the edition in which the reader searches."""
    found = Q(pk__in=everything().rows().order_by().values("story"))
    for model in (StandardPage, TopicPage):
        tags = model.objects.order_by().values_list("language", flat=True).distinct()
        own = [tag for tag in tags if (place_of(tag) if tag else Place()) == here()]
        found |= Q(pk__in=model.objects.order_by().filter(language__in=own).values("pk"))
    return found


def _people(request: HttpRequest, query: str) -> list[Person]:
    """Return those whose name it is in whatever language, with their addresses."""
    language = OutletSettings.load(request).language
    people = Person.objects.annotate(listed_path=canonical_path_of(Person))
    people = people.prefetch_related("names")
    named = get_search_backend().search(query, people, operator="and")[:PEOPLE]
    # A merged profile has no address.
    return [person.spoken(language) for person in named if person.listed_path]


def _read(pages: Any) -> list[Any]:
    """Return the pages as what they are, in their order, with the neighbours a teaser shows."""
    order = [page.pk for page in pages]
    stories = {story.pk: story for story in ArticlePage.objects.for_lists().filter(pk__in=order)}
    others = Page.objects.filter(pk__in=set(order) - stories.keys()).specific()
    found = stories | {page.pk: page for page in others}
    return [found[pk] for pk in order if pk in found]


def _result(page: Any, words: frozenset[str]) -> Result:
    body = page.body.stream_block.get_searchable_content(page.body)
    opening = [getattr(page, name, "") for name in ("standfirst", "summary")]
    text = collapse(" ".join(map(str, [*opening, *body])))
    return Result(page, marked(page.title, words), snippet(text, words))


def _number(request: HttpRequest) -> int:
    wanted = request.GET.get("page", "1")
    if not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:6]) <= FURTHEST):
        message = "the search has no such page"
        raise Http404(message)
    return int(wanted[:6])


def _url(query: str, number: int) -> str:
    return "?" + urlencode({"q": query} | ({"page": number} if number > 1 else {}))
