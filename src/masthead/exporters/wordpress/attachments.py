"""Pictures and documents as attachments; the files are fetched from their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from masthead.core.html import from_text
from masthead.exporters.batches import Progress, told
from masthead.exporters.says.media import document_values, image_values
from masthead.media.models import Document, Image

from .items import Item
from .write import Export
from .xml import kept, meta, nicename, ours


def attachments(export: Export, progress: Progress) -> Iterator[str]:
    """Every picture, then every document."""
    images = Image.objects.prefetch_related("tags")
    for some in told("pictures", images, progress):
        for image in some:
            number = export.ids.image(image.pk)
            alt = meta("_wp_attachment_image_alt", image.alt_text)
            yield _written(
                number, image, from_text(image.caption), alt, image_values(image), export
            )
    documents = Document.objects.prefetch_related("tags")
    for some in told("documents", documents, progress):
        for document in some:
            number = export.ids.document(document.pk)
            yield _written(number, document, "", "", document_values(document), export)


def _written(
    number: int, thing: Any, caption: str, alt: str, values: dict[str, Any], export: Export
) -> str:
    url = export.file(thing)
    name = thing.file.name.rpartition("/")[2].rpartition(".")[0]
    item = Item(
        number=number,
        type="attachment",
        status="inherit",
        title=thing.title,
        slug=nicename(name)[:190],
        link=url,
        at=thing.created_at,
        changed=thing.created_at,
        excerpt=caption,
    )
    file = kept("wp:attachment_url", url) + meta("_wp_attached_file", thing.file.name)
    return item.written(file + alt + ours(values))
