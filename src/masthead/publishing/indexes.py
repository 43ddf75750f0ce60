"""An index on a table of Wagtail's, for a question that the worker asks every few seconds.

Not in a migration: those of Wagtail make a table anew on SQLite, and lose what they do not know.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

TABLE = "wagtailcore_page"
# Without it, finding what expires reads every page there is.
EXPIRING = f"""CREATE INDEX IF NOT EXISTS pages_that_expire
    ON {TABLE} (expire_at) WHERE expire_at IS NOT NULL"""


def make(sender: Any, using: str, **kwargs: Any) -> None:
    """Make it where it is not there; called after migrations, for Wagtail's own tables."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():  # not migrated back to before there was one
        with connection.cursor() as cursor:
            cursor.execute(EXPIRING)
