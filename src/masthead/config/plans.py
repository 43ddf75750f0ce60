"""What SQLite knows of its tables when it plans how to answer a question.

What it knows of tables that were small may be worse than nothing: it goes through millions of rows
for what it takes to be a few.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

ROWS_LOOKED_AT = 400  # of each index, as SQLite's makers advise: a moment, however many rows
GROWTH = 2  # times as many pages as when SQLite looked last
FEW = 500  # pages, so few that no plan is bad


class Plans:
    """Lets SQLite look at its tables when the worker starts, once a day, and after an import."""

    def __init__(self) -> None:
        self.refreshed_on: date | None = None
        self.enough = 0  # the id of a page that shows that there are many more

    def round(self) -> None:
        """Do it if it is due. PostgreSQL does the same by itself."""
        if connection.vendor != "sqlite":
            return
        today = timezone.localdate()
        newest = Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if self.refreshed_on != today or newest >= self.enough:
            refresh()
            self.refreshed_on, self.enough = today, max(FEW, newest * GROWTH)


def refresh() -> None:
    """Let SQLite look at its tables now; PostgreSQL is left alone."""
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        # Not "PRAGMA optimize": it leaves out small tables, which SQLite then takes for large
        # ones, and goes through all pages to find the few sections among them.
        cursor.execute("ANALYZE")
