"""The entry in the newsroom's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from masthead.comments.desk.access import may_moderate
from masthead.coordination.models import Case, State

from .views import CasesView, CaseView


class CasesItem(MenuItem):
    """Says how many cases wait for a judgement."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may moderate."""
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        """The entry with its number of this moment."""
        component = super().render_component(request)
        waiting = Case.objects.standing(State.OPEN).count()
        component.label = f"{self.label} ({waiting})" if waiting else str(self.label)
        return component


class CasesViewSet(ViewSet):
    """The list of cases and the page of each."""

    icon = "group"
    menu_label = _("Coordinated")
    menu_name = "comment-cases"
    menu_order = 201
    add_to_admin_menu = True
    menu_item_class = CasesItem
    url_prefix = "comment-cases"

    def get_urlpatterns(self) -> list[Any]:
        """Addresses below /newsroom/comment-cases/."""
        return [
            path("", CasesView.as_view(), name="list"),
            path("<int:pk>/", CaseView.as_view(), name="one"),
        ]
