from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import SectionFactory
from wagtail.models import Page

from masthead.config.plans import FEW, Plans
from masthead.outlet.models import OutletSettings


def asked(plans: Plans) -> bool:
    """Whether a round of the worker lets SQLite look at its tables."""
    with CaptureQueriesContext(connection) as captured:
        plans.round()
    return any(query["sql"] == "ANALYZE" for query in captured)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it by itself")
def test_tables_are_looked_at_when_the_worker_starts_and_once_a_day() -> None:
    plans = Plans()
    with time_machine.travel(datetime(2026, 5, 1, 9, tzinfo=UTC), tick=False) as clock:
        assert [asked(plans), asked(plans)] == [True, False]
        clock.move_to(datetime(2026, 5, 2, 9, tzinfo=UTC))
        assert [asked(plans), asked(plans)] == [True, False]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it by itself")
def test_tables_are_looked_at_when_much_has_come_in() -> None:
    plans = Plans()
    assert [asked(plans), asked(plans)] == [True, False]
    other = Page.get_first_root_node()
    other.pk, other.path, other.translation_key = FEW, "0009", uuid4()
    Page.objects.bulk_create([other])
    assert [asked(plans), asked(plans)] == [True, False]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it by itself")
def test_small_tables_are_counted_too(outlet: OutletSettings) -> None:
    SectionFactory()
    Plans().round()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'articles_sectionpage'")
        assert {int(stat.split()[0]) for (stat,) in cursor.fetchall()} == {1}
