"""The text of a comment, from the HTML of another system."""

import re

from masthead.importers.replies import apart

_IMAGE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*(["'])(https?://[^"'<>]+)\1[^>]*>""", re.IGNORECASE)


def html_of(html: str) -> str:
    """HTML still to be cleaned. A picture becomes a link: no page loads one from elsewhere."""
    return apart(_IMAGE.sub(r' <a href="\2">\2</a> ', html))
