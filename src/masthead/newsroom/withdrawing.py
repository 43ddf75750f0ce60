"""Taking a story off the site: readers are told why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import ArticlePage
from masthead.ledger import append


class ReasonForm(forms.Form):
    """Why a story is withdrawn."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("Readers see this in the public record. It stays there: name nobody."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def ask(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Return the question, until it is answered; None for pages that are no stories."""
    if not isinstance(page.specific, ArticlePage):
        return None
    # The first step is Wagtail's own question, whether to withdraw it at all.
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        return None
    template = "masthead/newsroom/withdraw.html"
    context = {"form": form, "page": page, "header_title": _("Withdraw a story")}
    return TemplateResponse(request, template, context)


def keep(request: HttpRequest, page: Any) -> None:
    """Put the answer into the record."""
    form = ReasonForm(request.POST)
    if isinstance(page.specific, ArticlePage) and form.is_valid():
        append.give_reason(page.specific, form.cleaned_data["reason"])
