"""The languages that the site is in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from masthead.articles.editions import why_it_stays
from masthead.outlet.editions import Edition
from masthead.outlet.widgets import LanguageInput


class EditionForm(WagtailAdminModelForm):
    """The form of a language; what its addresses are made of is fixed once it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].widget = LanguageInput()
        for name in ("language", "prefix"):
            self.fields[name].disabled = bool(self.instance.pk)


class EditionDelete(DeleteView):
    """Takes a language away that nothing is written in."""

    @cached_property
    def reason_against(self) -> str:
        """Why it stays; empty where it can go."""
        return why_it_stays(self.object)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say at once where it cannot go, and not after a question."""
        if self.reason_against:
            messages.error(request, self.reason_against)
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)


class EditionViewSet(SnippetViewSet):
    """The further languages; that of the outlet itself stands in its settings."""

    model = Edition
    icon = "globe"
    menu_label = _("Languages")
    admin_url_namespace = "editions"
    base_url_path = "languages"
    list_display = ("name", "language", "prefix")
    copy_view_enabled = False
    delete_view_class = EditionDelete
    # It stands in the menu "Site".
    menu_item_is_registered = True
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("language"), FieldPanel("prefix")]),
            FieldPanel("name", help_text=_("As it stands at the head of every page.")),
            FieldPanel("tagline"),
            FieldPanel("description"),
            FieldPanel("sort_order"),
        ],
        base_form_class=EditionForm,
    )
