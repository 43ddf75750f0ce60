"""Blocks of running words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from masthead.core.tags import language_tag
from masthead.outlet.widgets import LanguageInput

from .groups import BESIDE, WORDS

INLINE = ["bold", "italic", "link", "document-link", "superscript", "subscript", "code"]
TEXT = ["h2", "h3", "h4", "ol", "ul", *INLINE, "strikethrough"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, headings and lists, written in one flow."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT, **kwargs)

    class Meta:
        group = WORDS
        icon = "pilcrow"
        label = _("Text")
        template = "masthead/blocks/text.html"


@dataclass(frozen=True)
class SharedQuotation:
    """What a quotation of a translation has in common with the one it stands for."""

    source_url: str  # empty where there is none, or readers may not see it
    text: str = ""  # rich, in the original's words; empty where there is nothing to show
    language: str = ""  # of those words


class QuoteValue(blocks.StructValue):
    """A quotation; `translations.quotations` ties it to the one of the original."""

    original: SharedQuotation | None = None

    @property
    def source(self) -> str:
        """Where the words can be read: for all languages what the original says."""
        return self.original.source_url if self.original else self.get("source_url") or ""


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them and where they can be read."""

    text = blocks.RichTextBlock(features=INLINE, label=_("Words"))
    attribution = blocks.CharBlock(required=False, label=_("Who, when, where"))
    source_url = blocks.URLBlock(required=False, label=_("Address of the source"))

    class Meta:
        group = WORDS
        icon = "openquote"
        label = _("Quotation")
        template = "masthead/blocks/quote.html"
        value_class = QuoteValue


class LanguageBlock(blocks.CharBlock):
    """A language code, with suggestions by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[language_tag], **kwargs)
        self.field.widget = LanguageInput()


class ForeignBlock(blocks.StructBlock):
    """Words in another language than the story: read, spoken and set as that language is."""

    lang = LanguageBlock(label=_("Language"), help_text=_("en for English, fa for Persian."))
    text = blocks.RichTextBlock(features=TEXT, label=_("Text"))

    class Meta:
        group = WORDS
        icon = "globe"
        label = _("In another language")
        template = "masthead/blocks/foreign.html"


class PullQuoteBlock(blocks.StructBlock):
    """A line of the story, set large."""

    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(required=False, label=_("Whose"))

    class Meta:
        group = WORDS
        icon = "openquote"
        label = _("Pull quote")
        template = "masthead/blocks/pull_quote.html"


class BodyTableBlock(TypedTableBlock):
    """A table with a heading for each column."""

    # Cells of real tables are often empty.
    text = blocks.RichTextBlock(required=False, features=INLINE, label=_("Text"))

    class Meta:
        group = BESIDE
        icon = "table"
        label = _("Table")
        template = "masthead/blocks/table.html"
