"""Where the newsroom is hooked into Wagtail. What is hooked stands in the other modules."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from masthead.translations import sources

from . import (
    baking,
    choosing,
    erasing,
    home,
    listings,
    menu,
    pages,
    people,  # noqa: F401 - people registers itself
    withdrawing,
)
from .translating import menu as translating

LAST = 10_000  # after what other packages add


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """The lists, and the front page's entry."""
    return [
        listings.stories,
        menu.FrontPageViewSet("front"),
        listings.topics,
        menu.SiteGroup(),
        translating.TranslationsViewSet("translations"),
        *pages.viewsets(),
    ]


@hooks.register("construct_main_menu", order=LAST)
def arrange_menu(request: HttpRequest, items: list[Any]) -> None:
    """Order the menu."""
    menu.arrange(items)


@hooks.register("construct_page_chooser_queryset")
def arrange_choice(pages: Any, request: HttpRequest) -> Any:
    """Offer no drafts to those who work on none."""
    return choosing.only_what_is_known(pages, request)


@hooks.register("before_unpublish_page")
def ask_for_reason(request: HttpRequest, page: Any) -> Any:
    """Withdraw no story without a reason that readers see."""
    return withdrawing.ask(request, page)


@hooks.register("after_unpublish_page")
def keep_reason(request: HttpRequest, page: Any) -> None:
    """Put the reason into the record."""
    withdrawing.keep(request, page)


@hooks.register("after_copy_page")
def give_sources(request: HttpRequest, page: Any, new_page: Any) -> None:
    """A copy of a translation is a story of its own, and so are its sources."""
    sources.give_to_copy(page.specific, new_page.specific)


@hooks.register("register_admin_urls")
def addresses_of_our_own() -> list[Any]:
    """Views that belong to no list."""
    return erasing.urls()


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_erasure(page: Any, user: Any, next_url: Any = None, view_name: str = "") -> list[Any]:
    """Put what only two people can do behind the other verbs."""
    return erasing.button(page, user)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_languages(page: Any, user: Any, next_url: Any = None, view_name: str = "") -> list[Any]:
    """Lead from a story to its languages."""
    return translating.buttons(page, user)


@hooks.register("construct_help_menu")
def arrange_help(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what leads to another host."""
    menu.without_strangers(items)


@hooks.register("construct_reports_menu")
def arrange_reports(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what no desk reads."""
    menu.without_machinery(items)


@hooks.register("construct_homepage_panels")
def arrange_home(request: HttpRequest, panels: list[Any]) -> None:
    """Show a newsroom's morning; what waits for me is Wagtail's own panel, with its buttons."""
    unwanted = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, unwanted)]
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = 30
    panels += [baking.BakingPanel(), home.PulsePanel(), home.DuePanel()]
    panels += [home.MinePanel(), home.PublishedPanel()]


@hooks.register("construct_homepage_summary_items", order=LAST)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Leave out how many pages, images and documents there are: it tells nobody anything."""
    items.clear()


@hooks.register("insert_global_admin_css")
def style_sheet() -> SafeString:
    """Dress Wagtail."""
    sheet = static("masthead/newsroom/newsroom.css")
    return format_html('<link rel="stylesheet" href="{}">', sheet)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what only this newsroom does."""
    actions.register_action("people.merge", _("Merge profiles"), _("Merged another profile"))
