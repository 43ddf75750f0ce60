"""Doing all that is in the queue, and comparing trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from masthead.bake import spreads, work
from masthead.bake.models import BakeRequest
from masthead.core.batch import batch


def drain() -> None:
    """Work until the queue is empty; a row that failed fails the test with its reason.

    What is to wait for others of its kind is done as if it had waited.
    """
    while True:
        BakeRequest.objects.filter(attempts=0).update(not_before=timezone.now())
        if not work.work():
            break
    left = BakeRequest.objects.first()
    assert left is None, f"{left}: {left.error}"


def wanted() -> list[str]:
    """The paths in the queue."""
    return sorted(set(BakeRequest.objects.exclude(path="").values_list("path", flat=True)))


def everything() -> list[str]:
    """Every path of the site."""
    found: list[str] = []
    names = ["site:"]
    while names:
        kind, _colon, rest = names.pop().partition(":")
        for one in spreads.paths_of(f"{kind}:{rest}"):
            (found if one.startswith("/") else names).append(one)
    return list(dict.fromkeys(found))


def files(root: Path) -> dict[str, bytes]:
    """Content of every file of the tree that a server hands out."""
    return {
        str(file.relative_to(root)): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not str(file.relative_to(root)).startswith(".")
    }


def fresh(root: Path, known: Any = ()) -> dict[str, bytes]:
    """The tree that baking everything, and ``known``, from nothing makes."""
    kept = settings.BAKED_ROOT
    settings.BAKED_ROOT = root
    try:
        with batch():  # nothing changes meanwhile
            for path in [*everything(), *known]:
                work.bake(path)
    finally:
        settings.BAKED_ROOT = kept
    return files(root)
