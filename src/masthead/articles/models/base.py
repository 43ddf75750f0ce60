"""What every public page of an outlet has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from masthead.addresses.pages import AddressedPage
from masthead.articles.neutral_body import neutral_body
from masthead.core.bidi import neutral
from masthead.core.edition import Place, within
from masthead.core.language import direction
from masthead.core.text import printable
from masthead.outlet.editions import place_of
from masthead.outlet.language import reading_in
from masthead.outlet.models import OutletSettings


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
    language = models.CharField(_("language"), max_length=35, blank=True)

    class Meta:
        abstract = True

    @property
    def edition(self) -> Place:
        """The edition in which the page is read: that of its language."""
        return place_of(self.language) if self.language else Place()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page, without what no text of it may hold."""
        self._neutralise()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check what even a draft needs; Wagtail calls it when one is saved."""
        self._neutralise()
        super().minimal_clean()

    def _neutralise(self) -> None:
        """Take out what breaks a feed or turns round a line that somebody else shows it in."""
        for field in self._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField)) and field.editable:
                text = getattr(self, field.attname)
                if isinstance(text, str):
                    setattr(self, field.attname, neutral(printable(text)))
            elif isinstance(field, StreamField):
                setattr(self, field.attname, neutral_body(getattr(self, field.attname)))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, and the language it is read in."""
        language = self.reading_language(request)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"language": language, "direction": direction(language)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page as readers get it."""
        with within(self.edition):
            return self._rendered(request, super().serve(request, *args, **kwargs))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as readers will get it."""
        with within(self.edition):
            return self._rendered(request, super().serve_preview(request, mode_name))

    @contextmanager
    def spoken(self, request: HttpRequest | None = None) -> Iterator[None]:
        """Speak the page's language and be in its edition: for what tells of the page elsewhere."""
        with within(self.edition), reading_in(self.reading_language(request)):
            yield

    def reading_language(self, request: HttpRequest | None = None) -> str:
        """The page's own language, else the outlet's."""
        return self.language or OutletSettings.first_language()

    def _rendered(self, request: HttpRequest, response: TemplateResponse) -> HttpResponse:
        """Render now, so that dates and labels are in the page's language."""
        with self.spoken(request):
            return response.render()

    def suggested_path(self) -> str:
        """The path this page gets at its first publication: its place among the standing pages."""
        parents = self.get_ancestors().filter(depth__gt=2).values_list("slug", flat=True)
        return self.edition.path("".join(f"{slug}/" for slug in (*parents, self.slug)))


class StandingPage(PublicPage):
    """A page that stays: a section, a topic, "about"; each may be another one's translation."""

    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page; one that says no language has that of the front page above it."""
        parent = self.get_parent() if self.path else None
        if not self.language and parent:
            self.language = getattr(parent.specific, "language", "")
        super().full_clean(*args, **kwargs)
