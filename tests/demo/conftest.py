"""The demo, loaded once for all tests of this folder; what a test changes is rolled back."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from masthead.demo.load import load
from masthead.newsroom.bootstrap import set_up


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """An outlet with the demo in it; the moment at which it was loaded."""
    now = timezone.now()
    with django_db_blocker.unblock(), transaction.atomic():
        set_up("The Other Paper")
        assert load(now)
        yield now
        transaction.set_rollback(True)
