"""Failing pages, full disks, killed workers: the queue loses nothing and goes on."""

import errno
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone
from tests.bake.drain import drain, wanted
from tests.factories import ArticleFactory, SectionFactory

from masthead.articles.models import SectionPage
from masthead.bake import queue, spreads, totals, work
from masthead.bake.models import BakeRequest, Priority
from masthead.core import durable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


@pytest.fixture(autouse=True)
def nothing_waits(outlet: Any) -> None:
    ArticleFactory(slug="ferry", section=SectionFactory(slug="news"))
    ArticleFactory(slug="bridge", section=SectionFactory(slug="town"))
    drain()


def test_a_page_that_cannot_be_made_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    render = work.render

    def broken(path: str) -> Any:
        if path == "/news/ferry/":
            message = "a fault in a template"
            raise ValueError(message)
        return render(path)

    file = work.tree().file("/town/bridge/")
    file.unlink()
    queue.request(["/news/ferry/", "/town/bridge/"])
    with monkeypatch.context() as patch:
        patch.setattr(work, "render", broken)
        work.work()
    assert file.exists()
    row = BakeRequest.objects.get()
    assert (row.path, row.attempts) == ("/news/ferry/", 1)
    assert "a fault in a template" in row.error
    assert totals.current().failed == 1
    assert work.work() == 0  # not before its time
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        drain()


def test_the_delay_between_tries_grows() -> None:
    queue.request(["/"])
    delays = []
    for _ in range(3):
        row = BakeRequest.objects.get()
        queue.failed([row], "a fault")
        row.refresh_from_db()
        delays.append(row.not_before - timezone.now())
    assert delays[0] < delays[1] < delays[2]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_takes_nothing_leaves_the_old_pages_and_the_wishes(
    code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = work.tree().file("/news/ferry/").read_bytes()
    (Path(settings.BAKED_ROOT) / "town/bridge/index.html").unlink()
    queue.request(["/town/bridge/"])
    with monkeypatch.context() as patch:
        patch.setattr(durable, "_stage", lambda *_: (_ for _ in ()).throw(OSError(code, "no")))
        work.work()
    assert work.tree().file("/news/ferry/").read_bytes() == before
    assert wanted() == ["/town/bridge/"]
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        drain()
    assert work.tree().file("/town/bridge/").exists()


def test_what_a_killed_worker_had_claimed_is_taken_by_another_when_its_lease_ends() -> None:
    queue.request(["/news/ferry/"])
    assert [row.path for row in queue.claim()] == ["/news/ferry/"]  # and it dies here
    assert queue.claim() == []
    with time_machine.travel(timezone.now() + queue.LEASE + timedelta(seconds=1)):
        assert [row.path for row in queue.claim()] == ["/news/ferry/"]


def test_two_workers_take_different_pages() -> None:
    queue.request([f"/{number}/" for number in range(queue.BATCH + 5)])
    first, second = queue.claim(), queue.claim()
    assert not {row.path for row in first} & {row.path for row in second}
    assert len(first) + len(second) == queue.BATCH + 5


def test_several_wishes_for_a_page_are_one_rendering() -> None:
    for _ in range(5):
        queue.request(["/news/ferry/"], Priority.BEHIND)
        queue.request_spread("person:1")
    assert BakeRequest.objects.count() == 2
    queue.request(["/news/ferry/"])  # sooner, so it is another wish
    queue.request(["/news/ferry/"], Priority.BEHIND, known_only=True)  # no more than the others
    assert [len(queue.claim()) for _ in range(3)] == [2, 1, 0]


def test_a_wish_that_asks_for_more_than_those_that_wait_is_not_lost() -> None:
    queue.request(["/news/ferry/"], known_only=True, delay=timedelta(minutes=1))
    queue.request(["/news/ferry/"], known_only=True)
    queue.request(["/news/ferry/"])
    waiting = BakeRequest.objects.order_by("pk")
    assert [row.known_only for row in waiting] == [True, True, False]
    assert waiting[0].not_before > waiting[1].not_before
    queue.failed(queue.claim(), "the disk is full")  # tried again later, but asked for at once
    queue.request(["/news/ferry/"])
    assert len(queue.claim()) == 4


def test_a_wish_that_comes_while_its_page_is_rendered_is_not_lost() -> None:
    queue.request(["/news/ferry/"])
    taken = queue.claim()
    queue.request(["/news/ferry/"])
    queue.done(taken)
    assert wanted() == ["/news/ferry/"]


def test_no_other_worker_takes_a_page_that_one_is_at_work_on() -> None:
    queue.request(["/news/ferry/"])
    first = queue.claim()
    queue.request(["/news/ferry/", "/town/bridge/"])
    assert [row.path for row in queue.claim()] == ["/town/bridge/"]
    queue.done(first)
    assert [row.path for row in queue.claim()] == ["/news/ferry/"]


def test_what_readers_wait_for_goes_first_and_by_itself() -> None:
    queue.request(["/town/bridge/", "/archive/"], Priority.BEHIND)
    queue.request(["/news/ferry/", "/town/bridge/"])
    asked_twice = [(Priority.NOW, "/town/bridge/"), (Priority.BEHIND, "/town/bridge/")]
    taken = [(row.priority, row.path) for row in queue.claim()]
    assert taken == [(Priority.NOW, "/news/ferry/"), *asked_twice]
    assert [row.path for row in queue.claim()] == ["/archive/"]


def test_a_long_list_never_keeps_a_publication_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two slices no transaction is open, so whoever publishes has their turn."""
    monkeypatch.setattr(queue, "SLICE", 3)
    outside = len(connection.savepoint_ids)
    depths, waiting = [], []

    def long_list(_rest: str) -> Iterator[str]:
        for number in range(10):
            depths.append(len(connection.savepoint_ids))
            waiting.append(BakeRequest.objects.filter(path__startswith="/long/").count())
            if number == 5:
                ArticleFactory(slug="meanwhile", section=SectionPage.objects.first())
            yield f"/long/{number}/"
        yield "long:more"

    spreads.register("long", long_list)
    queue.request_spread("long:", Priority.WHOLE_SITE)
    work.work()
    assert set(depths) == {outside}
    assert waiting == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9]
    rows = BakeRequest.objects.filter(priority=Priority.WHOLE_SITE)
    assert rows.count() == 11
    assert rows.filter(spread="long:more").count() == 1
