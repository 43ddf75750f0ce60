"""The queue's entry in the newsroom's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from masthead.comments.models import Status

from .access import may_moderate
from .bans import BansView
from .one import CommentView
from .queue import QueueView
from .tabs import waiting


class HeldItem(MenuItem):
    """Says how many comments are held."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may moderate."""
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        """The entry with its number, which is of this moment: Wagtail keeps the item itself."""
        component = super().render_component(request)
        held = waiting(Status.PENDING)
        component.label = f"{self.label} ({held})" if held else str(self.label)
        return component


class CommentsViewSet(ViewSet):
    """The queue and the page of one comment."""

    icon = "comment"
    menu_label = _("Comments")
    menu_name = "reader-comments"
    menu_order = 200
    add_to_admin_menu = True
    menu_item_class = HeldItem
    url_prefix = "comments"

    def get_urlpatterns(self) -> list[Any]:
        """Addresses below /newsroom/comments/."""
        return [
            path("", QueueView.as_view(), name="queue"),
            path("bans/", BansView.as_view(), name="bans"),
            path("<int:pk>/", CommentView.as_view(), name="one"),
        ]
