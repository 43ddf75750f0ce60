"""Where readers' comments come in: one address that needs neither cookie nor script."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from masthead.core.language import direction
from masthead.outlet.language import reading_in
from masthead.outlet.models import OutletSettings

from . import origin
from .forms import CommentForm, find_parent
from .models import Comment, Status
from .modes import Mode, mode_of
from .submit import Place, submit
from .text import render as render_text

# Bytes: room for a text far too long, in letters that take nine when sent, to come back with
# a message beside it.
LARGEST_BODY = 1_000_000


# Exempt: the check of origin.py stands in for the CSRF cookie, since pages for readers set none
# and may come out of a cache. A forged comment does nothing its forger could not do alone.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form alone (GET, ``?reply=NUMBER`` for an answer), or a comment (POST)."""
    page = _page(page_id)
    with reading_in(page.reading_language(request)):
        return _respond(request, page)


# A slow sender must not hold the one write lock of SQLite: ``submit`` opens the transaction.
respond.own_transactions = True  # type: ignore[attr-defined]


def _respond(request: HttpRequest, page: Any) -> HttpResponse:
    outlet = OutletSettings.load(request_or_site=request)
    mode = mode_of(page, outlet, timezone.now())
    if mode == Mode.CLOSED:
        return _show(request, "closed", page, status=HTTPStatus.FORBIDDEN)
    if request.method == "POST":
        return _receive(request, page, mode)
    return _form_alone(request, page, request.GET.get("reply", ""))


@never_cache
@require_safe
def sent(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What became of a comment. Only its sender knows this address."""
    comment = get_object_or_404(Comment.objects.select_related("page"), uid=uid)
    entry = comment.moderation.last() if comment.status == Status.REJECTED else None
    # What was taken for spam is said to be held: who sends spam should learn nothing from it.
    state = Status.PENDING if comment.status == Status.SPAM else comment.status
    page = comment.page.specific
    reason = entry.reason if entry else ""
    with reading_in(page.reading_language(request)):
        return _show(request, "sent", page, comment=comment, state=state, reason=reason)


def _page(page_id: int) -> Any:
    """The page that readers see under this id; Http404 where there is none."""
    page = Page.objects.live().public().filter(pk=page_id).first()
    if page is None or not page.specific.url:
        message = "no public page has this id"
        raise Http404(message)
    return page.specific


def _form_alone(request: HttpRequest, page: Any, number: str) -> HttpResponse:
    parent = find_parent(page, number) if number else None
    if number and not parent:
        message = "no comment to answer has this number"
        raise Http404(message)
    form = CommentForm(page, reply_to=parent.number if parent else None)
    return _show(request, "respond", page, form=form, parent=parent)


def _receive(request: HttpRequest, page: Any, mode: Mode) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > LARGEST_BODY:
        return _show(request, "too_large", page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    form = CommentForm(page, request.POST)
    if not form.is_valid():
        parent = find_parent(page, form.data.get("parent", ""))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, "respond", page, status=status, form=form, parent=parent)
    if not origin.is_own(request) and not _is_confirmed(form):
        return _preview(request, page, form)
    data = form.cleaned_data
    comment = submit(Place(page, mode, data["parent"]), form.sent(), data["email"])
    if comment.status == Status.APPROVED:
        return _see_other(f"{page.url}#comment-{comment.number}")
    return _see_other(reverse("comment_sent", args=[comment.uid]))


def _preview(request: HttpRequest, page: Any, form: CommentForm) -> HttpResponse:
    """Show the comment to whoever sends it, who may not know that a foreign page does so."""
    data = form.cleaned_data
    form.confirm_with(origin.make_token(*_bound(form)))
    return _show(
        request,
        "preview",
        page,
        form=form,
        parent=data["parent"],
        html=render_text(data["text"]),
    )


def _is_confirmed(form: CommentForm) -> bool:
    return origin.token_fits(form.cleaned_data["token"], *_bound(form))


def _bound(form: CommentForm) -> tuple[Any, ...]:
    """What a preview's token stands for: the page, the comment answered, and all that was typed."""
    data = form.cleaned_data
    parent = data["parent"].pk if data["parent"] else None
    return (form.page.pk, parent, data["text"], data["name"], data["email"], data["url"])


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _show(
    request: HttpRequest, name: str, page: Any, status: int = 200, **context: Any
) -> HttpResponse:
    """Render one of the small pages around the form. Search engines leave them alone."""
    language = page.reading_language(request)
    context |= {"story": page, "language": language, "direction": direction(language)}
    context["heading"] = _("Leave a Reply")
    context["title"] = context["heading"]
    response = render(request, f"masthead/comments/{name}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
