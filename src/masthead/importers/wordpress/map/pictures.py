"""Pictures, films and sound in HTML: `img`, `figure`, captions and galleries of every age."""

import re

from lxml.html import HtmlElement

from masthead.core.html import visible_text

from . import make
from .embeds import watch_address
from .make import Block, Picture, Shown
from .reader import Reader, words_of
from .work import Work

_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.IGNORECASE)
_ID_IN_CLASS = re.compile(r"\bwp-image-(\d{1,18})\b")
#: Where plugins that load pictures late keep the real address.
_SOURCES = ("src", "data-src", "data-lazy-src", "data-orig-file", "data-large-file")


def is_picture(url: str) -> bool:
    """Whether an address is that of a picture file."""
    return _FILE.search(url.partition("?")[0]) is not None


def shown(img: HtmlElement, work: Work, caption: str = "") -> Shown | None:
    """The picture of an `img`; None for a counting pixel or an `img` without an address."""
    url = next((found for name in _SOURCES if (found := (img.get(name) or "").strip())), "")
    if not url or {img.get("width"), img.get("height")} & {"0", "1"}:
        return None
    in_class = _ID_IN_CLASS.search(img.get("class") or "")
    old_id = in_class.group(1) if in_class else (img.get("data-id") or "")
    return picture(
        work, url, int(old_id) if old_id.isdecimal() else 0, img.get("alt") or "", caption
    )


def picture(work: Work, url: str, old_id: int, alt: str = "", caption: str = "") -> Shown:
    """The picture an address and an old id mean together."""
    found = work.find(url, old_id)
    if found is None:
        return Shown(Picture(0, work.whole(url)), alt, caption)
    return Shown(Picture(found.id, found.url, found.alt), "" if alt == found.alt else alt, caption)


def image(img: HtmlElement, reader: Reader) -> list[Block]:
    """A slot's blocks, or an image."""
    if mark := img.get("data-slot"):
        return reader.work.in_slot(mark)
    found = shown(img, reader.work)
    if found is None:
        return []
    return [
        make.image(found, size_of(img), link_of(img.get("data-link") or "", found, reader.work))
    ]


def size_of(*elements: HtmlElement) -> str:
    """How large a picture stands in the text, from the classes WordPress gives."""
    classes = {name for element in elements for name in (element.get("class") or "").split()}
    if "alignfull" in classes:
        return "full"
    if "alignwide" in classes:
        return "wide"
    return "margin" if classes & {"alignleft", "alignright"} else "column"


def link_of(href: str, found: Shown, work: Work) -> str:
    """Where a linked picture leads; "" if only to its own file or page, which we show anyway."""
    if not href or is_picture(href):
        return ""
    attachment = work.library.attachment(found.picture.id) if found.picture.id else None
    return "" if attachment and attachment.page and href.startswith(attachment.page) else href


def player(element: HtmlElement, reader: Reader) -> list[Block]:
    """`video`, `audio`, `iframe`, `object`, `embed`: shown after a click, from where they are."""
    inner = element.iter("source", "embed", "param", "iframe")
    sources = [element, *(found for found in inner if found is not element)]
    for source in sources:
        if source.tag == "param" and (source.get("name") or "").lower() not in ("movie", "src"):
            continue
        for name in ("src", "data-src", "data", "value"):
            url = watch_address(source.get(name) or "")
            if url:
                return [make.embed(url, title=element.get("title") or "")]
    return []


def figure(element: HtmlElement, reader: Reader) -> list[Block]:
    """A `figure`, or an older `div` or `dl` that WordPress used as one."""
    images = list(element.iter("img"))
    slots = any(img.get("data-slot") for img in images)
    if len(images) > 1 and not slots:
        return gallery(element, reader)
    note = caption_in(element)
    caption, lifted = "", list[Block]()
    if note is not None and not any(up is note for img in images for up in img.iterancestors()):
        caption, lifted = reader.strict(note)
        note.drop_tree()
    if images and not slots and not words_of(element) and not _players(element):
        return _one(images[0], element, caption, reader) + lifted
    blocks = reader.inside(element)
    value = (
        blocks[-1]["value"]
        if blocks and blocks[-1]["type"] in ("embed", "table")
        else {"caption": "-"}
    )
    if caption and not value["caption"]:
        # The caption of these two is plain text.
        value["caption"] = visible_text(caption).replace("\n", " ")
    elif caption:
        blocks.append(make.text(f"<p>{caption}</p>"))
    return blocks + lifted


def _one(img: HtmlElement, frame: HtmlElement, caption: str, reader: Reader) -> list[Block]:
    found = shown(img, reader.work, caption)
    if found is None:
        return [make.text(f"<p>{caption}</p>")] if caption else []
    anchor = next(img.iterancestors("a"), None)
    href = reader.work.address(anchor.get("href") or "") if anchor is not None else ""
    outer = frame.getparent()
    frames = (img, frame) if outer is None else (img, frame, outer)
    return [make.image(found, size_of(*frames), link_of(href, found, reader.work))]


def gallery(element: HtmlElement, reader: Reader) -> list[Block]:
    """All pictures in `element`, each with the caption that stands with it."""
    own = next((child for child in element if child.tag == "figcaption"), None)
    pictures: list[Shown] = []
    words: list[str] = []
    for img in element.iter("img"):
        frame = next(
            (up for up in img.iterancestors("figure", "li", "dl") if up is not element), None
        )
        note = caption_in(frame) if frame is not None else None
        caption = reader.strict(note)[0] if note is not None else ""
        found = shown(img, reader.work, caption)
        if found:
            pictures.append(found)
            words += visible_text(caption).split()
    caption = visible_text(reader.strict(own)[0]).replace("\n", " ") if own is not None else ""
    if not pictures or [*words, *caption.split()] != words_of(element).split():
        return reader.inside(element)
    return [make.gallery(pictures, caption)]


def caption_in(element: HtmlElement) -> HtmlElement | None:
    """The element with the words under a picture."""
    for found in element.iter("figcaption", "p", "dd"):
        classes = set((found.get("class") or "").split())
        if found.tag == "figcaption" or classes & {
            "wp-caption-text",
            "wp-caption-dd",
            "gallery-caption",
        }:
            return found
    return None


def _players(element: HtmlElement) -> bool:
    return (
        next(element.iter("video", "audio", "iframe", "object", "embed", "table"), None) is not None
    )
