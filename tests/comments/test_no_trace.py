"""Whatever a reader does, nothing that is kept tells from where or by which address."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser as Html
from tests.comments.conftest import Fields
from tests.factories import UserFactory
from tests.smtp import Letters, mail_server

from masthead.articles.models import ArticlePage
from masthead.comments.ban import ban
from masthead.comments.models import Ban, Comment, Follower, Mention
from masthead.comments.moderate import Decision, approve, mark_spam
from masthead.comments.notices.send import send_due
from masthead.exporters.folder.run import export_folder
from masthead.exporters.wordpress.run import write

OWN = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Known-Browser/7"}
MAIL = "known.reader@a-reader.example"
OTHER_MAIL = "somebody.else@a-reader.example"
# Whole, and what of them would still tell where somebody lives.
TRACES = re.compile(
    r"203\.0\.113|198\.51\.100|2001:db8|known\.reader|somebody\.else|a-reader|known-browser",
    re.IGNORECASE,
)


class Reader:
    """Somebody at known addresses, behind a proxy that tells them."""

    def __init__(self, number: int) -> None:
        self.client = Client(
            REMOTE_ADDR=f"198.51.100.{number}",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 2001:db8:77::{number}",
            HTTP_FORWARDED=f"for=203.0.113.{number}",
            HTTP_X_REAL_IP=f"203.0.113.{number}",
        )

    def post(self, address: str, data: Fields, status: int = 303) -> str:
        """Send a form; returns where it leads."""
        answer = self.client.post(address, data, headers=OWN)
        assert answer.status_code == status, answer.content
        return str(answer.get("Location", ""))


def _everything_stored() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row))


def _everything_on_disk(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes().decode("utf-8", "replace")


def _live(story: ArticlePage, typed: Fields, letters: Letters) -> None:
    """Write, ask for mail, change, answer, report, take back; be approved, spam, banned."""
    reader, other = Reader(7), Reader(8)
    there, more = f"/comment/{story.pk}/", {"notify": "on", "email": MAIL}
    sent = reader.post(there, typed | more | {"text": "Opposite the quay."})
    reader.post(there, typed | more | {"email": f"{MAIL}@"}, status=422)
    reader.post(sent, {"text": "Opposite the old quay."})
    first = Comment.objects.get()
    approve(first, Decision(UserFactory()))
    Follower.objects.update(due_at=timezone.now())
    send_due(Event())
    link = re.search(r"https?://[^/\s]+(/comment/notices/\S+)", letters.parsed()[-1].get_content())
    assert link
    reader.post(link[1], {"confirm": "1"}, status=200)

    reply = other.post(there, typed | {"text": "No.", "parent": "1", "email": OTHER_MAIL})
    report = f"{there}1/report/"
    page = Html(other.client.get(report).content)
    token = page.css_first("[name=token]").attributes["value"]
    other.post(report, {"token": token, "reason": "He was not there."}, status=200)
    mark_spam(second := Comment.objects.latest("pk"), Decision(UserFactory()))
    for kind in (Ban.Kind.SENDER, Ban.Kind.NAME):
        assert ban(second, kind, UserFactory(), "He said it twice.")
    other.post(there, typed | {"text": "Still no.", "email": OTHER_MAIL})
    other.post(reply, {"withdraw": "1", "sure": "1"})
    source = "https://blog.example/about-the-quay/"
    target = f"{django_settings.SITE_URL}{story.url}"
    other.post("/comment/webmention/", {"source": source, "target": target}, status=202)
    assert Mention.objects.get().source == source


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_no_address_of_a_reader_is_left_in_database_log_or_export(
    story: ArticlePage, typed: Fields, settings: Settings, outlet_folder: Path,
    caplog: pytest.LogCaptureFixture, behind_proxy: bool,  # noqa: FBT001 - a parameter of the test
) -> None:  # fmt: skip
    settings.BEHIND_PROXY = behind_proxy
    caplog.set_level(logging.DEBUG)
    with mail_server() as letters:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", letters.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        _live(story, typed, letters)
    assert letters.raw  # whoever asked was written to, and the address was known for that
    export_folder(outlet_folder / "export", lambda *_: None)
    with (outlet_folder / "export.xml").open("w") as out:
        write(out, "https://files.example", lambda *_: None)
    assert "Opposite the old quay" in (outlet_folder / "export.xml").read_text()
    found = [*_everything_stored(), *_everything_on_disk(outlet_folder), ("log", caplog.text)]
    assert any("Opposite the old quay" in text for _where, text in found)
    assert [(where, hit[0]) for where, text in found if (hit := TRACES.search(text))] == []
