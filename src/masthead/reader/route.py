"""From the address a reader asked for to the page, the author or the archive that stands there.

The rows of ``addresses`` come first; what has no row may still be a sheet of a list or a month.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.http import Http404, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from masthead.addresses.pages import anything_is_private
from masthead.addresses.paths import decoded, encoded
from masthead.addresses.resolve import Found, resolve
from masthead.articles.models import ArticlePage, SectionPage, TopicPage
from masthead.articles.models.base import PublicPage
from masthead.articles.sheets import sheet_url
from masthead.comments.sheets import sheet_url as discussion_url
from masthead.comments.sheets import thread_url
from masthead.core.batch import batch
from masthead.core.edition import here
from masthead.core.sites import linked
from masthead.people.models import Person
from masthead.people.resolve import resolve_here

from .errors import gone
from .views.archive import archive, month
from .views.author import author
from .views.discussion import discussion, one_thread

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse

# The query arguments by which WordPress names a post, page, file, category, tag or author.
OLD_QUERIES = ("p", "page_id", "attachment_id", "cat", "tag", "author", "m")
SHEET = re.compile(r"(?P<list>/.+)/page/(?P<number>[1-9][0-9]{0,5})/?")
COMMENTS = re.compile(r"(?P<story>/.+?)/comments/(?P<thread>thread/)?(?P<number>[1-9][0-9]{0,9})/?")
MONTH = re.compile(r"/(?P<year>[12][0-9]{3})/(?P<month>0[1-9]|1[0-2])/?")
DAY = re.compile(rf"(?P<month_path>{MONTH.pattern.removesuffix('/?')})/(0[1-9]|[12][0-9]|3[01])/?")
# What WordPress puts after a path: further pages of a post or its comments, other forms of it.
TAIL = re.compile(
    r"(?P<place>/.+?)/(?:(?:page/|comment-page-)[0-9]{1,6}|[0-9]{1,3}|amp|embed|trackback)/?"
)
HOME_SHEET = re.compile(r"/page/[0-9]{1,6}/?")
YEAR = re.compile(r"/[12][0-9]{3}/?")
# Sheets of a year, month or day; "?m=201702" and "?m=20170209" name them as well.
DATED_SHEET = re.compile(
    r"(?P<date>/[12][0-9]{3}(?:/[01][0-9](?:/[0-3][0-9])?)?)/page/(?P<number>[0-9]{1,6})/?"
)
DATE_NUMBER = re.compile(r"(?P<year>[12][0-9]{3})(?P<month>0[1-9]|1[0-2])?[0-9]{0,8}")
OTHER_SHEETS = "public, max-age=3600"  # one day there may be a sheet of this number here
LISTS = (SectionPage, TopicPage, Person)


@require_safe
def route(request: HttpRequest, path: str) -> HttpResponse:
    """Answer any address that is no fixed part of the product. Raises Http404."""
    with batch():
        return _answer(request, path)


def _answer(request: HttpRequest, path: str) -> HttpResponse:
    # The server has decoded the path; encoded anew, a percent sign in it is read only once.
    asked = quote("/" + path)
    found = _by_old_query(request, asked) or resolve_here(asked)
    if found is None:
        return (
            _sheet(request, asked)
            or _discussion(request, asked)
            or _tail(request, asked)
            or _archive(request, asked)
        )
    if found.gone:
        return gone(request)
    if found.redirect_to is not None:
        return _lead(request, found.redirect_to, found.redirect_to)
    return show(request, found.thing)


def show(request: HttpRequest, thing: Model | None, number: int | None = None) -> HttpResponse:
    """Render a page or an author; a number is that of a sheet of its list.

    A page that was public and is withdrawn is gone: whoever has a link to it learns that it is
    no mistake of theirs. One that never was public, or is not open to everybody, is not found.
    """
    if isinstance(thing, Person):
        return author(request, thing, number)
    if not isinstance(thing, PublicPage):
        message = "what stands here is not for readers"
        raise Http404(message)
    if _is_withdrawn(thing):
        return gone(request)
    return thing.serve(request, **({} if number is None else {"number": number}))


def _is_withdrawn(page: PublicPage) -> bool:
    """Whether ``page`` was public and is no more. Raises Http404 where it is not for readers."""
    if not page.live and page.first_published_at:
        return True
    if not page.live or (anything_is_private() and page.get_view_restrictions()):
        message = "this page is not public"
        raise Http404(message)
    return False


def _by_old_query(request: HttpRequest, asked: str) -> Found | None:
    """Look up "/?p=12" and the like. Raises Http404 where that number never was ours."""
    named = [name for name in OLD_QUERIES if name in request.GET] if asked == "/" else []
    for name in named:
        found = resolve(f"/?{name}={request.GET[name]}")
        if found:
            return found
    date = DATE_NUMBER.fullmatch(request.GET["m"]) if "m" in named else None
    if date:
        place = f"/{date['year']}/{date['month']}/" if date["month"] else "/archive/"
        return Found(redirect_to=place)
    if any(request.GET[name].isdigit() for name in named):
        message = "no page had this number"
        raise Http404(message)
    return None


def _lead(request: HttpRequest, target: str, place: str) -> HttpResponse:
    """Redirect to ``place``, at or below the address ``target`` of a thing readers may see.

    Looked up first: an old number must not tell the address, and so the headline, of a draft.
    """
    found = resolve(encoded(target)) if target.startswith("/") else None
    if found and isinstance(found.thing, PublicPage) and _is_withdrawn(found.thing):
        return gone(request)
    return _redirect(request, place)


def _redirect(request: HttpRequest, target: str) -> HttpResponsePermanentRedirect:
    """Lead to ``target``, with the reader's query unless it named the page or the site is left."""
    if not target.startswith("/"):
        return HttpResponsePermanentRedirect(target)
    query = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in OLD_QUERIES or request.path != "/"
        for value in values
    ]
    mark = "&" if "?" in target else "?"
    return HttpResponsePermanentRedirect(
        linked(encoded(target)) + (mark + urlencode(query) if query else "")
    )


