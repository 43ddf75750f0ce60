"""Wagtail's search in the database, mended where SQLite would fail at a quotation mark."""

from __future__ import annotations

from typing import Any

from django.db import connection
from modelsearch.query import Phrase, PlainText
from wagtail.search.backends import database

NOTHING = '""'  # a quotation mark as FTS5 writes it inside of a string; no word contains it


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name Wagtail looks for
    """Return the backend for the database in use; Wagtail calls this for every search."""
    backend = database.SearchBackend(params)
    if connection.vendor == "sqlite":
        backend.query_compiler_class = _mended(backend.query_compiler_class)
        backend.autocomplete_query_compiler_class = _mended(
            backend.autocomplete_query_compiler_class
        )
    return backend


def _mended(compiler: Any) -> Any:
    """Return the compiler without its fault: it puts words between quotation marks unescaped.

    A reader's own mark would end the string, and what follows would be taken as FTS5's language.
    """

    class Mended(compiler):
        def build_search_query_content(self, query: Any, config: Any = None) -> Any:
            if isinstance(query, PlainText):
                query = PlainText(_unquoted(query.query_string), operator=query.operator)
            elif isinstance(query, Phrase):
                query = Phrase(_unquoted(query.query_string))
            return super().build_search_query_content(query, config=config)

    return Mended


def _unquoted(words: str) -> str:
    """Return ``words`` with a space for each mark, as FTS5's tokenizer takes it in texts."""
    return words.replace('"', " ").strip() or NOTHING
