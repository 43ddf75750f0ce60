"""Where the screen is hooked into Wagtail."""

from __future__ import annotations

from wagtail import hooks

from .desk.menu import CasesViewSet


@hooks.register("register_admin_viewset")
def cases() -> CasesViewSet:
    """Comments that belong together, at /newsroom/comment-cases/."""
    return CasesViewSet("comment_cases")
