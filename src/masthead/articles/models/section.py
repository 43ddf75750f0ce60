"""Sections of the outlet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from masthead.articles.panels import SECTION_FORM

from .base import PublicPage


class SectionPage(PublicPage):
    """A section, or a part of one; shows its stories, the newest first."""

    description = models.TextField(_("description"), blank=True)

    edit_handler = SECTION_FORM
    parent_page_types = ("articles.FrontPage", "articles.SectionPage")
    subpage_types = ("articles.SectionPage",)
    template = "masthead/section_page.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
