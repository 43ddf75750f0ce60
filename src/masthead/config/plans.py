"""What SQLite knows of its tables when it plans how to answer a question."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

ROWS_LOOKED_AT = 400  # of each index, as SQLite's makers advise: a moment, however many rows


class Plans:
    """Lets SQLite look at its tables when the worker starts and once a day."""

    def __init__(self) -> None:
        self.refreshed_on: date | None = None

    def round(self) -> None:
        """Do it if it is due. PostgreSQL does the same by itself."""
        today = timezone.localdate()
        if self.refreshed_on == today or connection.vendor != "sqlite":
            return
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            # Not "PRAGMA optimize": it leaves out small tables, which SQLite then takes for large
            # ones, and goes through all pages to find the few sections among them.
            cursor.execute("ANALYZE")
        self.refreshed_on = today
