"""Where an editor comes out: at the list they came from, never in the page tree."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from masthead.articles.models import (
    ArticlePage,
    FrontPage,
    SectionPage,
    StandardPage,
    StoriesFolder,
    TopicPage,
    TopicsFolder,
)

LISTS = {
    ArticlePage: "stories:index",
    TopicPage: "topics:index",
    SectionPage: "sections:index",
    StandardPage: "standing:index",
}


class BackToList:
    """After publishing, submitting or withdrawing: to the list of such pages."""

    def redirect_away(self) -> HttpResponse:
        """Go where the editor came from, or to the list."""
        view: Any = self
        return redirect(view.next_url or LISTS.get(type(view.page), "wagtailadmin_home"))


class Create(BackToList, CreateView):
    """A new page."""


class Edit(BackToList, EditView):
    """A page that is there."""


class PublicPages(PageViewSet):
    """Wagtail's views of our pages."""

    add_view_class = Create
    edit_view_class = Edit


class DrawerPages(PublicPages):
    """Pages that lie in a drawer; whoever opens the drawer finds the list."""

    @cached_property
    def index_view(self) -> Any:
        """The drawer."""

        def to_list(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return redirect(LISTS[self.model])

        return to_list

    @cached_property
    def index_results_view(self) -> Any:
        """The drawer, searched."""
        return self.index_view


def viewsets() -> list[PageViewSet]:
    """One for each kind of page."""
    return [
        DrawerPages(model=ArticlePage, parent_models=(StoriesFolder,)),
        DrawerPages(model=TopicPage, parent_models=(TopicsFolder,)),
        *(PublicPages(model=model) for model in (FrontPage, SectionPage, StandardPage)),
    ]
