"""What happens to a picture's file before it is stored, whichever way it came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from .metadata import read
from .strip import without_metadata
from .svg import looks_like_drawing, without_notes

if TYPE_CHECKING:
    from .models import Image

TAKEN = ("caption", "credit", "licence", "licence_url", "alt_text")


def take_in(image: Image) -> None:
    """Move what the file says into the fields that are empty, and store the file without it.

    A photograph's file says where it was taken: published, it can lead to whoever helped.
    """
    image.file.open()
    data = image.file.read()
    if looks_like_drawing(data[:1024]):
        plain = without_notes(data)
    else:
        _take_facts(image, data)
        plain = without_metadata(data)
    image.file = ContentFile(plain, name=image.file.name)
    image._set_image_file_metadata()  # noqa: SLF001 - size and hash, as Wagtail's own form does


def _take_facts(image: Image, data: bytes) -> None:
    facts = read(data)
    for name in TAKEN:
        value = getattr(facts, name)
        longest = image._meta.get_field(name).max_length or len(value)  # noqa: SLF001 - Django's
        if name == "licence_url" and len(value) > longest:
            continue  # half an address leads nowhere
        if value and not getattr(image, name):
            setattr(image, name, value[:longest])
