"""Noting which baked pages changed, for the cache in front of the site; see bake.purge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from .models import Purge

if TYPE_CHECKING:
    from collections.abc import Iterable


def note(paths: Iterable[str]) -> None:
    """Note that what readers get at ``paths`` is another thing now."""
    if settings.WAGTAILFRONTENDCACHE:
        Purge.objects.bulk_create([Purge(path=path) for path in paths], batch_size=500)
