"""Lists of stories, topics, sections and pages, in the columns a desk looks for."""

from __future__ import annotations

from typing import Any

import django_filters
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from masthead.addresses.pages import canonical_path_of
from masthead.articles.models import ArticlePage, Kind, SectionPage, StandardPage, TopicPage
from masthead.articles.tree import front_page, stories_folder, topics_folder
from masthead.people.models import Person

from .states import STATES, in_state, with_state


def authors(story: ArticlePage) -> str:
    """Names of the byline, in order."""
    return ", ".join(line.person.name for line in story.bylines.all())


class StateFilter(django_filters.ChoiceFilter):
    """Stories in one state."""

    def filter(self, qs: Any, value: str) -> Any:
        """Return the stories of ``qs`` in the state ``value``."""
        return in_state(qs, value) if value else qs


class StoryFilters(WagtailFilterSet):
    """What stories can be narrowed by."""

    state = StateFilter(label=_("State"), choices=STATES, empty_label=_("All"), widget=RadioSelect)
    section = django_filters.ModelMultipleChoiceFilter(
        label=_("Section"),
        queryset=lambda _request: SectionPage.objects.order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Kind, widget=CheckboxSelectMultiple
    )
    author = django_filters.ModelMultipleChoiceFilter(
        label=_("Author"),
        field_name="bylines__person",
        queryset=lambda _request: Person.objects.filter(merged_into=None),
        widget=CheckboxSelectMultiple,
    )
    language = django_filters.AllValuesMultipleFilter(
        label=_("Language"), widget=CheckboxSelectMultiple
    )
    first_published_at = django_filters.DateFromToRangeFilter(
        label=_("Published"), widget=DateRangePickerWidget
    )

    class Meta:
        model = ArticlePage
        fields: tuple[str, ...] = ()


class DrawerList(IndexView):
    """Pages of one kind; the button leads straight to the form, in the drawer of that kind."""

    drawer: Any = None
    header_more_buttons: list[Any] = []

    def get_add_url(self) -> str | None:
        """The form of a new page, for those who may write one."""
        drawer = self.drawer()
        if not drawer.permissions_for_user(self.request.user).can_add_subpage():
            return None
        options = self.model._meta  # noqa: SLF001 - Django's name for it
        return reverse(
            "wagtailadmin_pages:add", args=(options.app_label, options.model_name, drawer.pk)
        )


class StoryList(DrawerList):
    """All stories, the last touched first."""

    page_title = _("Stories")
    add_item_label = _("New story")
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("section", label=_("Section"), accessor="section.title", sort_key="section__title"),
        Column("authors", label=_("By"), accessor=authors),
        PageStatusColumn("status", label=_("State"), sort_key="live"),
        DateColumn("first_published_at", label=_("Published"), sort_key="first_published_at"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Changed"),
            sort_key="latest_revision_created_at",
        ),
    ]

    def annotate_queryset(self, pages: Any) -> Any:
        """Add what the columns show, in a fixed number of queries."""
        return with_state(
            pages.defer_streamfields()
            .select_related("section", "content_type")
            .prefetch_related("bylines__person", "sites_rooted_here")
            .annotate_site_root_state()
            .annotate(listed_path=canonical_path_of(ArticlePage))
        )


class PlainList(DrawerList):
    """Topics, sections or standing pages, by name."""

    default_ordering = "title"
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        PageStatusColumn("status", label=_("State"), sort_key="live"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Changed"),
            sort_key="latest_revision_created_at",
        ),
    ]


class TopicList(PlainList):
    """All topics."""

    add_item_label = _("New topic")


class SectionList(PlainList):
    """All sections."""

    add_item_label = _("New section")


class StandardList(PlainList):
    """All standing pages."""

    add_item_label = _("New page")


class Listing(PageListingViewSet):
    """A list in the menu of those who may write what it lists."""

    drawer: Any = None

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the views their drawer."""
        return super().get_common_view_kwargs(drawer=self.drawer, **kwargs)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Take the columns from the view."""
        return super().get_index_view_kwargs(columns=self.index_view_class.base_columns, **kwargs)

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """The entry of the menu."""
        drawer = self.drawer

        class DrawerItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return drawer().permissions_for_user(request.user).can_add_subpage()

        return DrawerItem


stories = Listing(
    "stories",
    model=ArticlePage,
    drawer=stories_folder,
    index_view_class=StoryList,
    filterset_class=StoryFilters,
    icon="edit",
    menu_label=_("Stories"),
    menu_order=100,
    add_to_admin_menu=True,
)
topics = Listing(
    "topics",
    model=TopicPage,
    drawer=topics_folder,
    index_view_class=TopicList,
    icon="tag",
    menu_label=_("Topics"),
    menu_order=120,
    add_to_admin_menu=True,
)
sections = Listing(
    "sections",
    model=SectionPage,
    drawer=front_page,
    index_view_class=SectionList,
    icon="list-ul",
    menu_label=_("Sections"),
)
standing = Listing(
    "standing",
    model=StandardPage,
    drawer=front_page,
    index_view_class=StandardList,
    icon="doc-full",
    menu_label=_("Pages"),
)
