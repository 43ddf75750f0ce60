from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from pytest_django import Settings
from tests.factories import ArticleFactory

from masthead.config.worker import Worker, heartbeat

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    settings.FOLDER = tmp_path


@pytest.mark.usefixtures("outlet")
def test_a_round_publishes_what_is_due_and_says_that_it_came_round() -> None:
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        article = ArticleFactory(go_live_at=NOON)
    with time_machine.travel(NOON, tick=False):
        Worker().round()
    article.refresh_from_db()
    assert article.live
    assert heartbeat().exists()


def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("masthead.publishing.scheduled.run_due", away)
    Worker().round()
    assert not heartbeat().exists()
