"""People in the newsroom: who stands over stories, with how many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from masthead.articles.panels import NamePanel
from masthead.outlet.widgets import LanguageInput
from masthead.people.models import Person

from .merging import MergeView
from .person_form import PersonForm

PANELS = (
    NamePanel("name", placeholder=_("Name"), classname=""),
    FieldPanel("job_title", help_text=_("As readers should see it, for example political editor.")),
    FieldPanel("bio", help_text=_("Two or three sentences, shown under every story.")),
    FieldPanel("portrait"),
    InlinePanel(
        "names",
        heading=_("In other languages"),
        label=_("language"),
        help_text=_("How readers of another language know this person. Empty: as above."),
        panels=[
            FieldPanel("language", widget=LanguageInput),
            FieldPanel("name", widget=forms.TextInput(attrs={"dir": "auto"})),
            FieldPanel("job_title", widget=forms.TextInput(attrs={"dir": "auto"})),
            FieldPanel("bio"),
        ],
    ),
    InlinePanel("links", heading=_("Elsewhere"), label=_("link")),
    MultiFieldPanel(
        [
            FieldPanel("languages"),
            FieldPanel("knows_about"),
            FieldPanel("email"),
            FieldPanel(
                "account",
                help_text=_("Who signs in with it finds this name in the byline of new stories."),
            ),
            FieldPanel(
                "slug",
                heading=_("Last part of the address"),
                help_text=_("Empty: made of the name. Fixed once the person is saved."),
            ),
        ],
        heading=_("More"),
        classname="collapsed",
    ),
)


def portrait(person: Person) -> SafeString | str:
    """The portrait as a small picture."""
    if person.portrait is None:
        return ""
    picture = get_rendition_or_not_found(person.portrait, "fill-72x72|format-webp")
    return format_html('<img src="{}" alt="" width="36" height="36" class="face">', picture.url)


def live_stories(person: Person) -> int:
    """How many published stories name the person."""
    return person.story_count


class PeopleList(IndexView):
    """Everybody who stands over stories."""

    def get_list_more_buttons(self, instance: Person) -> list[Any]:
        """The usual ones, the public page, and merging."""
        buttons = list(super().get_list_more_buttons(instance))
        if instance.url:
            buttons.append(Button(_("See the page"), url=instance.url, icon_name="view"))
        if self.user_has_permission("change"):
            merge = reverse("people:merge", args=(instance.pk,))
            buttons.append(Button(_("Merge into…"), url=merge, icon_name="resubmit"))
        return buttons


class PersonViewSet(SnippetViewSet):
    """People."""

    model = Person
    icon = "user"
    menu_label = _("People")
    menu_order = 130
    menu_name = "people"
    add_to_admin_menu = True
    admin_url_namespace = "people"
    base_url_path = "people"
    index_view_class = PeopleList
    list_display = (
        "name",
        Column("portrait", label="", accessor=portrait, width="60px"),
        "job_title",
        Column("stories", label=_("Stories"), accessor=live_stories, sort_key="story_count"),
    )
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(PANELS, base_form_class=PersonForm)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Everybody but merged profiles, with the number of their published stories."""
        count = Count("bylines__article", filter=Q(bylines__article__live=True), distinct=True)
        return (
            Person.objects.filter(merged_into=None)
            .select_related("portrait")
            .annotate(story_count=count)
        )

    def get_urlpatterns(self) -> list[Any]:
        """The usual ones and merging."""
        return [
            *super().get_urlpatterns(),
            path("merge/<int:pk>/", MergeView.as_view(), name="merge"),
        ]


register_snippet(PersonViewSet)
