"""Where each picture, page and person is used, as the newsroom shows it, for many pages at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex


def record(pages: Iterable[Any]) -> None:
    """Write what new pages refer to; their children have to be set on them.

    The statement behind `ReferenceIndex.create_or_update_for_object`, without its questions
    about rows that cannot be there yet.
    """
    base = ContentType.objects.get_for_model(Page)
    rows = []
    for page in pages:
        kind = ContentType.objects.get_for_model(page)
        found = ReferenceIndex._extract_references_from_object(page)  # noqa: SLF001
        for target, pk, model_path, path in set(found):
            rows.append(
                ReferenceIndex(
                    content_type=kind,
                    base_content_type=base,
                    object_id=page.pk,
                    to_content_type_id=target,
                    to_object_id=pk,
                    model_path=model_path,
                    content_path=path,
                    content_path_hash=ReferenceIndex._get_content_path_hash(path),  # noqa: SLF001
                )
            )
    ReferenceIndex.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
