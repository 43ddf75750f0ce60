"""Where the links in the letters lead: to confirm, and to end it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masthead.comments.models import About, Follower
from masthead.comments.small_pages import private, show

from .wish import confirm, stop


# Exempt: to know the address is to have got the mail. A link alone changes nothing, because mail
# programs open links by themselves.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Say what is sent, and offer to confirm or to end it."""
    row = get_object_or_404(Follower.objects.select_related("page"), uid=uid)
    page = row.page.specific
    with page.spoken(request):
        told = ""
        if request.method == "POST" and "stop" in request.POST:
            stop(row)
            told = _("You get no more mail about this story, and your address is erased.")
        elif request.method == "POST":
            confirm(row)
            told = (
                _("You will be told by mail of new comments under this story.")
                if row.about == About.COMMENTS
                else _("You will be told by mail when this story is corrected.")
            )
        heading = (
            _("Mail about new comments")
            if row.about == About.COMMENTS
            else _("Mail about corrections")
        )
        response = show(request, "notices", page, heading=heading, row=row, told=told)
        return private(response)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """End it at once, as mail programs ask for it (RFC 8058); people who follow it get a button."""
    if request.method != "POST":
        return manage(request, uid)
    Follower.objects.filter(uid=uid).delete()
    # The same for an address that nobody has: there is nothing to be learned here.
    return HttpResponse(status=204)
