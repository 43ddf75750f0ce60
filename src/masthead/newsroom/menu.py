"""The menu, in journalists' words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from masthead.articles.tree import front_page

from .addresses import addresses
from .editions import EditionViewSet
from .listings import sections, standing
from .menus import MenuViewSet


class FrontPageItem(MenuItem):
    """Leads to the form of the front page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may change it."""
        return front_page().permissions_for_user(request.user).can_edit()


def edit_front_page(request: HttpRequest) -> HttpResponse:
    """Go to the form of the front page, whatever its number is."""
    return redirect("wagtailadmin_pages:edit", front_page().pk)


class FrontPageViewSet(ViewSet):
    """The front page, as one entry of the menu."""

    icon = "home"
    menu_label = _("Front page")
    menu_order = 110
    add_to_admin_menu = True
    menu_item_class = FrontPageItem

    def get_urlpatterns(self) -> list[Any]:
        """The one address."""
        return [path("", edit_front_page, name="edit")]


class SiteGroup(ViewSetGroup):
    """What stands around the stories."""

    menu_label = _("Site")
    menu_icon = "site"
    menu_order = 400
    items = (sections, standing, MenuViewSet, EditionViewSet, addresses)


def arrange(items: list[MenuItem]) -> None:
    """Put the entries in order and leave out Wagtail's own view of the page tree."""
    order = {"images": 300, "documents": 310, "reports": 9000, "settings": 10000}
    items[:] = [item for item in items if item.name not in {"explorer", "snippets"}]
    for item in items:
        item.order = order.get(item.name, item.order)


def without_machinery(items: list[MenuItem]) -> None:
    """Leave out reports that only those read who build page types and locks."""
    machinery = {"page-types-usage", "workflow-tasks", "locked-pages"}
    items[:] = [item for item in items if item.name not in machinery]


def without_strangers(items: list[MenuItem]) -> None:
    """Leave out what leads to another host; keyboard shortcuts stay."""
    items[:] = [item for item in items if not item.url.startswith("http")]
