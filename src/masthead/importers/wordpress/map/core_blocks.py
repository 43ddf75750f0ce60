"""What each block of WordPress's block editor becomes. `BLOCKS` is the table.

A block that is not in it is read as the HTML it carries, with its inner blocks in their places.
"""

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any, Protocol

from . import make
from .embeds import watch_address
from .make import Block
from .markup import Markup, parse
from .own_blocks import own_block, starts_anew
from .reader import Reader
from .tree import tree


class Convert(Protocol):
    """Converts HTML with slots in it."""

    def __call__(self, html: str, reader: Reader, *, classic: bool = False) -> list[Block]:
        """`classic` asks for paragraphs where the text has empty lines."""


BlockHandler = Callable[[Markup, Reader, Convert], list[Block]]

#: Blocks whose HTML says everything, inner blocks included.
_WHOLE = (
    "core/list core/list-item core/quote core/gallery core/table core/buttons core/button "
    "core/paragraph core/heading core/preformatted core/verse core/code core/pullquote "
    "core/separator core/html"
).split()

#: Blocks that WordPress fills when a page is asked for; this site has parts of its own for them.
DYNAMIC = frozenset(
    f"core/{name}"
    for name in (
        "name archives avatar breadcrumbs calendar categories comment-author-avatar "
        "comment-author-name comment-content comment-date comment-edit-link "
        "comment-reply-link comment-template comments comments-pagination "
        "comments-pagination-next comments-pagination-numbers comments-pagination-previous "
        "comments-query-loop comments-title home-link latest-comments latest-posts "
        "legacy-widget loginout navigation navigation-link navigation-submenu page-list "
        "page-list-item pattern post-author post-author-biography post-author-name "
        "post-comment post-comments post-comments-count post-comments-form "
        "post-comments-link post-content post-date post-excerpt post-featured-image "
        "post-navigation-link post-template post-terms post-time-to-read post-title query "
        "query-no-results query-pagination query-pagination-next query-pagination-numbers "
        "query-pagination-previous query-title query-total read-more rss search site-logo "
        "site-tagline site-title table-of-contents tag-cloud template-part term-count "
        "term-description term-name term-template terms-query widget-group "
    ).split()
)


