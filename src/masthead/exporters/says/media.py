"""Pictures and files; the files themselves lie beside the index."""

from __future__ import annotations

from typing import Any

from masthead.media.models import Document, Image

from .common import moment

IMAGE_FIELDS = (
    "title",
    "description",
    "alt_text",
    "caption",
    "credit",
    "licence",
    "licence_url",
    "width",
    "height",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


def image_values(image: Image) -> dict[str, Any]:
    """A picture; `file` is its name below the folder of media."""
    return {
        "id": image.pk,
        "file": image.file.name,
        **{name: getattr(image, name) for name in IMAGE_FIELDS},
        "tags": sorted(tag.name for tag in image.tags.all()),
        "created_at": moment(image.created_at),
    }


def document_values(document: Document) -> dict[str, Any]:
    """A file to download."""
    return {
        "id": document.pk,
        "file": document.file.name,
        "title": document.title,
        "tags": sorted(tag.name for tag in document.tags.all()),
        "created_at": moment(document.created_at),
    }
