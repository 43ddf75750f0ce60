"""The one row of totals: counting, and the epoch of what stories carry inside them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from .models import BakeTotals

ROW = 1


def add(baked: int, failed: int, waits: Sequence[float]) -> None:
    """Count pages; ``waits`` are seconds between the wish and the file, of those wanted at once."""
    BakeTotals.objects.get_or_create(pk=ROW)
    BakeTotals.objects.filter(pk=ROW).update(
        baked=F("baked") + baked,
        failed=F("failed") + failed,
        visible=F("visible") + len(waits),
        visible_seconds=F("visible_seconds") + sum(waits),
        visible_within_second=F("visible_within_second") + sum(wait <= 1 for wait in waits),
    )


def current() -> BakeTotals:
    """Return the totals; zeros before anything was baked."""
    return BakeTotals.objects.filter(pk=ROW).first() or BakeTotals(pk=ROW)


def epoch() -> int:
    """Return a number that is another one once a picture, a background page or a file changed."""
    return BakeTotals.objects.filter(pk=ROW).values_list("epoch", flat=True).first() or 0


def turn_epoch() -> None:
    """Say that such a thing changed: bodies that were kept rendered are not good any more."""
    BakeTotals.objects.get_or_create(pk=ROW)
    BakeTotals.objects.filter(pk=ROW).update(epoch=F("epoch") + 1)
