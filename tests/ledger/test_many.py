"""What comes by tens of thousands: one batch, which keeps nobody waiting."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from masthead.articles.models import ArticlePage
from masthead.bake import spreads
from masthead.bake.models import BakeRequest, Priority
from masthead.ledger import baking, files, sequence, work
from masthead.ledger.models import RecordContent, RecordEntry, RecordHead
from masthead.ledger.proofs import proof_of
from masthead.record.policy import Policy
from masthead.record.verify import Verdict, verify_page
from tests.factories import ArticleFactory
from tests.ledger.runs import log, record_all
from tests.ledger.test_sequence import NOON
from tests.outlets import new_outlet

pytestmark = pytest.mark.django_db

OLD_LIMIT = 10_000

#: Another connection writes as soon as the places are laid out, and does not wait at all.
WATCHED = """
import django
django.setup()
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4
from django.db import connection
from masthead.ledger import placing, sequence
from masthead.ledger.models import RecordEntry
real = placing.laid_out
@contextmanager
def watched(rows, first):
    with real(rows, first):
        other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
        print("nobody waited for", len(rows), flush=True)
        yield
placing.laid_out = watched
now = datetime.now(UTC).replace(microsecond=0)
RecordEntry.objects.bulk_create(
    RecordEntry(article=uuid4(), revision=1, kind="publish", time=now, commit="A" * 43)
    for _ in range(300)
)
sequence.sequence()
print(RecordEntry.objects.filter(place__isnull=False).count())
"""


def imported(number: int) -> None:
    """Entries as an import leaves them, prepared, without their content."""
    RecordEntry.objects.bulk_create(
        RecordEntry(
            article=uuid4(), revision=1, kind="publish", time=NOON, commit="A" * 43, many=True
        )
        for _ in range(number)
    )


def test_an_import_of_more_than_ten_thousand_is_one_batch() -> None:
    imported(OLD_LIMIT + 300)
    assert work.step()
    found = files.published()
    assert found
    assert found[1].size == RecordHead.objects.get().size == OLD_LIMIT + 300
    # A checkpoint at the old limit would have left its partial tile behind.
    assert [path.name for path in (files.root() / "tile/0").rglob("*.p/*")] == ["60"]
    waited = list(RecordEntry.objects.order_by("pk").values_list("article", "place"))
    assert [entry.article for entry in log()] == [article for article, _ in waited]
    assert [place for _, place in waited] == list(range(OLD_LIMIT + 300))
    assert not work.step()


def test_what_is_left_of_an_import_is_waited_for_beyond_a_thousand(outlet: Any) -> None:
    imported(1_200)
    for _ in range(3):
        ArticleFactory()
    RecordEntry.objects.update(many=True)
    assert work.step(1)
    assert log() == []
    record_all()
    assert len(log()) == 1_203


def test_others_wait_for_no_more_statements_the_more_entries_there_are() -> None:
    def waited_for() -> int:
        BakeRequest.objects.all().delete()  # what is asked for already costs less
        with CaptureQueriesContext(connection) as asked:
            assert sequence.sequence()
        statements = [query["sql"].split()[0] for query in asked.captured_queries]
        end = len(statements) - statements[::-1].index("RELEASE")
        return end - statements.index("SAVEPOINT")

    assert sequence.sequence() == 0  # the record begins
    imported(baking.FEW + 1)
    few = waited_for()
    imported(1_200)
    assert waited_for() == few


def test_nobody_waits_while_the_places_are_laid_out(tmp_path: Path) -> None:
    folder = new_outlet(tmp_path / "outlet")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    setting = {"MASTHEAD_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "masthead.config.settings"}
    command = [sys.executable, "-c", WATCHED]
    done = subprocess.run(command, env=clean | setting, capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["nobody waited for 300", "300"], done.stderr


def test_a_story_that_came_alone_is_not_kept_waiting_by_an_import(outlet: Any) -> None:
    stories = [ArticleFactory() for _ in range(baking.FEW + 3)]
    RecordEntry.objects.update(many=True)
    alone = ArticleFactory()
    while work.prepare(20):
        pass
    BakeRequest.objects.all().delete()
    assert sequence.sequence() == len(stories) + 1
    urgent = BakeRequest.objects.filter(priority=Priority.NOW).exclude(path="")
    assert [row.path for row in urgent] == [alone.public_path]
    asked = BakeRequest.objects.get(spread__startswith="recorded_stories:", known_only=True)
    assert {story.public_path for story in stories} <= set(spreads.paths_of(asked.spread))


def test_the_stories_of_an_import_are_asked_for_in_turns(
    outlet: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baking, "CHUNK", 4)
    stories = [ArticleFactory() for _ in range(10)]
    record_all()
    waiting, found, turns = ["recorded_stories:0:10"], set(), 0
    while waiting:
        turns += 1
        reached = list(spreads.paths_of(waiting.pop()))
        waiting += [one for one in reached if not one.startswith("/")]
        found |= {one for one in reached if one.startswith("/")}
    assert found == {story.public_path for story in stories}
    assert turns == 3


def test_what_waited_while_others_were_published_is_dated_when_it_is_put_together(
    outlet: Any, client: Client, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, alone = ArticleFactory(), ArticleFactory()
    of_story = RecordEntry.objects.filter(article=story.uid)
    earlier = RecordEntry.objects.get(article=alone.uid).time
    of_story.update(many=True)
    RecordEntry.objects.filter(article=alone.uid).update(time=earlier + timedelta(hours=1))
    work.step(1)
    assert [entry.article for entry in log()] == [alone.uid]
    # To date it when it gets its place would be one transaction for each of an import.
    monkeypatch.setattr(sequence, "date_again", None)
    record_all()
    assert [entry.time - earlier for entry in log()] == [timedelta(hours=1)] * 2
    page = client.get(ArticlePage.objects.get(pk=story.pk).url).content
    data = bytes(RecordContent.objects.get(entry=of_story.get()).data)
    found = verify_page(page, data, proof_of(of_story.get()), policy)
    assert found.verdict is Verdict.NOT_WITNESSED, found
