"""The entry in the newsroom's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button

from masthead.articles.models import ArticlePage
from masthead.translations.models import Translation

from .views import DeskView, StoryView, compare, may_translate


class TranslationsItem(MenuItem):
    """Says how many translations are behind their original."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may write."""
        return may_translate(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        """The entry with its number of this moment."""
        component = super().render_component(request)
        behind = Translation.objects.exclude(change="").count()
        component.label = f"{self.label} ({behind})" if behind else str(self.label)
        return component


class TranslationsViewSet(ViewSet):
    """The desk and its pages."""

    icon = "globe"
    menu_label = _("Translations")
    menu_name = "translations"
    menu_order = 105
    add_to_admin_menu = True
    menu_item_class = TranslationsItem
    url_prefix = "translations"

    def get_urlpatterns(self) -> list[Any]:
        """Addresses below /newsroom/translations/."""
        return [
            path("", DeskView.as_view(), name="desk"),
            path("<int:pk>/", StoryView.as_view(), name="story"),
            path("<int:pk>/compare/", compare, name="compare"),
        ]


def buttons(page: Any, user: Any) -> list[Button]:
    """Lead from a story to its languages."""
    if not isinstance(page.specific, ArticlePage) or not may_translate(user):
        return []
    address = reverse("translations:story", args=(page.pk,))
    return [Button(_("Languages…"), address, icon_name="globe", priority=90)]
