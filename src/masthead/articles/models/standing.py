"""Pages that stand: "about" and the like, and the explainers that stories carry."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from masthead.articles import lists
from masthead.articles.blocks import BackgroundBody
from masthead.articles.panels import STANDARD_FORM, TOPIC_FORM
from masthead.articles.sheets import sheet

from .base import PublicPage, StandingPage


class StandardPage(StandingPage):
    """A page that is not news: about, contact, policies."""

    body = StreamField(BackgroundBody(), blank=True)

    edit_handler = STANDARD_FORM
    search_fields = (*PublicPage.search_fields, index.SearchField("body"))
    parent_page_types = ("articles.FrontPage", "articles.StandardPage")
    subpage_types = ("articles.StandardPage",)
    template = "masthead/standard_page.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class TopicPage(StandingPage):
    """A topic with its stories; with a body it is the background that stories can carry."""

    summary = models.TextField(_("in short"), blank=True)
    body = StreamField(BackgroundBody(), blank=True)
    taxonomy = models.SlugField(
        _("kind of topic"), max_length=120, blank=True, help_text=_("Empty for ordinary topics.")
    )

    edit_handler = TOPIC_FORM
    search_fields = (
        *PublicPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    )
    parent_page_types = ("articles.TopicsFolder",)
    subpage_types = ()
    template = "masthead/topic_page.html"

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def suggested_path(self) -> str:
        """The path a topic gets at its first publication."""
        return self.edition.path(f"topic/{self.slug}/")

    def get_context(
        self, request: HttpRequest, *args: Any, number: int | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Sheet ``number`` of the topic's stories."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"stories": sheet(lists.of_topic(self), self.url or "", number)}
