"""Pictures and galleries as blocks of WordPress."""

from __future__ import annotations

from html import escape
from typing import Any

from masthead.core.html import from_text
from masthead.media.models import Image

from .markup import block
from .write import Body

#: Widths of ours, and the alignment nearest to each.
_ALIGN = {"wide": "wide", "full": "full", "margin": "right"}


def image(value: dict[str, Any], body: Body) -> str:
    """One picture. WordPress shows its own caption only where a text repeats it; so it does."""
    found = body.image(value["image"])
    if found is None:
        return ""
    return _figure(value, found, body)


def gallery(value: dict[str, Any], body: Body) -> str:
    """Several pictures, each a block inside of the gallery's."""
    values = [item["value"] if item.get("type") == "item" else item for item in value["images"]]
    pictures = [(one, found) for one in values if (found := body.image(one["image"]))]
    inner = "".join(_figure(one, found, body) for one, found in pictures).strip()
    caption = value.get("caption") or ""
    note = (
        f'<figcaption class="blocks-gallery-caption wp-element-caption">{from_text(caption)}'
        "</figcaption>"
        if caption
        else ""
    )
    classes = "wp-block-gallery has-nested-images columns-default is-cropped"
    html = f'<figure class="{classes}">{inner}{note}</figure>'
    own = {
        "type": "gallery",
        "images": [_carried(one, found, body) for one, found in pictures],
        "caption": caption,
    }
    return block("gallery", html, {"linkTo": "none", "masthead": own})


def _figure(value: dict[str, Any], found: Image, body: Body) -> str:
    number = body.export.ids.image(found.pk)
    align = _ALIGN.get(value.get("size") or "", "")
    alt = value.get("alt") or found.alt_text
    src = escape(body.export.file(found))
    img = f'<img src="{src}" alt="{escape(alt)}" class="wp-image-{number}"/>'
    if link := value.get("link"):
        img = f'<a href="{escape(link)}">{img}</a>'
    words = _caption(value, found, body)
    note = f'<figcaption class="wp-element-caption">{words}</figcaption>' if words else ""
    classes = f"wp-block-image{f' align{align}' if align else ''} size-full"
    attributes: dict[str, Any] = {"id": number, "sizeSlug": "full"}
    attributes |= {"linkDestination": "custom" if value.get("link") else "none"}
    attributes |= {"align": align} if align else {}
    own = {"masthead": {"type": "image", **_carried(value, found, body)}}
    return block("image", f'<figure class="{classes}">{img}{note}</figure>', attributes | own)


def _caption(value: dict[str, Any], found: Image, body: Body) -> str:
    """What stands under the picture here: the text's caption or its own, credit and licence."""
    own = body.rich(value.get("caption") or "") or from_text(found.caption)
    parts = [own.removeprefix("<p>").removesuffix("</p>")]
    parts += [from_text(found.credit), from_text(found.licence)]
    return " ".join(part for part in parts if part).replace("</p><p>", "<br>")


def _carried(value: dict[str, Any], found: Image, body: Body) -> dict[str, Any]:
    """The picture as the text has it: empty where it is the picture's own."""
    return {
        "id": body.export.ids.image(found.pk),
        "alt": value.get("alt") or "",
        "caption": body.rich(value.get("caption") or ""),
        "size": value.get("size") or "",
        "link": value.get("link") or "",
    }
