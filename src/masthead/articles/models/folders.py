"""Drawers of the newsroom's page tree. Readers never see them: addresses are not tree places."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class StoriesFolder(Page):
    """Holds every story, whatever its section."""

    parent_page_types = ("articles.FrontPage",)
    subpage_types = ("articles.ArticlePage",)
    max_count_per_parent = 1
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("drawer of stories")

    def get_url_parts(self, request: object = None) -> None:
        """Return None: a drawer has no public address."""


class TopicsFolder(Page):
    """Holds every topic and background page."""

    parent_page_types = ("articles.FrontPage",)
    subpage_types = ("articles.TopicPage",)
    max_count_per_parent = 1
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("drawer of topics")

    def get_url_parts(self, request: object = None) -> None:
        """Return None: a drawer has no public address."""
