"""Blocks that stand beside or between the words."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from masthead.core.html import clean

from .groups import BESIDE, ELSEWHERE, WORDS
from .words import INLINE, TEXT


class AsideBlock(blocks.StructBlock):
    """A box beside the story."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    text = blocks.RichTextBlock(features=TEXT, label=_("Text"))

    class Meta:
        group = BESIDE
        icon = "clipboard-list"
        label = _("Box")
        template = "masthead/blocks/aside.html"


class TimelineEventBlock(blocks.StructBlock):
    """One event of a timeline."""

    when = blocks.CharBlock(label=_("When"))
    title = blocks.CharBlock(label=_("What"))
    text = blocks.RichTextBlock(required=False, features=INLINE, label=_("More"))

    class Meta:
        icon = "date"


class TimelineBlock(blocks.StructBlock):
    """Events in their order."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    events = blocks.ListBlock(TimelineEventBlock(), label=_("Events"))

    class Meta:
        group = BESIDE
        icon = "history"
        label = _("Timeline")
        template = "masthead/blocks/timeline.html"


class BackgroundBlock(blocks.StructBlock):
    """An explainer written once and shown in many stories, always as it stands today."""

    page = blocks.PageChooserBlock(page_type="articles.TopicPage", label=_("Background page"))

    class Meta:
        group = BESIDE
        icon = "help"
        label = _("Background")
        template = "masthead/blocks/background.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(required=False, label=_("Title"))

    class Meta:
        group = ELSEWHERE
        icon = "doc-full"
        label = _("Document")
        template = "masthead/blocks/document.html"


class CodeBlock(blocks.StructBlock):
    """Text in which every space counts."""

    language = blocks.CharBlock(required=False, label=_("Language"))
    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        group = ELSEWHERE
        icon = "code"
        label = _("Code")
        template = "masthead/blocks/code.html"


class EmbedBlock(blocks.StructBlock):
    """Something at another provider; nothing is asked of it before the reader clicks."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(required=False, label=_("What it is"))
    caption = blocks.CharBlock(required=False, label=_("Caption"))

    class Meta:
        group = ELSEWHERE
        icon = "media"
        label = _("Embed")
        template = "masthead/blocks/embed.html"


class DividerBlock(blocks.StaticBlock):
    """A pause in the text."""

    class Meta:
        group = WORDS
        icon = "minus"
        label = _("Divider")
        template = "masthead/blocks/divider.html"


class CleanHTMLBlock(blocks.RawHTMLBlock):
    """Markup from elsewhere, cleaned when it is entered and again when it is shown."""

    def clean(self, value: str) -> str:
        """Return ``value`` without anything active in it."""
        return clean(super().clean(value))

    def render(self, value: str, context: dict[str, Any] | None = None) -> SafeString:
        """Return the markup as readers get it; imported rows were never through a form."""
        body = super().render(clean(value or ""), context)
        return mark_safe(body)  # noqa: S308 - cleaned in the line above

    class Meta:
        group = ELSEWHERE
        icon = "code"
        label = _("HTML")
        template = "masthead/blocks/html.html"
