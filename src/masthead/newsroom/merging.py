"""Merging two profiles of the same person: choose, read what will happen, confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from masthead.articles.merge_people import merge
from masthead.articles.models import ArticlePage
from masthead.people.models import Person


class TargetForm(forms.Form):
    """Who remains."""

    into = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=gettext_lazy("Remaining profile")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.filter(merged_into=None).exclude(pk=person.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class MergeView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg] # not at run time
    """Gives all stories of one profile to another. GET with ``into`` shows what will happen."""

    template_name = "masthead/newsroom/merge.html"
    form_class = TargetForm
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who may change people."""
        if not request.user.has_perm("people.change_person"):
            raise PermissionDenied
        self.person = get_object_or_404(Person, pk=kwargs["pk"], merged_into=None)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the page."""
        return _("Merge %(name)s into another profile") % {"name": self.person}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("people:list"), "label": _("People")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Read the choice from the address as well, to show what it means."""
        chosen = self.request.GET if "into" in self.request.GET else None
        return {"data": chosen, **super().get_form_kwargs(), "person": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what will happen, once somebody was chosen."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["form"]
        context["person"] = self.person
        context["stories"] = ArticlePage.objects.by_person(self.person).count()
        context["into"] = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
        return context

    def form_valid(self, form: TargetForm) -> HttpResponse:
        """Merge, say so, write it down."""
        into = form.cleaned_data["into"]
        merge(self.person, into)
        log(instance=into, action="people.merge", data={"merged": self.person.name})
        text = _("%(name)s is now %(into)s.") % {"name": self.person, "into": into}
        messages.success(self.request, text)
        return redirect("people:edit", into.pk)
