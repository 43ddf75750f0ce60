"""Addresses in the newsroom: what leads where, and new redirects."""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from masthead.addresses.models import Address
from masthead.addresses.paths import is_reserved, normal
from masthead.addresses.resolve import resolve

ELSEWHERE = re.compile(r"https?://[^\s/]+", re.IGNORECASE)


def leads_to(address: Address) -> str:
    """Where a reader who asks for the path arrives: at a title, or at another path."""
    end = address.thing if address.is_canonical else address.to or end_of(address)
    return str(end or _("nothing any more"))


def end_of(address: Address) -> str | None:
    """Return the path to which an address redirects; lists have looked it up for all rows."""
    if "end" not in address.__dict__:
        found = resolve(address.path)
        return found.redirect_to if found else None
    end: str | None = address.__dict__["end"]
    return end


def what(address: Address) -> str:
    """Whether something is read at the path or it redirects."""
    return str(_("read here") if address.is_canonical else _("redirect"))


class RedirectForm(WagtailAdminModelForm):
    """A new redirect: from a free path of this site to a page of it, or elsewhere."""

    path = forms.CharField(
        label=_("From"),
        help_text=_("A path on this site, for example /spring/ or /2019/old-story/."),
    )
    to = forms.CharField(
        label=_("To"),
        help_text=_("A path on this site, or a whole address such as https://example.org/."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Address
        fields = ("path", "to")

    def clean_path(self) -> str:
        """Return the path as the table keeps it. Refuses one that is taken or the system's own."""
        path = _path(self.cleaned_data["path"])
        if is_reserved(path):
            raise ValidationError(
                _("%(path)s belongs to the site itself. Choose another path."),
                params={"path": path},
            )
        taken = Address.objects.filter(path=path).exclude(pk=self.instance.pk)
        if taken.exists():
            raise ValidationError(
                _("%(path)s leads somewhere already: %(to)s."),
                params={"path": path, "to": leads_to(taken[0])},
            )
        return path

    def clean_to(self) -> str:
        """Return where it leads: straight to the last stop, so that no chain can grow."""
        to = self.cleaned_data["to"].strip()
        if ELSEWHERE.match(to):
            return to
        target = _path(to)
        found = resolve(target)
        if found is None or found.gone:
            raise ValidationError(
                _("Nothing is read at %(path)s. Check the address."), params={"path": target}
            )
        return found.redirect_to or target

    def clean(self) -> dict[str, Any]:
        """Refuse a path that leads to itself."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("path") and cleaned.get("path") == cleaned.get("to"):
            self.add_error("to", _("This address would lead to itself."))
        return cleaned

    def save(self, commit: bool = True) -> Address:  # noqa: FBT001, FBT002 - Django's signature
        """Save, and lead everything that led here to the new end."""
        address: Address = super().save(commit=commit)
        Address.objects.filter(to=address.path).update(to=address.to)
        return address


def _path(text: str) -> str:
    try:
        return normal(text.strip())
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is no path. Write it like /spring/."), params={"text": text}
        ) from None


class AddressFilters(WagtailFilterSet):
    """What addresses can be narrowed by."""

    what = django_filters.ChoiceFilter(
        field_name="is_canonical",
        label=_("What"),
        choices=((True, _("Read here")), (False, _("Redirects"))),
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Address
        fields: tuple[str, ...] = ()


class AddressList(IndexView):
    """All addresses; any part of one finds it."""

    page_title = _("Addresses")
    add_item_label = _("New redirect")
    is_searchable = True
    search_backend_name = None
    search_fields = ("path", "to")

    def get_base_queryset(self) -> QuerySet[Address]:
        """Every row with its thing, or the path of its thing, in a fixed number of queries."""
        same = Address.objects.filter(
            content_type=OuterRef("content_type"), object_id=OuterRef("object_id")
        )
        end = Subquery(same.filter(is_canonical=True).values("path")[:1])
        return super().get_base_queryset().annotate(end=end).prefetch_related("thing")

    def get_edit_url(self, instance: Address) -> str | None:
        """Only redirects to a fixed path can be changed: the rest belongs to a page or person."""
        return super().get_edit_url(instance) if instance.to else None


class RedirectEdit(EditView):
    """Changes a redirect that was made by hand."""

    def get_queryset(self) -> QuerySet[Address]:
        """Only those: an address of a page or person is permanent."""
        return Address.objects.exclude(to="")


class AddressViewSet(ModelViewSet):
    """Addresses."""

    model = Address
    name = "addresses"
    icon = "link"
    menu_label = _("Addresses")
    index_view_class = AddressList
    edit_view_class = RedirectEdit
    copy_view_enabled = False
    ordering = "-created_at"
    list_per_page = 50
    list_display = (
        "path",
        Column("what", label=_("What"), accessor=what),
        Column("leads_to", label=_("Leads to"), accessor=leads_to),
        DateColumn("created_at", label=_("Since"), sort_key="created_at"),
    )
    filterset_class = AddressFilters

    def get_form_class(self, for_update: bool = False) -> type[RedirectForm]:  # noqa: FBT001, FBT002
        """The form of a redirect."""
        return RedirectForm


addresses = AddressViewSet()