def _sheet(request: HttpRequest, asked: str) -> HttpResponse | None:
    """Answer ``…/page/2/`` of a list, at the list's canonical path."""
    match = SHEET.fullmatch(asked)
    if match is None:
        return None
    number = int(match["number"])
    place = match["list"] + "/"
    found = resolve_here(place)
    if found and found.redirect_to == decoded(match["list"]):  # an imported path without a slash
        place = match["list"]
        found = resolve_here(place)
    if found and found.redirect_to:
        there = resolve_here(encoded(found.redirect_to))
        has_it = _try(request, there.thing if there else None, number)
        target = found.redirect_to
        return _lead(request, target, sheet_url(target, number) if has_it else target)
    if found is None or found.gone or not isinstance(found.thing, LISTS):
        return gone(request) if found and found.gone else None
    if not asked.endswith("/") and _try(request, found.thing, number):
        return _redirect(request, decoded(asked) + "/")
    return _try(request, found.thing, number) or _other_sheets(request, place)


def _discussion(request: HttpRequest, asked: str) -> HttpResponse | None:
    """Answer ``…/comments/2/`` of a story, below its canonical path. Raises Http404."""
    match = COMMENTS.fullmatch(asked)
    place = match["story"] if match else ""
    found = (resolve(place + "/") or resolve(place)) if match else None
    if match is None or found is None:
        return None
    if found.gone:
        return gone(request)
    if found.redirect_to:
        there = resolve(encoded(found.redirect_to)) if found.redirect_to.startswith("/") else None
        found = there or found
    if not isinstance(found.thing, ArticlePage):
        return None
    if _is_withdrawn(found.thing):
        return gone(request)
    number = int(match["number"])
    target = (thread_url if match["thread"] else discussion_url)(
        encoded(found.thing.public_path or ""), number
    )
    if decoded(target) != decoded(asked):
        return _redirect(request, decoded(target))
    return (one_thread if match["thread"] else discussion)(request, found.thing, number)


def _try(request: HttpRequest, thing: Model | None, number: int) -> HttpResponse | None:
    """A sheet of a list, None where the list has none of this number."""
    try:
        return show(request, thing, number) if isinstance(thing, LISTS) else None
    except Http404:
        return None


def _other_sheets(request: HttpRequest, place: str) -> HttpResponse:
    """Lead to a list that was cut into more sheets where it came from."""
    answer = _redirect(request, decoded(place))
    answer["Cache-Control"] = OTHER_SHEETS
    return answer


def _tail(request: HttpRequest, asked: str) -> HttpResponse | None:
    """Lead ``…/amp/``, ``…/2/`` and the like to the page itself, ``/page/2/`` to the archive."""
    if HOME_SHEET.fullmatch(here().rest(asked)):
        return _redirect(request, here().path("/archive/"))
    match = TAIL.fullmatch(asked)
    own = here().rest(asked)
    if match is None or MONTH.fullmatch(own) or DAY.fullmatch(own):
        return None
    found = resolve(match["place"] + "/")
    if found is None or found.gone:
        return gone(request) if found else None
    place = found.redirect_to or decoded(match["place"]) + "/"
    return _lead(request, place, place)


def _archive(request: HttpRequest, asked: str) -> HttpResponse:
    """Answer ``/archive/``, ``/2017/02/`` and its sheets. Raises Http404 for everything else.

    Years and days had pages of their own in WordPress; they lead to the nearest that there is.
    """
    own = asked = here().rest(asked)
    sheet = DATED_SHEET.fullmatch(own)
    if sheet:
        asked = sheet["date"] + "/"
    if YEAR.fullmatch(asked):
        return _redirect(request, here().path("/archive/"))
    day = DAY.fullmatch(asked)
    if day:
        return _redirect(request, here().path(day["month_path"] + "/"))
    match = MONTH.fullmatch(asked)
    if asked.rstrip("/") != "/archive" and match is None:
        message = "nothing ever stood here"
        raise Http404(message)
    if match and sheet:
        return _sheet_of_month(request, match, int(sheet["number"]), own)
    if not asked.endswith("/"):
        return _redirect(request, here().path(asked + "/"))
    if match:
        return month(request, int(match["year"]), int(match["month"]))
    return archive(request)


def _sheet_of_month(
    request: HttpRequest, match: re.Match[str], number: int, asked: str
) -> HttpResponse:
    """Answer ``/2017/02/page/3/``; where the month has no such sheet, lead to the month."""
    place = f"/{match['year']}/{match['month']}/"
    try:
        answer = month(request, int(match["year"]), int(match["month"]), number)
    except Http404:
        return _other_sheets(request, here().path(place))
    target = sheet_url(place, number)
    return answer if asked == target else _redirect(request, here().path(target))
