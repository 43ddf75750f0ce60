"""What the database is asked or given again and again, put into words once.

Django writes the SQL of a query anew each time, which takes several times as long as SQLite takes
to answer it. That is nothing on a page, and most of the work where many readers send something at
one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=Model)

# What stands in the query for a value that is given later; no value of ours looks like it.
_NUMBER = 2_147_483_000  # fits every column of whole numbers
_TEXT = "\x00later:"


@dataclass(frozen=True)
class _Written(Generic[M]):
    model: type[M]
    statement: str
    params: tuple[Any, ...]
    fields: list[str]
    annotations: list[str]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class Prepared(Generic[M]):
    """A query with places for values.

    ``make`` takes what each place stands for, and returns a queryset of whole or partial rows;
    ``kinds`` says of each place whether it takes an ``int`` or a ``str``.
    """

    def __init__(self, make: Callable[..., QuerySet[M]], **kinds: type[int | str]) -> None:
        self._make = make
        self._places: dict[Any, str] = {
            _NUMBER + at if kind is int else f"{_TEXT}{name}": name
            for at, (name, kind) in enumerate(kinds.items())
        }

    def __call__(self, **values: int | str) -> list[M]:
        """Ask with these values: the rows, with the query's annotations."""
        written = self._written
        given = [values[self._places[it]] if it in self._places else it for it in written.params]
        with connection.cursor() as cursor:
            cursor.execute(written.statement, given)
            return [_instance(written, row) for row in cursor.fetchall()]

    def first(self, **values: int | str) -> M | None:
        """The first row of the answer; None where there is none."""
        return next(iter(self(**values)), None)

    @cached_property
    def _written(self) -> _Written[M]:
        queryset = self._make(**{name: value for value, name in self._places.items()})
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        statement, params = compiler.as_sql()
        columns = [column for column, _sql, _name in compiler.select]
        annotations = sorted(compiler.annotation_col_map, key=compiler.annotation_col_map.get)
        return _Written(
            queryset.model,
            statement,
            params,
            [column.target.attname for column in columns[: len(columns) - len(annotations)]],
            annotations,
            [(at, *found) for at, found in compiler.get_converters(columns).items()],
        )


class PreparedInsert(Generic[M]):
    """Adds rows one by one, each by the same statement, and gives them their ids.

    Like ``bulk_create`` it sends no signals.
    """

    def __init__(self, model: type[M]) -> None:
        self._model = model

    def __call__(self, rows: Iterable[M]) -> None:
        """Add the rows; the caller has begun a transaction."""
        statement, fields = self._written
        with connection.cursor() as cursor:
            for row in rows:
                values = [
                    field.get_db_prep_save(field.pre_save(row, add=True), connection)
                    for field in fields
                ]
                cursor.execute(statement, values)
                (row.pk,) = cursor.fetchone()
                row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001

    @cached_property
    def _written(self) -> tuple[str, list[Any]]:
        meta = self._model._meta  # noqa: SLF001
        fields = [field for field in meta.concrete_fields if not field.primary_key]
        query = InsertQuery(self._model)
        query.insert_values(fields, [self._model()])
        compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.returning_fields = [meta.pk]
        [(statement, _values)] = compiler.as_sql()
        return statement, fields


def _instance(written: _Written[M], row: Sequence[Any]) -> M:
    values = list(row)
    for at, converters, column in written.converters:
        for convert in converters:
            values[at] = convert(values[at], column, connection)
    made = written.model.from_db(DEFAULT_DB_ALIAS, written.fields, values[: len(written.fields)])
    for name, value in zip(written.annotations, values[len(written.fields) :], strict=True):
        setattr(made, name, value)
    return made