def whole(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """A block that is what its HTML is."""
    return convert(block.html(), reader)


def wrapper(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """A block around others: its HTML, with the inner blocks' results in their places."""
    parts = [
        part if isinstance(part, str) else reader.work.slot(convert_block(part, reader, convert))
        for part in block.parts
    ]
    return convert("".join(parts), reader)


def classic(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """Text between blocks, from before there were blocks."""
    return convert(block.html(), reader, classic=True)


def dynamic(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """Nothing of its own is stored; only words a writer put into it stay."""
    name = block.name.removeprefix("core/")
    outermost, reader.work.dynamic = not reader.work.dynamic, True
    if outermost:
        reader.work.note(f"The block {name} is filled by the site itself; it was left out.")
    made = wrapper(block, reader, convert)
    reader.work.dynamic = not outermost
    return made


def image(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """An image; its id and width are in the attributes when the HTML has lost them."""
    element = tree(block.html())
    for img in element.iter("img"):
        if "wp-image-" not in (img.get("class") or "") and _number(block.attributes.get("id")):
            img.set("data-id", str(block.attributes["id"]))
    blocks = reader.inside(element)
    size = {"wide": "wide", "full": "full", "left": "margin", "right": "margin"}.get(
        str(block.attributes.get("align"))
    )
    for found in blocks:
        if size and found["type"] == "image":
            found["value"]["size"] = size
    return blocks


def cover(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """Words on a picture: the picture, then the words. Old ones have it as a background only."""
    blocks = wrapper(block, reader, convert)
    url = str(block.attributes.get("url") or "")
    if not url or any(found["type"] in ("image", "embed") for found in blocks[:1]):
        return blocks
    if block.attributes.get("backgroundType") == "video":
        return [make.embed(watched), *blocks] if (watched := watch_address(url)) else blocks
    element = tree(f'<img src="{escape(url)}" data-id="{_number(block.attributes.get("id"))}">')
    return reader.inside(element) + blocks


def embed(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """An address shown as what it leads to, with its caption."""
    url = watch_address(str(block.attributes.get("url") or ""))
    if not url:
        return whole(block, reader, convert)
    note = next(tree(block.html()).iter("figcaption"), None)
    caption = reader.plain(note) if note is not None else ""
    return [make.embed(url, caption)]


def file(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """A file to download; its name and its button are two links side by side."""
    return convert(block.html().replace("</a><a", "</a> <a"), reader)


def nothing(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """A mark for the editor only (`more`, a spacer)."""
    del block, reader, convert
    return []


def page_end(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """Where a text was cut into pages that are one here."""
    del block, reader, convert
    return [make.divider()]


def shortcode(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """A shortcode with a block to itself."""
    return convert(block.html(), reader, classic=True)


def pattern(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """A reusable block: what it holds at the time of the export."""
    work = reader.work
    old_id = _number(block.attributes.get("ref"))
    content = work.library.pattern(old_id)
    if content is None or old_id in work.patterns:
        work.note(f"The reusable block {old_id} is not in the export.")
        return []
    work.patterns = (*work.patterns, old_id)
    blocks = [made for inner in parse(content) for made in convert_block(inner, reader, convert)]
    work.patterns = work.patterns[:-1]
    return blocks


def footnotes(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """The notes of a text, which WordPress keeps apart from it."""
    del block, convert
    notes = "".join(f"<li>{words}</li>" for words in reader.work.footnotes.values())
    return reader.inside(tree(f"<ol>{notes}</ol>")) if notes else []


def social_link(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """A sign that leads to a profile: the name of the service, linked."""
    del convert
    url = reader.work.address(str(block.attributes.get("url") or ""))
    label = str(block.attributes.get("label") or block.attributes.get("service") or "")
    if not label or not url.startswith(("http", "mailto")):
        return []
    return [make.text(f'<p><a href="{escape(url)}">{escape(label.capitalize())}</a></p>')]


#: The table: what each block becomes, where its HTML alone would not tell.
BLOCKS: dict[str, BlockHandler] = {
    "": classic,
    "core/block": pattern,
    "core/cover": cover,
    "core/cover-image": cover,
    "core/embed": embed,
    "core/file": file,
    "core/footnotes": footnotes,
    "core/freeform": classic,
    "core/image": image,
    "core/missing": classic,
    "core/more": nothing,
    "core/nextpage": page_end,
    "core/shortcode": shortcode,
    "core/social-link": social_link,
    "core/spacer": nothing,
    **dict.fromkeys(_WHOLE, whole),
    **dict.fromkeys(DYNAMIC, dynamic),
}


def convert_block(block: Markup, reader: Reader, convert: Convert) -> list[Block]:
    """The body blocks of one block."""
    own = own_block(block.attributes, reader)
    if own is not None:
        return own
    name = "core/embed" if block.name.startswith("core-embed/") else block.name
    made = BLOCKS.get(name, wrapper)(block, reader, convert)
    if starts_anew(block.attributes) and made and made[0]["type"] == "text":
        made[0]["apart"] = True
    if not made and "/" in name and not name.startswith("core/"):
        reader.work.note(f"The block {name} of a plugin holds no text; it was left out.")
    return made


def notes_of(meta: str) -> dict[str, str]:
    """The footnotes in a post's meta: HTML by id. Damaged ones count as none."""
    try:
        found: Any = json.loads(meta) if meta else []
    except ValueError:
        return {}
    notes = found if isinstance(found, list) else []
    return {
        str(note["id"]): str(note.get("content", ""))
        for note in notes
        if isinstance(note, dict) and note.get("id")
    }


def _number(value: object) -> int:
    return value if isinstance(value, int) else int(re.sub(r"\D", "", str(value)) or 0)
