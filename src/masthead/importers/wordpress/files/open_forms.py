"""Whoever had a story open while its picture came would save the mark again that stood there."""

from __future__ import annotations

import json

from wagtail.models import Revision

from .blocks import MARK, Raw

_NAME = "missing-picture"


def keep_what_came(revision: Revision) -> None:
    """Put into a revision that is to be saved what took the place of its marks meanwhile."""
    body = revision.content.get("body")
    if not isinstance(body, str) or _NAME not in body:
        return
    before = Revision.objects.filter(
        content_type_id=revision.content_type_id, object_id=revision.object_id
    ).order_by("-created_at", "-pk")
    last = before.values_list("content", flat=True).first()
    if last and last.get("body"):
        kept = _with_files(json.loads(body), json.loads(last["body"]))
        revision.content = revision.content | {"body": json.dumps(kept)}


def _with_files(raw: Raw, last: Raw) -> Raw:
    there = {block["id"]: block for block in last if not _is_mark(block)}
    return [there.get(block["id"], block) if _is_mark(block) else block for block in raw]


def _is_mark(block: dict[str, object]) -> bool:
    return block["type"] == "html" and MARK in str(block["value"])
