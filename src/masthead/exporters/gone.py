"""Paths that were public once and lead to nothing any more."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet

from masthead.addresses.models import Address

from .batches import batches


def gone() -> Iterator[Address]:
    """Every such row. A site that forgot them would answer "never heard of it"."""
    with_things = Address.objects.filter(object_id__isnull=False)
    for kind in with_things.order_by().values_list("content_type", flat=True).distinct():
        for some in batches(_of_kind(kind)):
            yield from some


def _of_kind(kind: int | None) -> QuerySet[Address]:
    rows = Address.objects.filter(content_type=kind)
    model = ContentType.objects.get_for_id(kind or 0).model_class()
    if model is None:
        return rows
    there = model._base_manager.filter(pk=OuterRef("object_id"))  # noqa: SLF001 - also what managers hide
    return rows.filter(~Exists(there))
