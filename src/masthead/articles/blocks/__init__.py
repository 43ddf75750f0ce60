"""The blocks a body is made of. Stored names and values are part of the archive: never rename."""

from __future__ import annotations

from wagtail.blocks import StreamBlock

from .furniture import (
    AsideBlock,
    BackgroundBlock,
    CleanHTMLBlock,
    CodeBlock,
    DividerBlock,
    DocumentBlock,
    EmbedBlock,
    TimelineBlock,
)
from .pictures import GalleryBlock, ImageBlock
from .words import BodyTableBlock, ForeignBlock, PullQuoteBlock, QuoteBlock, TextBlock


class BackgroundBody(StreamBlock):
    """The body of standard and background pages."""

    text = TextBlock()
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    foreign = ForeignBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    table = BodyTableBlock()
    aside = AsideBlock()
    timeline = TimelineBlock()
    document = DocumentBlock()
    code = CodeBlock()
    embed = EmbedBlock()
    divider = DividerBlock()
    html = CleanHTMLBlock()


class StoryBody(BackgroundBody):
    """The body of a story, which may carry background pages as well."""

    background = BackgroundBlock()
