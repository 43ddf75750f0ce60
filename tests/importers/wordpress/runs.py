"""Running imports, and looking at all of a site at once."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from masthead.importers.report import Report
from masthead.importers.wordpress.files.ask import Fetch
from masthead.importers.wordpress.write.run import import_files


def run(
    *paths: Path, dry_run: bool = False, uploads: Path | None = None, fetch: Fetch | None = None
) -> Report:
    report = Report(dry_run=dry_run)
    import_files(paths, report, lambda *_: None, uploads=uploads, fetch=fetch)
    return report


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the queue of pages, to see whether anything at all has changed."""
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.app_label != "bake"}  # noqa: SLF001
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables & set(connection.introspection.table_names())):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found
