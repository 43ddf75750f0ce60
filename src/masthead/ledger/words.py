"""An index of the words in all revisions: a quotation need not be looked for in every text.

It only narrows down. What is not certain to be a word in the text, for the database as for us, is
not asked for, so that nothing which is there can be missed.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

TABLE = "ledger_words"
INDEXED = 200_000  # characters; PostgreSQL indexes no text of a megabyte
_MOST = 6  # words; the longest are the rarest
_AROUND = ".,;:!?\"'()"
_SOURCE = "ledger_recordcontent"
_VECTOR = f"to_tsvector('simple', left(text, {INDEXED}))"
# All statements below are made of names of ours alone.
_TAKE_OUT = (
    f"INSERT INTO {TABLE} ({TABLE}, rowid, text)"  # noqa: S608
    " VALUES ('delete', OLD.entry_id, OLD.text);"
)
_PUT_IN = f"INSERT INTO {TABLE} (rowid, text) VALUES (NEW.entry_id, NEW.text);"  # noqa: S608
_TRIGGERS = {
    "insert": f"AFTER INSERT ON {_SOURCE} BEGIN {_PUT_IN} END",
    "delete": f"AFTER DELETE ON {_SOURCE} BEGIN {_TAKE_OUT} END",
    "update": f"AFTER UPDATE ON {_SOURCE} WHEN OLD.text IS NOT NEW.text"
    f" BEGIN {_TAKE_OUT} {_PUT_IN} END",
}


def certain(passage: str) -> list[str]:
    """Return words that every text has in which this passage stands.

    The first and the last may be parts of longer ones, and are left out.
    """
    inner = (word.strip(_AROUND) for word in passage.split()[1:-1])
    found = {word for word in inner if word and all(map(_is_letter, word))}
    return sorted(found, key=lambda word: (-len(word), word))[:_MOST]


def having(words: list[str], vendor: str) -> Q:
    """Return the condition on entries that their text has these words, or is too long to tell."""
    if not words:
        return Q()
    if vendor == "sqlite":
        # In quotation marks no word is a part of the language of queries.
        query = " ".join(f'"{word}"' for word in words)
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608
        return Q(pk__in=RawSQL(sql, [query]))  # noqa: S611
    sql = (
        f"SELECT entry_id FROM {_SOURCE} WHERE {_VECTOR} @@ plainto_tsquery('simple', %s)"  # noqa: S608
        f" UNION SELECT entry_id FROM {_SOURCE} WHERE length(text) > {INDEXED}"
    )
    return Q(pk__in=RawSQL(sql, [" ".join(words)]))  # noqa: S611


def make(connection: BaseDatabaseWrapper) -> None:
    """Make the index and fill it: for an old outlet, minutes for each hundred thousand stories."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Without the text itself, and without the places of the words in it.
            cursor.execute(
                f"CREATE VIRTUAL TABLE {TABLE} USING fts5(text, content='', detail=none,"
                " tokenize='unicode61 remove_diacritics 0')"
            )
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, text) SELECT entry_id, text FROM {_SOURCE}"  # noqa: S608
            )
        else:
            cursor.execute(f"CREATE INDEX {TABLE} ON {_SOURCE} USING gin ({_VECTOR})")
            cursor.execute(
                f"CREATE INDEX {TABLE}_long ON {_SOURCE} (entry_id) WHERE length(text) > {INDEXED}"
            )


def forget(cursor: Any) -> None:
    """Let SQLite's index drop the words of deleted texts, which it otherwise only marks."""
    cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608


def before_migrations(sender: Any, using: str, **kwargs: Any) -> None:
    """Take the triggers out of SQLite: it makes tables anew, and would lose them unseen."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            for name in _TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}")


def after_migrations(sender: Any, using: str, **kwargs: Any) -> None:
    """Put them in."""
    connection = connections[using]
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for name, body in _TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}")
            cursor.execute(f"CREATE TRIGGER {TABLE}_{name} {body}")


def _is_letter(char: str) -> bool:
    """Whether it was a letter in an old Unicode, which all databases know."""
    return unicodedata.ucd_3_2_0.category(char)[0] == "L"
