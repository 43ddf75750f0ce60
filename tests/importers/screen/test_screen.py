"""What an administrator sees and does; nobody else comes here."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from masthead.articles.models import ArticlePage
from masthead.importers.screen import forms
from masthead.importers.screen.job import Job
from masthead.importers.screen.models import Move, State, Task
from masthead.importers.screen.queue import claim
from masthead.importers.screen.work import end
from masthead.newsroom.bootstrap import set_up
from masthead.newsroom.roles import GROUPS
from tests.factories import UserFactory
from tests.importers.screen.conftest import uploaded

INDEX = "/newsroom/moving-in/"


@pytest.fixture
def sign_in(db: None) -> Callable[[str], Client]:
    set_up("The Harbour Post")

    def as_role(role: str) -> Client:
        user = UserFactory()
        user.groups.add(Group.objects.get(name=GROUPS[role]))
        client = Client()
        client.force_login(user)
        return client

    return as_role


@pytest.fixture
def client(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("administrator")


def send(client: Client, *files: Any, **fields: Any) -> Any:
    return client.post(INDEX, {"exports": list(files), **fields})


def work(move: Move) -> Move:
    """Do what the worker would."""
    claimed = claim("test", timezone.now())
    assert claimed == move
    job = Job(claimed)
    job.run()
    end(job)
    move.refresh_from_db()
    return move


@pytest.mark.parametrize("role", ["reporter", "editor", "moderator"])
def test_only_administrators_come_here(sign_in: Callable[[str], Client], role: str) -> None:
    client = sign_in(role)
    for address in (INDEX, f"{INDEX}1/", f"{INDEX}1/state/", f"{INDEX}1/report.json"):
        assert client.get(address).status_code == 302
    assert send(client, uploaded()).status_code == 302
    assert not Move.objects.exists()
    assert INDEX not in client.get("/newsroom/").text


def test_the_way_from_an_upload_to_the_report(client: Client) -> None:
    assert INDEX in client.get("/newsroom/").text
    answer = send(client, uploaded())
    move = Move.objects.get()
    page = reverse("moving_in:one", args=[move.pk])
    assert answer["Location"] == page
    assert "The trial run is under way" in client.get(page).text
    work(move)
    text = client.get(page).text
    assert "This is what will happen" in text
    assert "Move in now" in text
    assert not ArticlePage.objects.exists()
    client.post(page, {"do": "bring"})
    assert client.get(f"{page}state/").json()["state"] == "bring waiting"
    work(move)
    assert ArticlePage.objects.get().title == "Story 1"
    text = client.get(page).text
    assert "The site has moved in" in text
    assert "The uploaded files are deleted." in text
    whole = client.get(f"{page}report.json")
    assert "attachment" in whole["Content-Disposition"]
    assert json.loads(whole.content)["counts"]["comment"]["made"] == 1
    assert str(move) in client.get(INDEX).text


def test_nobody_else_on_the_machine_reads_an_upload(client: Client, folder: Path) -> None:
    send(client, uploaded(), uploaded(name="../../more.xml"), uploaded())
    move = Move.objects.get()
    files = [path for path in move.folder.rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == ["2-export.xml", "export.xml", "more.xml"]
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for path in (move.exports, move.folder, folder / "moving-in"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.txt", b"Dear reader", "is not an export of WordPress"),
        ("empty.xml", b"", "The submitted file is empty"),
    ],
)
def test_what_is_no_export_is_told_at_once_and_not_kept(
    client: Client, folder: Path, name: str, content: bytes, words: str
) -> None:
    file = uploaded(b"x", name)
    file.file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.size = len(content)
    file.file.seek(0)
    answer = send(client, file)
    assert answer.status_code == 422
    assert words in answer.text
    assert not (folder / "moving-in").exists()


def test_nothing_chosen_pictures_that_are_not_packed_and_too_much_are_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "This field is required" in send(client).text
    pictures = uploaded(b"no zip", "uploads.rar")
    assert "have to come as a .zip" in send(client, uploaded(), uploads=pictures).text
    monkeypatch.setattr(forms, "LIMIT", 10)
    assert "Use the command instead" in send(client, uploaded()).text
    assert not Move.objects.exists()


def test_a_disk_without_room_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_SPARE", 1 << 60)
    assert "has no room" in send(client, uploaded()).text
    assert not Move.objects.exists()


def test_nothing_is_imported_before_the_trial_run_was_read(client: Client) -> None:
    send(client, uploaded())
    move = Move.objects.get()
    page = reverse("moving_in:one", args=[move.pk])
    client.post(page, {"do": "stop"})
    answer = client.post(page, {"do": "bring"}, follow=True)
    assert "Wait for the trial run" in answer.text
    move.refresh_from_db()
    assert (move.task, move.state) == (Task.LOOK, State.STOPPED)
    client.post(page, {"do": "look"})
    move.refresh_from_db()
    assert move.state == State.WAITING


def test_a_broken_export_is_one_sentence_and_can_be_deleted(client: Client) -> None:
    send(client, uploaded(b"<rss><channel>"))
    move = work(Move.objects.get())
    page = reverse("moving_in:one", args=[move.pk])
    text = client.get(page).text
    assert "It could not be done" in text
    assert "the export ends in the middle" in text
    assert "Traceback" not in text
    client.post(page, {"do": "forget"})
    assert not move.folder.exists()
    assert "The uploaded files are deleted." in client.get(page).text
    client.post(page, {"do": "look"})
    move.refresh_from_db()
    assert move.state == State.FAILED


def test_a_report_that_is_not_there_yet_is_not_found(client: Client) -> None:
    send(client, uploaded())
    page = reverse("moving_in:one", args=[Move.objects.get().pk])
    assert client.get(f"{page}report.json").status_code == 404
