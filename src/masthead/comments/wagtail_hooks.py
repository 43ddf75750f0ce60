"""Where the moderators' screens are hooked into Wagtail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks

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
