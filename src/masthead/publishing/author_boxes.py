"""Where the author box of a person stands in a baked story; see parts/author_box.html.

An author of ten thousand stories publishes one more: then a number changes on ten thousand pages.
"""

from __future__ import annotations

import re

from masthead.bake.parts import Part

BOX = re.compile(rb'<section class="author" data-person="([^"]*)">.*?</section>', re.DOTALL)
LINK = re.compile(rb'<a href="[^"]*"')
PAGE = re.compile(rb"<html[^>]*>")


def find(slug: str, body: bytes) -> Part | None:
    """Return where the only box of the person with this short name stands in the HTML of a story.

    It differs by the language of the page, and by where its link leads: that tells the edition and
    the host.
    """
    boxes = [box for box in BOX.finditer(body) if box[1] == slug.encode()]
    page = PAGE.search(body)
    link = LINK.search(boxes[0][0]) if len(boxes) == 1 else None
    if not page or not link:
        return None
    return Part((page[0], link[0]), *boxes[0].span())
