"""Where readers report a comment: a plain form, without cookie and script."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import origin
from .forms import ReportForm, find_parent
from .rates import is_crowded
from .report import report
from .sheets import comment_url
from .small_pages import show
from .story import public_page

TOO_MANY = 429


# Exempt: the token of the form stands in for the cookie. It is bound to the comment, and no other
# site can read it out of the page.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """The form (GET) and its answer (POST)."""
    page = public_page(page_id)
    comment = find_parent(page, str(number))
    if comment is None:
        message = "no comment to report has this number"
        raise Http404(message)
    with page.spoken(request):
        form = ReportForm(request.POST or None, auto_id="report-%s")
        told, status = "", 200
        confirmed = origin.token_fits(request.POST.get("token", ""), page.pk, comment.pk, "report")
        if request.method == "POST" and confirmed and form.is_valid():
            if is_crowded(request, "report"):
                told = _("Many reports came from your part of the net. Try again in ten minutes.")
                status = TOO_MANY
            else:
                report(comment, form.cleaned_data["reason"])
                told = _("Thank you. A moderator will look at it.")
        return show(
            request,
            "report",
            page,
            status=status,
            heading=_("Report a comment"),
            parent=comment,
            form=form,
            place=comment_url(page.url, comment),
            token=origin.make_token(page.pk, comment.pk, "report"),
            told=told,
        )
