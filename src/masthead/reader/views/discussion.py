"""The second and further sheets of the comments under a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from masthead.comments.reading import shown_rows
from masthead.comments.sheets import cut, sheet_url, thread_url, whole_thread
from masthead.core.language import direction
from masthead.outlet.language import digits
from masthead.reader.head.model import Head

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def one_thread(request: HttpRequest, page: Any, root: int) -> HttpResponse:
    """The whole thread that begins with the comment of this id. Raises Http404 where none does."""
    if not whole_thread(shown_rows(page.pk), root):
        message = f"no thread of this number is under {page.url}"
        raise Http404(message)
    with page.spoken(request):
        title = _("Comments on %(title)s") % {"title": page.title}
        head = Head(title=title, path=thread_url(page.url, root), noindex=True)
        return _shown(request, page, title, head, root=root)


def discussion(request: HttpRequest, page: Any, number: int) -> HttpResponse:
    """Sheet ``number`` of the comments under ``page``, from 2. Raises Http404 beyond the last."""
    sheets = cut(shown_rows(page.pk))
    if not 1 < number <= len(sheets):
        message = f"the comments under {page.url} have {len(sheets)} sheets"
        raise Http404(message)
    with page.spoken(request):
        title = _("Comments on %(title)s") % {"title": page.title}
        named = _("%(title)s, part %(number)s") % {"title": title, "number": digits(number)}
        head = Head(title=named, path=sheet_url(page.url, number), description=title)
        return _shown(request, page, named, head, number=number)


def _shown(
    request: HttpRequest, page: Any, heading: str, head: Head, number: int = 0, root: int = 0
) -> HttpResponse:
    language = page.reading_language(request)
    context = {
        "story": page,
        "number": number,
        "root": root,
        "heading": heading,
        "language": language,
        "direction": direction(language),
        "head": head,
    }
    return render(request, "masthead/comments/sheet.html", context)
