"""Where readers' comments come in: one address that needs neither cookie nor script."""

from __future__ import annotations

from http import HTTPStatus
from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from masthead.core.batch import batch

from . import origin, proof, siege
from .forms import CommentForm, find_parent
from .modes import Mode, mode_now
from .notices.wish import follow
from .rates import is_crowded
from .sheets import comment_url
from .small_pages import see_other, show
from .story import public_page
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
    with batch():
        page = public_page(page_id)
        with page.spoken(request):
            return _respond(request, page)


# A slow sender must not hold the one write lock of SQLite: ``submit`` opens the transaction.
respond.own_transactions = True  # type: ignore[attr-defined]


def _respond(request: HttpRequest, page: Any) -> HttpResponse:
    mode = mode_now(page)
    if mode == Mode.CLOSED:
        return show(request, "closed", page, status=HTTPStatus.FORBIDDEN)
    if request.method == "POST":
        return _receive(request, page, mode)
    return _form_alone(request, page, request.GET.get("reply", ""))


@require_safe
def permalink(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """Lead to where a comment is read, on whatever sheet it stands. Raises Http404."""
    page = public_page(page_id)
    comment = find_parent(page, str(number))
    if comment is None:
        message = "no comment that is shown has this number"
        raise Http404(message)
    return HttpResponseRedirect(comment_url(page.url, comment))


def _form_alone(request: HttpRequest, page: Any, number: str) -> HttpResponse:
    parent = find_parent(page, number) if number else None
    if number and not parent:
        message = "no comment to answer has this number"
        raise Http404(message)
    form = CommentForm(page, reply_to=parent.number if parent else None)
    return show(request, "respond", page, form=form, parent=parent)


def _receive(request: HttpRequest, page: Any, mode: Mode) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > LARGEST_BODY:
        return show(request, "too_large", page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    form = CommentForm(page, request.POST)
    if not form.is_valid():
        parent = find_parent(page, form.data.get("parent", ""))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return show(request, "respond", page, status=status, form=form, parent=parent)
    if not origin.is_own(request) and not _is_confirmed(form):
        return _preview(request, page, form)
    if siege.is_on() and not proof.holds(form.cleaned_data["proof"]):
        age = origin.token_age(form.cleaned_data["token"], *_bound(form))
        if age is None or age < siege.WAIT:
            return _preview(request, page, form, wait=ceil(siege.WAIT - (age or 0)))
    data = form.cleaned_data
    place = Place(page, mode, data["parent"], crowded=is_crowded(request))
    comment = submit(place, form.sent(), data["email"])
    if data.get("notify"):
        follow(comment, data["email"])
    # Never to the story itself: it is baked in a moment, and would not show the comment yet.
    return see_other(reverse("comment_sent", args=[comment.uid]))


def _preview(request: HttpRequest, page: Any, form: CommentForm, wait: int = 0) -> HttpResponse:
    """Show the comment to whoever sends it, who may not know that a foreign page does so.

    Under siege as well: then it can be confirmed after ``wait`` seconds.
    """
    data = form.cleaned_data
    if not _is_confirmed(form):
        form.confirm_with(origin.make_token(*_bound(form)))
    return show(
        request,
        "preview",
        page,
        form=form,
        parent=data["parent"],
        html=render_text(data["text"]),
        wait=wait,
    )


def _is_confirmed(form: CommentForm) -> bool:
    return origin.token_fits(form.cleaned_data["token"], *_bound(form))


def _bound(form: CommentForm) -> tuple[Any, ...]:
    """What a preview's token stands for: the page, the comment answered, and all that was typed."""
    data = form.cleaned_data
    parent = data["parent"].pk if data["parent"] else None
    return (form.page.pk, parent, data["text"], data["name"], data["email"], data["url"])
