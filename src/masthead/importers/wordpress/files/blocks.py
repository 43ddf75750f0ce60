"""What stands in a body where a file is missing, and what it becomes when the file is there."""

import uuid
from html import escape
from typing import Any

from ..map.work import file_key

Raw = list[dict[str, Any]]
MARK = '<figure class="missing-picture"'


def paragraph(caption: str) -> str:
    """The caption of a gallery that ends in marks, as a text of its own."""
    return f"<p>{escape(caption, quote=False)}</p>"


def document(id_: str, value: dict[str, Any], pk: int) -> dict[str, Any]:
    """A document, in place of the player of a file of the old site."""
    title = value["title"] or value["caption"]
    return {"type": "document", "value": {"document": pk, "title": title}, "id": id_}


def with_document(raw: Raw, key: str, pk: int) -> Raw:
    """`raw` with a document wherever the file with this key was played from the old site."""
    return [
        document(block["id"], block["value"], pk)
        if block["type"] == "embed" and _key(block["value"]["url"]) == key
        else block
        for block in raw
    ]


def _key(url: str) -> str:
    try:
        return file_key(url)
    except ValueError:
        return ""


def with_picture(raw: Raw, id_: str, value: dict[str, Any], pk: int) -> Raw:
    """`raw` with a picture where the mark with this id stands; `raw` itself if none does.

    `value` is that of an image block but for the image. In a gallery it has besides: `gallery`,
    the ids of the blocks the gallery fell into, and `words`, its caption.
    """
    at = next((at for at, block in enumerate(raw) if block.get("id") == id_), None)
    if at is None or raw[at]["type"] != "html" or MARK not in raw[at]["value"]:
        return raw
    out = list(raw)
    if "gallery" not in value:
        out[at] = {"type": "image", "value": value | {"image": pk}, "id": id_}
        return out
    shown = {"image": pk, "alt": value["alt"], "caption": value["caption"]}
    # Equal for the page and its revisions, so that editors compare them without a difference.
    item = {"type": "item", "value": shown, "id": str(uuid.uuid5(uuid.UUID(id_), "item"))}
    out[at] = {"type": "gallery", "value": {"images": [item], "caption": ""}, "id": id_}
    return _joined(out, at, value["gallery"], value["words"])


def _joined(raw: Raw, at: int, group: list[str], words: str) -> Raw:
    """`raw` with the gallery at `at` made one with what lies beside it of the same gallery."""
    after = raw[at + 1] if at + 1 < len(raw) else None
    if after and after["id"] in group:
        if after["type"] == "gallery":
            raw = [*raw[:at], _both(raw[at], after), *raw[at + 2 :]]
        elif after["type"] == "text" and after["value"] == paragraph(words):
            raw[at]["value"]["caption"] = words
            raw = [*raw[: at + 1], *raw[at + 2 :]]
    before = raw[at - 1] if at else None
    if before and before["type"] == "gallery" and before["id"] in group:
        raw = [*raw[: at - 1], _both(before, raw[at]), *raw[at + 1 :]]
    return raw


def _both(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    value = {
        "images": first["value"]["images"] + second["value"]["images"],
        "caption": second["value"]["caption"] or first["value"]["caption"],
    }
    return first | {"value": value}
