"""The front page: what editors place by hand, and the rules that fill the rest."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page

from masthead.articles.panels import FRONT_FORM
from masthead.articles.queries_front import Front

from .article import ArticlePage
from .base import PublicPage
from .section import sections_in_order


class FrontPage(PublicPage):
    """The first page of the outlet."""

    edit_handler = FRONT_FORM
    parent_page_types = ("wagtailcore.Page",)
    subpage_types = (
        "articles.SectionPage",
        "articles.StandardPage",
        "articles.StoriesFolder",
        "articles.TopicsFolder",
    )
    template = "masthead/front_page.html"

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What stands where on the page."""
        context = super().get_context(request, *args, **kwargs)
        front = Front(self, ArticlePage.objects.all())
        return context | {"front": True, **front.compose(sections_in_order())}

    def get_admin_display_title(self) -> str:
        """Its name in the newsroom, whatever the outlet is called by now."""
        name = gettext("Front page")
        return f"{name} ({self.language})" if self.language else name

    def suggested_path(self) -> str:
        """The front page stands where its edition begins."""
        return self.edition.home


class Slot(models.TextChoices):
    """A place on the front page that an editor can fill."""

    LEAD = "lead", _("lead")
    TOP = "top", _("top stories")
    OPINION = "opinion", _("opinion")


class FrontPick(Orderable):
    """A story placed by hand; it stays until somebody takes it away."""

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="picks")
    slot = models.CharField(_("place"), max_length=10, choices=Slot, default=Slot.TOP)
    article = models.ForeignKey(
        "articles.ArticlePage", verbose_name=_("story"), on_delete=models.CASCADE, related_name="+"
    )

    panels = (FieldPanel("slot"), FieldPanel("article"))

    def __str__(self) -> str:
        return f"{self.slot}: {self.article}"


class FrontSection(Orderable):
    """A row with the newest stories of one section; without rows every section has one."""

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="rows")
    section: models.ForeignKey[Page, Page] = models.ForeignKey(
        "articles.SectionPage",
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = (FieldPanel("section"),)

    def __str__(self) -> str:
        return str(self.section)
