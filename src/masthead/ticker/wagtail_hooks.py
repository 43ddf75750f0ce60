"""The ticker in the newsroom: a list with the state of each item, and a form for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import TickerItem

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import TickerQuerySet


class TickerItemViewSet(SnippetViewSet):
    """Ticker items, the newest first."""

    model = TickerItem
    icon = "rss"
    menu_label = _("Ticker")
    admin_url_namespace = "ticker"
    base_url_path = "ticker"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        "text",
        Column("state", label=_("State"), accessor=lambda item: item.state.label),
        BooleanColumn("pinned", label=_("Pinned"), sort_key="pinned"),
        BooleanColumn("live", label=_("Happening now"), sort_key="live"),
        DateColumn("starts_at", label=_("From"), sort_key="starts_at"),
        DateColumn("expires_at", label=_("Until"), sort_key="expires_at"),
    )
    list_filter = ("pinned", "live")
    search_fields = ("text",)
    panels = (
        FieldPanel("text"),
        PageChooserPanel("page"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("pinned"), FieldPanel("live")]),
        FieldPanel("expires_at"),
        MultiFieldPanel(
            [FieldPanel("starts_at"), FieldPanel("language")],
            heading=_("Later, or in another language"),
            classname="collapsed",
        ),
    )

    def get_queryset(self, request: HttpRequest) -> TickerQuerySet:
        """Items with their pages, whose state decides theirs."""
        items: Any = TickerItem.objects.select_related("page").order_by("-starts_at", "-pk")
        return items


register_snippet(TickerItemViewSet)
