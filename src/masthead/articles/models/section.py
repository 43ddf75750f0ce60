"""Sections of the outlet."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from masthead.addresses.pages import few
from masthead.articles import lists
from masthead.articles.panels import SECTION_FORM
from masthead.articles.sheets import sheet
from masthead.core.edition import here

from .base import StandingPage


class SectionPage(StandingPage):
    """A section, or a part of one; shows its stories, the newest first."""

    description = models.TextField(_("description"), blank=True)

    edit_handler = SECTION_FORM
    parent_page_types = ("articles.FrontPage", "articles.SectionPage")
    subpage_types = ("articles.SectionPage",)
    template = "masthead/section_page.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(
        self, request: HttpRequest, *args: Any, number: int | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Sheet ``number`` of the section's stories, and the sections inside it."""
        return super().get_context(request, *args, **kwargs) | {
            "stories": sheet(lists.of_section(self), self.url or "", number),
            "subsections": [s for s in sections_in_order() if s.is_child_of(self)],
        }


def sections_in_order() -> list[SectionPage]:
    """Return every live section of the edition with its address, in the order of the page tree."""
    return [section for section in few(SectionPage) if section.edition == here()]
