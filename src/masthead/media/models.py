"""Pictures and files, with what a newsroom has to know of them."""

from __future__ import annotations

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from masthead.core.bidi import NeutralTexts

from .intake import take_in


class Image(NeutralTexts, AbstractImage):
    """A picture with its description, caption, credit and licence."""

    alt_text = models.TextField(
        _("description for readers who cannot see it"),
        blank=True,
        help_text=_("What the picture shows, in a sentence. Leave empty for mere decoration."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Photographer or agency.")
    )
    licence = models.CharField(
        _("licence"), max_length=255, blank=True, help_text=_("For example CC BY 4.0.")
    )
    licence_url = models.CharField(
        _("address of the licence"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=("https", "http"))],
    )

    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="pictures")

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "caption",
        "credit",
        "licence",
        "licence_url",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        default_related_name = "pictures"  # wagtail.images has a model of the same name
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = (("choose_image", "Can choose image"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file is stored without what it says about those who made it."""
        if self.file and not self.file._committed:  # noqa: SLF001 - Django's "not stored yet"
            take_in(self)
        super().save(*args, **kwargs)

    def create_rendition(self, filter: Filter) -> Rendition:  # noqa: A002 - Wagtail's name for it
        """Make one size, or return it where another request has made it meanwhile."""
        return _in_whole_pixels(super().create_rendition(filter))

    def create_renditions(self, *filters: Filter) -> dict[Filter, Rendition]:
        """Make several sizes."""
        made = super().create_renditions(*filters)
        return {wanted: _in_whole_pixels(rendition) for wanted, rendition in made.items()}

    @property
    def default_alt_text(self) -> str:
        """The alt text; never the title, which is a file name as often as not."""
        return self.alt_text


class Rendition(AbstractRendition):
    """One size and format of an image, made when first needed."""

    image: Any = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_spec"
            ),
        )


def _in_whole_pixels(rendition: Rendition) -> Rendition:
    """Drawings have sides like 373.3, of which the database keeps 373 and HTML allows no more."""
    rendition.width, rendition.height = int(rendition.width), int(rendition.height)
    return rendition


class Document(NeutralTexts, AbstractDocument):
    """A file that readers may download."""

    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="files")

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        default_related_name = "files"
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_document", "Can choose document"),)
