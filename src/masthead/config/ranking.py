"""The order of what Wagtail's search finds in SQLite, in one reading of the index."""

from __future__ import annotations

from itertools import islice
from operator import itemgetter
from typing import Any

from modelsearch.backends.database.sqlite.query import MatchExpression
from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry, SQLiteSearchResults
from modelsearch.query import Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

FIRST = 200  # things read at once; then more, as fewer of them may be shown
MOST = 10_000  # of what is found: so many, the newest, are ranked, and counted


class Ranking(SQLiteSearchResults):
    """Reads the best first, until there are as many as were asked for.

    The class above asks for the score of each thing by itself, and SQLite goes through all that was
    found for each: 0.1 s where four hundred were found, a hundred times that for ten times as many.
    And a word that stands in everything would hold up an outlet with a million stories for seconds,
    to rank what nobody reads. Of a word found more often than ``MOST`` the newest are ranked.
    """

    def _do_search(self) -> list[Any]:
        if not self._is_typed():
            return super()._do_search()
        found: list[Any] = []
        keys, many = iter(self._keys()), FIRST
        while (self.stop is None or len(found) < self.stop) and (some := list(islice(keys, many))):
            things = self.query_compiler.queryset.filter(pk__in=some)
            there = {str(thing.pk): thing for thing in things}
            found += [there[key] for key in some if key in there]
            many *= 4
        return found[self.start : self.stop]

    def _do_count(self) -> int:
        """Count what was found, up to one more than ``MOST``."""
        if not self._is_typed():
            return super()._do_count()
        count: int = self.query_compiler.queryset.filter(pk__in=self._keys()).count()
        return count

    def _is_typed(self) -> bool:
        compiler = self.query_compiler
        is_typed = isinstance(compiler.query, (PlainText, Phrase))
        return is_typed and not self._score_field and compiler.order_by_relevance

    def _keys(self) -> list[str]:
        """Return the keys of what matches, the best first, and of what is alike the newest."""
        compiler = self.query_compiler  # which all slices of one search share
        if not hasattr(compiler, "found"):
            rows = self._entries()[: MOST + 1]
            compiler.found = [key for key, _score in sorted(rows, key=itemgetter(1))]
        found: list[str] = compiler.found
        return found

    def _entries(self) -> Any:
        compiler = self.query_compiler
        config = compiler.get_config(self.backend)
        asked = compiler.build_search_query(compiler.query, config=config)
        score = compiler._build_rank_expression(compiler.get_search_vectors(), config)  # noqa: SLF001 - its only name
        kinds = get_descendants_content_types_pks(compiler.queryset.model)
        entries = SQLiteFTSIndexEntry.objects.filter(
            MatchExpression(compiler.fields or compiler.FTS_TABLE_FIELDS, asked),
            index_entry__content_type__in=kinds,
        )
        entries = entries.annotate(score=score).order_by("-pk")
        return entries.values_list("index_entry__object_id", "score")
