"""Queries that are put together once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from pytest_django import DjangoAssertNumQueries

from masthead.core.prepared import Prepared, PreparedInsert

pytestmark = pytest.mark.django_db


def _named(name: str, least: int) -> QuerySet[Group]:
    later = Group.objects.filter(name=name, pk__gt=OuterRef("pk"))
    found = Group.objects.filter(name__contains="100%", pk__gte=least)
    return found.annotate(followed=Exists(later)).order_by("pk")


def test_each_value_stands_where_it_belongs(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first, second, third = (
        Group.objects.create(name=name) for name in ("100% a", "100% b", "1000 c")
    )
    ask = Prepared(_named, name=str, least=int)
    with django_assert_num_queries(3):
        told = [ask(name=second.name, least=least) for least in (first.pk, second.pk)]
        nobody = ask.first(name="", least=third.pk)
    assert told == [[first, second], [second]]
    assert [row.followed for row in told[0]] == [True, False]  # type: ignore[attr-defined]
    assert nobody is None


def test_the_query_is_put_together_once() -> None:
    made = []

    def make(name: str) -> QuerySet[Group]:
        made.append(name)
        return Group.objects.filter(name=name)

    ask = Prepared(make, name=str)
    assert [ask.first(name=name) for name in ("it's", 'a "quoted" one', "%s")] == [None] * 3
    assert len(made) == 1


def test_rows_are_added_by_one_statement_each_and_know_their_ids(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    add = PreparedInsert(Group)
    rows = [Group(name=name) for name in ("100% a", "b %s", "c")]
    with django_assert_num_queries(3):
        add(rows)
    assert Group.objects.in_bulk([row.pk for row in rows]) == {row.pk: row for row in rows}
    assert [Group.objects.get(pk=row.pk).name for row in rows] == ["100% a", "b %s", "c"]
    rows[1].name = "d"
    rows[1].save()  # an update and not a second row
    assert Group.objects.filter(pk__in=[row.pk for row in rows]).count() == 3
