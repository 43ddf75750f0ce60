"""Where the screen is hooked into Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .access import may_move_in
from .views import IndexView, MoveView, report, state


class MovingItem(MenuItem):
    """The way to the screen."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For administrators."""
        return may_move_in(request.user)


@hooks.register("register_settings_menu_item")
def moving_item() -> MovingItem:
    """In the menu of settings: it is done once."""
    address = reverse("moving_in:index")
    return MovingItem(_("Move in from WordPress"), address, icon_name="download", order=950)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Below /newsroom/moving-in/."""
    pages = [
        path("", IndexView.as_view(), name="index"),
        path("<int:pk>/", MoveView.as_view(), name="one"),
        path("<int:pk>/state/", state, name="state"),
        path("<int:pk>/report.json", report, name="report"),
    ]
    return [path("moving-in/", include((pages, "moving_in")))]
