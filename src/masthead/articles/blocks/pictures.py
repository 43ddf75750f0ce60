"""Blocks of pictures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .groups import PICTURES
from .words import INLINE


class PictureBlock(blocks.StructBlock):
    """A picture; description and caption are its own unless others are given here."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.TextBlock(
        required=False, rows=2, label=_("Description"), help_text=_("Empty: the picture's own.")
    )
    caption = blocks.RichTextBlock(
        required=False,
        features=INLINE,
        label=_("Caption"),
        help_text=_("Empty: the picture's own."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")


class ImageBlock(PictureBlock):
    """One picture in the text."""

    size = blocks.ChoiceBlock(
        choices=[
            ("column", _("as wide as the text")),
            ("wide", _("wider than the text")),
            ("full", _("across the page")),
            ("margin", _("small, in the margin")),
        ],
        default="column",
        label=_("Width"),
    )
    link = blocks.URLBlock(required=False, label=_("Leads to"))

    class Meta:
        group = PICTURES
        template = "masthead/blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together."""

    images = blocks.ListBlock(PictureBlock(), label=_("Pictures"))
    caption = blocks.CharBlock(required=False, label=_("Caption"))

    class Meta:
        group = PICTURES
        icon = "grid"
        label = _("Gallery")
        template = "masthead/blocks/gallery.html"
