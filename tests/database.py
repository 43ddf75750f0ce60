"""A migrated SQLite database, made once for each state of the migrations and then copied.

The migrations of Wagtail take most of a short test run. The copy is what they left, byte for
byte; on PostgreSQL, and whenever a migration changed, they run as ever.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django import get_version as django_version
from django.apps import apps
from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation
from wagtail import __version__ as wagtail_version

FOLDER = Path(__file__).parent.parent / "var" / "test-databases"
migrate_anew = DatabaseCreation.create_test_db


def fingerprint() -> str:
    """A text that changes with any migration, and with any model whose permissions they make."""
    digest = hashlib.sha256(f"{django_version()} {wagtail_version}".encode())
    for config in apps.get_app_configs():
        for model in config.get_models():
            options = model._meta  # noqa: SLF001 - Django's own way to it
            digest.update(f"{options.label} {options.permissions}".encode())
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def create_test_db(self: Any, *args: Any, **kwargs: Any) -> str:
    """Copy the kept database into the test's own; keep it first where there is none."""
    kept = FOLDER / f"{fingerprint()}.sqlite3"
    if not kept.exists():
        name = migrate_anew(self, *args, **kwargs)
        keep(self.connection.connection, kept)
        return name
    name = self._get_test_db_name()
    self._create_test_db(verbosity=0, autoclobber=True)
    self.connection.close()
    settings.DATABASES[self.connection.alias]["NAME"] = name
    self.connection.settings_dict["NAME"] = name
    self.connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as source:
        source.backup(self.connection.connection)
    return name


def keep(migrated: sqlite3.Connection, kept: Path) -> None:
    """Keep a copy, whole or not at all: several processes may come here at once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    staged = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(staged)) as target:
        migrated.backup(target)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    staged.rename(kept)


def copy_instead_of_migrating() -> None:
    """Let Django's test runner make SQLite databases by copying."""
    setattr(DatabaseCreation, "create_test_db", create_test_db)  # noqa: B010 - mypy knows no other way
