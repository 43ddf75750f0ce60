from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.bake.drain import drain

from masthead.bake import queue
from masthead.bake.models import BakeRequest, Priority
from masthead.people.models import User
from masthead.serve import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


def test_a_monitor_reads_how_baking_goes(client: Client) -> None:
    drain()
    queue.request(["/a/", "/b/"], Priority.BEHIND)
    BakeRequest.objects.update(error="a fault")
    lines = client.get("/metrics").content.decode().splitlines()
    assert 'masthead_bake_queue_pages{priority="behind"} 2' in lines
    assert "masthead_bake_failing_pages 2" in lines
    assert any(line.startswith("masthead_publish_to_visible_seconds_count ") for line in lines)


def test_a_monitor_reads_how_many_requests_the_baked_pages_answered(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.FOLDER = tmp_path
    for process in (counts.own(tmp_path / counts.FOLDER), counts.own(tmp_path / counts.FOLDER)):
        process[counts.HITS] += 5
        process[counts.MISSES] += 1
    lines = client.get("/metrics").content.decode().splitlines()
    assert "masthead_page_hits_total 10" in lines
    assert "masthead_page_misses_total 2" in lines


def test_the_newsroom_sees_what_waits_too_long_and_what_cannot_be_made(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor", password="not kept"))
    drain()
    assert "on their way" not in client.get("/newsroom/").content.decode()
    queue.request(["/news/ferry/"])
    BakeRequest.objects.update(
        error="a fault in a template", requested_at=timezone.now() - timedelta(minutes=2)
    )
    page = client.get("/newsroom/").content.decode()
    assert "/news/ferry/" in page
    assert "a fault in a template" in page
    assert "whether the worker runs" in page
