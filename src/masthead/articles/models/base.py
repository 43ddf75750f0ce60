"""What every public page of an outlet has."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from masthead.addresses.pages import AddressedPage


class PublicPage(AddressedPage):
    """A page with the fields for search engines and social networks."""

    social_title = models.CharField(_("title for social networks"), max_length=255, blank=True)
    social_description = models.TextField(_("description for social networks"), blank=True)
    social_image = models.ForeignKey(
        "media.Image",
        verbose_name=_("picture for social networks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    canonical_url = models.URLField(
        _("first published elsewhere at"),
        max_length=700,
        blank=True,
        help_text=_("Search engines are sent there. Leave empty for your own stories."),
    )
    noindex = models.BooleanField(_("keep out of search engines"), default=False)

    class Meta:
        abstract = True

    def suggested_path(self) -> str:
        """The path this page gets at its first publication: its place among the standing pages."""
        parents = self.get_ancestors().filter(depth__gt=2).values_list("slug", flat=True)
        return "/" + "".join(f"{slug}/" for slug in (*parents, self.slug))
