"""What the newsroom's pages show of the outlet."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def style_sheet() -> SafeString:
    """The newsroom's own sheet, after Wagtail's."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("masthead/newsroom/newsroom.css")
    )
