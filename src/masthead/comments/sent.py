"""The page that a comment's sender gets: what became of it, to change it, to take it back."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masthead.outlet.models import OutletSettings

from .edit import by_sender, editable_until, sender_may_edit
from .forms import EditForm
from .models import Comment, Edited, Status
from .moderate import Decision, withdraw
from .modes import mode_of
from .sheets import comment_url
from .small_pages import private, see_other, show

BY_SENDER = "taken back"


# Exempt: to know the address is to be the sender. Nobody who does not can forge a form to it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """What became of a comment. Only its sender knows this address."""
    comment = get_object_or_404(Comment.objects.select_related("page"), uid=uid)
    page = comment.page.specific
    with page.spoken(request):
        if request.method == "POST":
            return private(_receive(request, comment, page))
        return private(_tell(request, comment, page, EditForm(comment)))


sent.own_transactions = True  # type: ignore[attr-defined]  # see respond


def _receive(request: HttpRequest, comment: Comment, page: Any) -> HttpResponse:
    if "withdraw" in request.POST:
        if "sure" not in request.POST:
            wrong = _("Tick the box first: what is taken back does not come back.")
            return _tell(request, comment, page, EditForm(comment), unsure=wrong)
        withdraw(comment, Decision(rule=BY_SENDER))
        return see_other(request.path)
    form = EditForm(comment, request.POST)
    if not sender_may_edit(comment, timezone.now()) or form.is_valid():
        outlet = OutletSettings.load(request_or_site=request)
        if form.is_valid():
            by_sender(comment, form.cleaned_data["text"], mode_of(page, outlet, timezone.now()))
        return see_other(request.path)
    return _tell(request, comment, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _tell(
    request: HttpRequest, comment: Comment, page: Any, form: EditForm, **more: Any
) -> HttpResponse:
    last = comment.moderation.last()
    told = comment.status == Status.REJECTED or comment.edited == Edited.NEWSROOM
    may_edit = sender_may_edit(comment, timezone.now())
    return show(
        request,
        "sent",
        page,
        comment=comment,
        # What was taken for spam is said to be held: who sends spam should learn nothing from it.
        state=Status.PENDING if comment.status == Status.SPAM else comment.status,
        reason=last.reason if last and told else "",
        form=form if may_edit else None,
        place=_place(page, comment),
        until=editable_until(comment),
        **more,
    )


def _place(page: Any, comment: Comment) -> str:
    if not comment.number:
        return f"{page.url}#comments"
    # The query has the browser ask for the story anew: it keeps the one without the comment.
    return comment_url(page.url, comment).replace("#", f"?comment={comment.number}#")
