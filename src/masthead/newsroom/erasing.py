"""Erasing a story for good: one person asks with a reason, another one decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from masthead.articles.models import ArticlePage
from masthead.ledger import erase
from masthead.ledger.models import Erasure

PERMISSION = "ledger.add_erasure"


class ErasureForm(forms.Form):
    """Why a text has to be destroyed."""

    reason = forms.CharField(
        label=gettext_lazy("Why does it have to be erased?"),
        help_text=gettext_lazy(
            "Readers see this in the public record. It stays there: name nobody."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EraseView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg] # not at run time
    """The first person's question, then the second one's decision."""

    template_name = "masthead/newsroom/erase.html"
    form_class = ErasureForm
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who may erase."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        self.story = get_object_or_404(ArticlePage, pk=kwargs["pk"])
        self.erasure = Erasure.objects.filter(article=self.story.uid, done_at=None).first()
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the page."""
        return _("Erase a story for good")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        story = reverse("wagtailadmin_pages:edit", args=(self.story.pk,))
        return [
            *self.breadcrumbs_items,
            {"url": story, "label": self.story.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The story, and who asked."""
        mine = bool(self.erasure and self.erasure.asked_by == self.request.user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"story": self.story, "erasure": self.erasure, "mine": mine}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, refuse or decide."""
        if self.erasure is None:
            return super().post(request, *args, **kwargs)
        if "refuse" in request.POST:
            erase.refuse(self.erasure)
            messages.success(request, _("The story stays."))
            return redirect("wagtailadmin_pages:edit", self.story.pk)
        try:
            erase.erase(self.erasure, request.user)
        except erase.NotAllowedError:
            raise PermissionDenied from None
        messages.success(
            request, _("The story is erased. Backups made before today still have it.")
        )
        return redirect("wagtailadmin_home")

    def form_valid(self, form: ErasureForm) -> HttpResponse:
        """Note the wish."""
        erase.ask(self.story, form.cleaned_data["reason"], self.request.user)
        messages.success(self.request, _("Another person has to decide on it."))
        return redirect("wagtailadmin_pages:edit", self.story.pk)


def urls() -> list[Any]:
    """Where it is asked."""
    return [path("erase/<int:pk>/", EraseView.as_view(), name="erase_story")]


def button(page: Any, user: Any) -> list[Button]:
    """Offer it in the menu of a story."""
    if not isinstance(page.specific, ArticlePage) or not user.has_perm(PERMISSION):
        return []
    address = reverse("erase_story", args=(page.pk,))
    return [Button(_("Erase for good…"), address, icon_name="bin", priority=95)]


def waiting(user: Any) -> list[dict[str, Any]]:
    """What waits for a second person, for those who may decide."""
    if not user.has_perm(PERMISSION):
        return []
    found = Erasure.objects.filter(done_at=None)
    titles = dict(
        ArticlePage.objects.filter(pk__in=[one.page for one in found]).values_list("pk", "title")
    )
    return [
        {"title": titles[one.page], "url": reverse("erase_story", args=(one.page,))}
        for one in found
        if one.page in titles
    ]
