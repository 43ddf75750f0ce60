"""Where readers ask to be told by mail when a story is corrected; no account, cookie or script."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masthead.articles.models import ArticlePage
from masthead.comments import origin
from masthead.comments.rates import is_crowded
from masthead.comments.small_pages import show
from masthead.comments.story import public_page
from masthead.outlet.language import reading_in

from .wish import follow_corrections

LIMIT = 10  # addresses out of one part of the net, in ten minutes


class AskForm(forms.Form):
    """An address, and a field that people do not see."""

    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": gettext_lazy("Give an e-mail address. It is not published."),
            "invalid": gettext_lazy("That is not a whole e-mail address."),
        },
    )
    subject = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )


# Exempt for the reason given at ``views.respond``.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """Offer the form, or take a wish. Raises Http404 for no story, and where no mail is sent."""
    page = public_page(page_id)
    if not isinstance(page, ArticlePage) or not settings.EMAIL_HOST:
        raise Http404("no mail is sent about corrections of this")
    with reading_in(page.reading_language(request)):
        heading = _("Mail about corrections")
        if request.method != "POST":
            return show(request, "corrections", page, form=AskForm(), heading=heading)
        return _receive(request, page, heading)


def _receive(request: HttpRequest, page: Any, heading: str) -> HttpResponse:
    form = AskForm(request.POST)
    context: dict[str, Any] = {"form": form, "heading": heading}
    status = HTTPStatus.OK
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif is_crowded(request, "corrections", LIMIT):
        status = HTTPStatus.TOO_MANY_REQUESTS
        context["told"] = _("Too many wishes came from your part of the net. Try later.")
    elif not _is_meant(request, page, form.cleaned_data["email"]):
        # A foreign page may have sent it in somebody's name: shown once more, with our button.
        context["token"] = origin.make_token(page.pk, None, form.cleaned_data["email"])
    else:
        if not form.cleaned_data["subject"]:
            follow_corrections(page, form.cleaned_data["email"])
        # The same whether the address is known or not, a person's or a machine's.
        context["told"] = _(
            "You get a mail in a moment. Open the link in it, and you will be told."
        )
    return show(request, "corrections", page, status=status, **context)


def _is_meant(request: HttpRequest, page: Any, email: str) -> bool:
    token = request.POST.get("token", "")
    return origin.is_own(request) or origin.token_fits(token, page.pk, None, email)
