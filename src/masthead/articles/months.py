"""Months as the outlet's clock has them, each named by its first day."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone


def month_of(moment: datetime) -> date:
    """Return the month in which ``moment`` falls where the outlet is."""
    return timezone.localtime(moment).date().replace(day=1)


def following(month: date) -> date:
    """Return the month after ``month``."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def start_of(day: date) -> datetime:
    """Return the moment at which ``day`` begins where the outlet is."""
    return timezone.make_aware(datetime.combine(day, time.min))
