from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.bake.drain import drain

from masthead.bake import queue
from masthead.bake.models import BakeRequest, Priority
from masthead.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


def test_a_monitor_reads_how_baking_goes(client: Client) -> None:
    drain()
    queue.request(["/a/", "/b/"], Priority.BEHIND)
    BakeRequest.objects.update(error="a fault")
    lines = client.get("/metrics").content.decode().splitlines()
    assert 'masthead_bake_queue_pages{priority="behind"} 2' in lines
    assert "masthead_bake_failing_pages 2" in lines
    assert any(line.startswith("masthead_publish_to_visible_seconds_count ") for line in lines)


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
