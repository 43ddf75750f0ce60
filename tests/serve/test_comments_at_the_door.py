"""Comments over HTTP, at the real server: nothing is lost when it is killed, nothing leaks."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from tests.outlets import new_outlet
from tests.processes import environment, free_port, masthead, wait_for
from tests.smtp import mail_server

PLANT = """
import django; django.setup()
from masthead.articles import tree
from masthead.articles.models import ArticlePage
from masthead.outlet.models import OutletSettings
page = ArticlePage(title="The quay", slug="quay")
tree.stories_folder().add_child(instance=page)
page.save_revision().publish()
outlet = OutletSettings.load(); outlet.comments = "after"; outlet.save()
print(page.pk)
"""
COUNT = """
import django; django.setup()
from masthead.comments.models import Comment
print(Comment.objects.count(), Comment.objects.values("fingerprint").distinct().count())
"""
ADDRESSES = ("127.0.0.1", "203.0.113.77", "2001:db8:77::1")
MAILS = ("wilma.ashdown@reader.example", "notify.me@reader.example")


class Outlet:
    """One that runs; it can be killed and started again."""

    def __init__(self, folder: Path, mail_port: int) -> None:
        self.folder, self.port = folder, free_port()
        self.log = folder.parent / "log.txt"
        self.env = {
            "MASTHEAD_MAIL_HOST": "127.0.0.1",
            "MASTHEAD_MAIL_PORT": str(mail_port),
            "MASTHEAD_MAIL_SECURITY": "none",
            "MASTHEAD_LOG_LEVEL": "debug",
            "MASTHEAD_BEHIND_PROXY": "true",
        }
        new_outlet(folder)
        self.page = int(self.run(PLANT))
        self.start()

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "masthead", "serve", str(self.folder), "--port",
                 str(self.port)],
                env=environment(**self.env), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        wait_for(self.answers)

    def answers(self) -> bool:
        try:
            return bool(self.ask("/readyz").status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def run(self, code: str) -> str:
        told = environment(
            **self.env,
            MASTHEAD_DIR=str(self.folder),
            DJANGO_SETTINGS_MODULE="masthead.config.settings",
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def ask(self, path: str, data: dict[str, str] | None = None, sender: str = "") -> Any:
        body = urllib.parse.urlencode(data).encode() if data else None
        headers = {"Sec-Fetch-Site": "same-origin"}
        if sender:
            headers["X-Forwarded-For"] = sender
        address = f"http://127.0.0.1:{self.port}{path}"
        return urllib.request.urlopen(
            urllib.request.Request(address, data=body, headers=headers), timeout=60
        )

    def say(self, text: str, mail: str = MAILS[0], sender: str = "", **more: str) -> Any:
        data = {"text": text, "name": "Wilma Ashdown", "email": mail, **more}
        return self.ask(f"/comment/{self.page}/", data, sender)


@pytest.fixture
def outlet(tmp_path: Path) -> Iterator[Outlet]:
    with mail_server() as letters:
        running = Outlet(tmp_path / "outlet", letters.port)
        yield running
        running.kill()


def test_killed_between_acceptance_and_answer_a_comment_is_there_once_or_not_at_all(
    outlet: Outlet,
) -> None:
    for turn in range(3):
        texts = [f"Comment {number} of turn {turn}." for number in range(12)]

        def say(text: str) -> None:
            with suppress(OSError, HTTPException):  # the server died under it
                outlet.say(text)

        threads = [threading.Thread(target=say, args=(text,)) for text in texts]
        for thread in threads:
            thread.start()
        outlet.kill()
        for thread in threads:
            thread.join()
        outlet.start()
        for text in texts:
            outlet.say(text)
        assert outlet.run(COUNT) == f"{(turn + 1) * 12} {(turn + 1) * 12}"


def test_none_of_many_who_send_at_one_moment_is_turned_away(outlet: Outlet) -> None:
    def send(text: str) -> int:
        """The answer to what was sent; the page it leads to can be asked for again."""
        connection = http.client.HTTPConnection("127.0.0.1", outlet.port, timeout=60)
        form = {"text": text, "name": "Wilma Ashdown", "email": MAILS[0]}
        headers = {
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        address = f"/comment/{outlet.page}/"
        connection.request("POST", address, urllib.parse.urlencode(form), headers)
        status = connection.getresponse().status
        connection.close()
        return status

    texts = [f"Comment {number} of many." for number in range(320)]
    with ThreadPoolExecutor(32) as senders:
        answers = list(senders.map(send, texts))
    assert answers == [303] * len(texts)
    assert outlet.run(COUNT) == f"{len(texts)} {len(texts)}"


def test_no_database_log_or_export_holds_an_address(outlet: Outlet, tmp_path: Path) -> None:
    for number, sender in enumerate(ADDRESSES[1:]):
        outlet.say(f"One of {number}", sender=sender)
        sent = outlet.say(f"Two of {number}", MAILS[1], sender=sender, notify="on")
        outlet.say("http://a.example " * 12, sender=sender)
        outlet.say("Something", sender=sender, subject="trap")
        with pytest.raises(urllib.error.HTTPError):
            outlet.say("", sender=sender)
        with pytest.raises(urllib.error.HTTPError):
            outlet.ask("/newsroom/login/", {"username": "x", "password": "y"}, sender)
    outlet.ask(urllib.parse.urlsplit(sent.url).path, {"text": "Changed", "edit": "1"})
    outlet.run(APPROVE)
    wait_for(lambda: "notices sent" in outlet.log.read_text())
    assert masthead("--dir", outlet.folder, "export", tmp_path / "all").returncode == 0
    exported = masthead("--dir", outlet.folder, "export", "wordpress", tmp_path / "all.xml")
    assert exported.returncode == 0
    places = [*outlet.folder.rglob("*"), *(tmp_path / "all").rglob("*"), tmp_path / "all.xml"]
    searched = 0
    for path in [*places, outlet.log]:
        if not path.is_file():
            continue
        content = path.read_bytes()
        searched += 1
        for trace in (*ADDRESSES[1:], *MAILS):
            assert trace.encode() not in content, f"{trace} stands in {path.name}"
    assert searched > 5
    assert not re.search(r"127\.0\.0\.1(?!:\d)", outlet.run(DUMP))


APPROVE = """
import django; django.setup()
from masthead.comments.models import Comment, Status
from masthead.comments.moderate import Decision, approve
for comment in Comment.objects.filter(status=Status.PENDING):
    approve(comment, Decision())
"""
DUMP = """
import django; django.setup()
from django.apps import apps
for model in apps.get_app_config("comments").get_models():
    for row in model.objects.values():
        print(row)
"""
