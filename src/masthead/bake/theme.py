"""What pages are made with, and since when: so it is known which ones an older theme made.

A baked file carries the time at which it was last made or found to be the same; what is older than
the theme of today was made by an earlier one.
"""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

import masthead
from masthead.core.batch import once

from . import queue
from .models import BakeTotals, Priority
from .totals import ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tree import Tree

# The ends of the names of what has a part in a page.
PARTS = (".py", ".html", ".xml", ".mo", ".css", ".js", ".svg", ".woff2")
# Settings of masthead.toml that stand in pages.
SHOWN = (
    "SITE_URL",
    "LANGUAGE_SITES",
    "TIME_ZONE",
    "MASTHEAD_ARABIC_COUNTRY",
    "MASTHEAD_ARABIC_DIGITS",
)


@cache
def current() -> str:
    """Return a text that changes with the program, its templates and the settings in pages."""
    digest = hashlib.sha256()
    for name in SHOWN:
        digest.update(f"{name}={getattr(settings, name)}\n".encode())
    for path in _parts():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def look(tree: Tree) -> bool:
    """Ask for the whole site where pages were baked by another theme; of two workers one does it.

    Whether it was asked for now. Readers have the old pages until theirs is done. To be called once
    by a process: two versions that run at the same time would ask again and again.
    """
    if BakeTotals.objects.filter(pk=ROW, theme=current()).exists():
        return False
    with transaction.atomic():
        return _turn(tree)


def _turn(tree: Tree) -> bool:
    totals, _made = BakeTotals.objects.get_or_create(pk=ROW)
    claim = BakeTotals.objects.filter(pk=ROW, theme=totals.theme)
    if not claim.update(theme=current(), theme_since=timezone.now()):
        return False
    if next(iter(tree.paths()), None) is None:
        return False
    queue.request_spread(queue.WHOLE_SITE, Priority.WHOLE_SITE, known_only=True)
    return True


def since() -> datetime | None:
    """Return since when pages are made with the theme of today; None where no worker has looked."""
    rows = BakeTotals.objects.filter(pk=ROW, theme=current())
    return once("theme since", lambda: rows.values_list("theme_since", flat=True).first())


def older(tree: Tree) -> int:
    """Count the paths that an earlier theme baked; looks at every file of the tree."""
    moment = since()
    return tree.count_before(moment.timestamp()) if moment else 0


def _parts() -> Iterator[Path]:
    for folder, inside, names in os.walk(Path(masthead.__file__).parent):
        inside.sort()
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(PARTS))
