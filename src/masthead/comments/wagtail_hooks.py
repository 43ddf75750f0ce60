"""Where the moderators' screens are hooked into Wagtail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from . import lock, siege
from .desk.menu import CommentsViewSet
from .desk.panel import HeldPanel


@hooks.register("register_admin_viewset")
def queue() -> CommentsViewSet:
    """The queue, at /newsroom/comments/."""
    return CommentsViewSet("reader_comments")


@hooks.register("construct_homepage_panels")
def held_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What waits, on the first screen."""
    panels.append(HeldPanel())


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Let an administrator give the queue to a group."""
    return Permission.objects.filter(
        content_type__app_label="comments", codename="moderate_comment"
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what moderators do that belongs to no single comment."""
    actions.register_action(siege.BEGIN, _("Begin siege"), _("Held every comment"))
    actions.register_action(siege.END, _("End siege"), _("Took comments as on other days again"))
    actions.register_action(lock.LOCK, _("Lock discussion"), _("Locked the discussion"))
    actions.register_action(lock.UNLOCK, _("Open discussion"), _("Opened the discussion again"))
