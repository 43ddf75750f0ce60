"""Wagtail's search in the database, mended.

Words are compared as `core.fold` writes them. Without that, PostgreSQL and SQLite would find
different things, Persian and Arabic words only as one keyboard types them, and quotation marks
would be taken as the database's own language. And indexing one page would read the index of all,
and ranking what was found in SQLite would read all of it for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

from django.db import connection
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.query import And, Fuzzy, Not, Or, Phrase, PlainText
from wagtail.search.backends import database

from masthead.core.fold import fold_for_index, words

NOTHING = '""'  # an empty word in both databases' language; no text has it


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name Wagtail looks for
    """Return the backend for the database in use; Wagtail calls this for every search."""
    backend = database.SearchBackend(params)
    backend.index_class = _sparing(backend.index_class)
    backend.query_compiler_class = _folding(backend.query_compiler_class)
    backend.autocomplete_query_compiler_class = _folding(backend.autocomplete_query_compiler_class)
    if connection.vendor == "sqlite":
        from .ranking import Ranking  # noqa: PLC0415 - its models are those of SQLite

        backend.results_class = Ranking
    return backend


def _sparing(index: Any) -> Any:
    """Return the index class with folded texts, and without reading all that was published."""

    class Sparing(index):
        def add_items(self, model: Any, objs: Iterable[Any]) -> None:
            """Index ``objs``; the texts of each are taken once, not for each column again."""
            fields = [_once(field) for field in model.get_search_fields()]
            things = list(objs)
            for thing in things:
                thing.get_search_fields = lambda: fields
            super().add_items(model, things)
            for thing in things:
                del thing.get_search_fields

        def _refresh_title_norms(self, *, full: bool = False) -> None:
            """Weigh titles by their length only when all is indexed anew (`update_index`).

            It takes the mean over every entry there is; 1, which new ones have, is the mean.
            """
            if full:
                super()._refresh_title_norms(full=True)

    return Sparing


def _once(field: Any) -> Any:
    """Return a copy of a search field that folds what it reads, and reads each thing once."""
    once = copy(field)
    if isinstance(field, RelatedFields):
        once.fields = [_once(below) for below in field.fields]
    elif isinstance(field, (SearchField, AutocompleteField)):
        once.get_value = cache(lambda thing: _folded(field.get_value(thing)))
    return once


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold_for_index(value)
    if isinstance(value, list):
        return [_folded(part) for part in value]
    if isinstance(value, dict):
        return {name: _folded(part) for name, part in value.items()}
    return value


def _folding(compiler: Any) -> Any:
    """Return the compiler for questions that are typed: their words, folded, and nothing else."""

    class Folding(compiler):
        query: Any

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.query = _asked(self.query)

    return Folding


def _asked(query: Any) -> Any:
    """Return the question with what somebody typed as folded words."""
    if isinstance(query, PlainText):
        return PlainText(_typed(query.query_string), operator=query.operator)
    if isinstance(query, Phrase):
        return Phrase(_typed(query.query_string))
    if isinstance(query, Fuzzy):
        return Fuzzy(_typed(query.query_string), operator=query.operator)
    if isinstance(query, (And, Or)):
        return type(query)([_asked(part) for part in query.subqueries])
    if isinstance(query, Not):
        return Not(_asked(query.subquery))
    return query


def _typed(text: str) -> str:
    return " ".join(words(text)) or NOTHING
