"""The menus under the name plate and at the foot."""

from __future__ import annotations

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.snippets.views.snippets import SnippetViewSet

from masthead.articles.panels import NamePanel
from masthead.outlet.models import Menu

LEVELS = (
    (0, _("at the top")),
    (1, _("under the link above")),
    (2, _("two steps under")),
)


class MenuViewSet(SnippetViewSet):
    """Menus, with their links in order."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    admin_url_namespace = "menus"
    base_url_path = "menus"
    list_display = ("name", "get_place_display", "edition")
    copy_view_enabled = False
    # It stands in the menu "Site", which Wagtail's own list of snippets need not repeat.
    menu_item_is_registered = True
    panels = (
        NamePanel("name", placeholder=_("Name"), classname=""),
        FieldRowPanel([FieldPanel("place"), FieldPanel("edition")]),
        InlinePanel(
            "items",
            heading=_("Links"),
            label=_("link"),
            panels=[
                FieldPanel("page", heading=_("Page")),
                FieldRowPanel([FieldPanel("url"), FieldPanel("label")]),
                FieldPanel("level", heading=_("Place in the menu"), widget=Select(choices=LEVELS)),
            ],
        ),
        FieldPanel("slug"),
    )
