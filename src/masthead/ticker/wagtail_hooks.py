"""The ticker in the newsroom: a list with the state of each item, and a form for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import State, TickerItem

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from .models import TickerQuerySet


def clock(moment: datetime | None) -> str:
    """Day and time; Wagtail's own column says "just now" of whatever is to come."""
    return date_format(localtime(moment), "j M Y, H:i") if moment else ""


def marks(item: TickerItem) -> str:
    """What is special about an item, in words."""
    words = ((item.pinned, _("pinned")), (item.live, _("happening now")))
    return ", ".join(str(word) for is_so, word in words if is_so)


def is_running(item: TickerItem) -> bool:
    """Whether readers see the item now."""
    return item.state == State.RUNNING


class TickerItemViewSet(SnippetViewSet):
    """Ticker items, the newest first."""

    model = TickerItem
    icon = "thumbtack"
    menu_label = _("Ticker")
    admin_url_namespace = "ticker"
    base_url_path = "ticker"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        "text",
        StatusTagColumn(
            "state", label=_("State"), accessor=lambda item: item.state.label, primary=is_running
        ),
        Column("marks", label=_("Shown as"), accessor=marks),
        Column(
            "starts_at",
            label=_("From"),
            accessor=lambda item: clock(item.starts_at),
            sort_key="starts_at",
        ),
        Column(
            "expires_at",
            label=_("Until"),
            accessor=lambda item: clock(item.expires_at),
            sort_key="expires_at",
        ),
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
