"""Body blocks as the page types store them, without ids (`write` adds those)."""

from dataclasses import dataclass, field
from html import escape
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """Stands in a block where the id of an image belongs, until `write` has that image.

    `id` is the old attachment's, 0 where the text names only an address; `alt` is what the
    attachment itself says, for the case that its file is missing.
    """

    id: int
    url: str
    alt: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """Stands in a block where the id of a topic belongs."""

    taxonomy: str
    slug: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a text shows it."""

    picture: Picture
    alt: str = ""
    caption: str = ""  # rich inline HTML


def text(html: str) -> Block:
    """Rich text: paragraphs, headings, lists."""
    return {"type": "text", "value": html}


def quote(html: str, attribution: str = "", source_url: str = "", name: str = "") -> Block:
    """Somebody's words; `name` is the id that those in other languages have as well."""
    value = {"text": html, "attribution": attribution, "source_url": source_url}
    return {"type": "quote", "value": value, **({"id": name} if name else {})}


def pull_quote(words: str, attribution: str = "") -> Block:
    """A line set large; both parts are plain text."""
    return {"type": "pull_quote", "value": {"text": words, "attribution": attribution}}


def image(shown: Shown, size: str = "column", link: str = "") -> Block:
    """`size` is column, wide, full or margin; `link` is an address or ""."""
    value = {
        "image": shown.picture,
        "alt": shown.alt,
        "caption": shown.caption,
        "size": size,
        "link": link,
    }
    return {"type": "image", "value": value}


def gallery(images: list[Shown], caption: str = "") -> Block:
    """Pictures that belong together; the caption is plain text."""
    items = [
        {
            "type": "item",
            "value": {"image": shown.picture, "alt": shown.alt, "caption": shown.caption},
        }
        for shown in images
    ]
    return {"type": "gallery", "value": {"caption": caption, "images": items}}


def table(headings: list[str], rows: list[list[str]], caption: str = "") -> Block:
    """`headings` are plain text, one a column; cells are rich inline HTML."""
    value = {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": row} for row in rows],
        "caption": caption,
    }
    return {"type": "table", "value": value}


def aside(heading: str, html: str) -> Block:
    """A box beside the text."""
    return {"type": "aside", "value": {"heading": heading, "text": html}}


def foreign(lang: str, html: str) -> Block:
    """Words in another language."""
    return {"type": "foreign", "value": {"lang": lang, "text": html}}


def timeline(heading: str, events: list[tuple[str, str, str]]) -> Block:
    """Events in their order: day, title, and rich text."""
    made = [
        {"type": "item", "value": {"when": when, "title": title, "text": text}}
        for when, title, text in events
    ]
    return {"type": "timeline", "value": {"heading": heading, "events": made}}


def background(taxonomy: str, slug: str) -> Block:
    """A background page, by the term it is in the export until `write` has the page."""
    return {"type": "background", "value": {"page": Topic(taxonomy, slug)}}


def code(source: str, language: str = "") -> Block:
    """Text in which every space counts."""
    return {"type": "code", "value": {"language": language, "code": source}}


def embed(url: str, caption: str = "", title: str = "") -> Block:
    """Something at another provider; caption and title are plain text."""
    return {"type": "embed", "value": {"url": url, "title": title, "caption": caption}}


def divider() -> Block:
    """A pause."""
    return {"type": "divider", "value": None}


def html(cleaned: str) -> Block:
    """HTML that is cleaned already."""
    return {"type": "html", "value": cleaned}


def plain_html(words: str) -> str:
    """Plain words as rich text."""
    return escape(words, quote=False).replace("\n", "<br>")


def paragraph(words: str) -> list[Block]:
    """Plain words as a paragraph; nothing, if there are none."""
    return [text(f"<p>{plain_html(words)}</p>")] if words.strip() else []
