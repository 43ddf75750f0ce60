"""Time stamps over the record, by an authority that speaks RFC 3161."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from masthead.bake.models import BakeRequest
from masthead.cli.checks import public_record
from masthead.cli.verify import verify
from masthead.ledger import files, sequence, stamps
from masthead.ledger.models import RecordHead, RecordStamp
from masthead.ledger.policies import policy_text
from masthead.ledger.rebuild import rebuild
from masthead.record.note import Note
from tests.core.fetch.hosts import HERE
from tests.ledger.authority import NAME, OPENSSL, Authority, served
from tests.ledger.test_sequence import wait

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not OPENSSL, reason="the openssl command is not here"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("time") / "authority")


@pytest.fixture
def authority(made: Authority, outlet_folder: Path, settings: Settings) -> Iterator[Authority]:
    """One that this outlet asks, and a record of two entries."""
    made.instead, made.asked = None, []
    with served(made):
        settings.RECORD_TIMESTAMP_URL = made.url
        (outlet_folder / stamps.FILE_NAME).write_bytes(made.root)
        wait(2)
        sequence.sequence()
        yield made


def head() -> RecordHead:
    return RecordHead.objects.get()


def text_of(place: str) -> str:
    return Note.parse(files.fetch(place) or b"").text


def test_a_stamp_is_kept_beside_the_checkpoint_and_openssl_agrees(authority: Authority) -> None:
    assert stamps.is_due(head())
    assert stamps.ask(HERE)
    token = files.fetch("timestamp/2.tsr") or b""
    assert authority.verifies(token, text_of("timestamp/2"))
    assert text_of("timestamp/2") == text_of(files.CHECKPOINT)
    stamp = RecordStamp.objects.get()
    assert stamp.authority == NAME
    assert abs(stamp.time - timezone.now()) < timedelta(minutes=1)


def test_readers_get_it_and_are_told_of_it(authority: Authority, client: Client) -> None:
    stamps.ask(HERE)
    found = client.get("/record/timestamp/2.tsr")
    assert found["Content-Type"] == "application/timestamp-reply"
    assert found.content == files.fetch("timestamp/2.tsr")
    assert client.get("/record/timestamp/2").content == files.fetch("timestamp/2")
    assert client.get("/record/timestamp/3.tsr").status_code == 404
    page = client.get("/record/").content.decode()
    assert f"{NAME} confirms that the list with 2 entries existed" in page
    assert BakeRequest.objects.filter(path="/record/").exists()


def test_nobody_is_asked_where_no_authority_is_set(
    authority: Authority, settings: Settings
) -> None:
    settings.RECORD_TIMESTAMP_URL = ""
    assert not stamps.is_due(head())


def test_it_is_asked_for_once_a_day_and_only_for_something_new(authority: Authority) -> None:
    stamps.ask(HERE)
    wait(1)
    sequence.sequence()
    assert not stamps.is_due(head())
    RecordHead.objects.update(stamp_asked_at=timezone.now() - stamps.EVERY)
    assert stamps.is_due(head())
    stamps.ask(HERE)
    RecordHead.objects.update(stamp_asked_at=timezone.now() - stamps.EVERY)
    assert not stamps.is_due(head())
    assert [stamp.size for stamp in RecordStamp.objects.order_by("size")] == [2, 3]


def refusals(authority: Authority) -> dict[str, tuple[int, str, bytes]]:
    kind = "application/timestamp-reply"
    refused = bytes.fromhex("30053003020102")  # PKIStatus 2: rejection
    return {
        "answered 503": (503, "text/plain", b"busy"),
        "redirects what was sent": (302, "text/plain", b""),
        "a whole time stamp in DER": (200, "text/html", b"<p>Sign in</p>"),
        "the authority refused (rejection)": (200, kind, refused),
        "sends more than the": (200, kind, bytes(100_000)),
        "of something else than this checkpoint": (200, kind, authority.answer(other_query())),
    }


def other_query() -> bytes:
    return stamps.timestamp.query("another text\n").data


@pytest.mark.parametrize(
    "said",
    [
        "answered 503",
        "redirects what was sent",
        "a whole time stamp in DER",
        "the authority refused (rejection)",
        "sends more than the",
        "of something else than this checkpoint",
    ],
)
def test_a_failure_is_shown_and_holds_up_nothing(authority: Authority, said: str) -> None:
    authority.instead = refusals(authority)[said]
    assert not stamps.ask(HERE)
    assert said in head().stamp_trouble
    assert said in public_record().name
    assert not RecordStamp.objects.exists()
    assert files.fetch("timestamp/2.tsr") is None
    wait(1)
    assert sequence.sequence() == 1
    assert not stamps.is_due(head())  # not again at once
    RecordHead.objects.update(stamp_asked_at=timezone.now() - stamps.AGAIN)
    assert stamps.is_due(head())


def test_a_replayed_answer_is_not_taken(authority: Authority) -> None:
    text = text_of(files.CHECKPOINT)
    kind = "application/timestamp-reply"
    authority.instead = (200, kind, authority.answer(stamps.timestamp.query(text).data))
    assert not stamps.ask(HERE)
    assert "Nonce mismatch" in head().stamp_trouble


def test_an_authority_that_is_away_or_not_known_is_told(
    authority: Authority, outlet_folder: Path, settings: Settings, tmp_path: Path
) -> None:
    (outlet_folder / stamps.FILE_NAME).write_bytes(Authority(tmp_path / "stranger").root)
    assert not stamps.ask(HERE)
    assert "does not hold" in head().stamp_trouble
    (outlet_folder / stamps.FILE_NAME).unlink()
    assert not stamps.ask(HERE)
    assert stamps.FILE_NAME in head().stamp_trouble
    (outlet_folder / stamps.FILE_NAME).write_bytes(authority.root)
    settings.RECORD_TIMESTAMP_URL = "http://127.0.0.1:1/tsr"
    assert not stamps.ask(HERE)
    assert "does not answer" in head().stamp_trouble
    assert not stamps.ask()  # without the tests' own guard this machine is not asked at all
    assert "only 80 and 443 are" in head().stamp_trouble


def test_a_rebuilt_record_has_its_stamps_again(authority: Authority) -> None:
    stamps.ask(HERE)
    before = files.fetch("timestamp/2.tsr")
    shutil.rmtree(files.root())
    rebuild(lambda *_: None)
    assert files.fetch("timestamp/2.tsr") == before


@pytest.fixture
def held(authority: Authority, tmp_path: Path) -> list[str]:
    """Policy and trusted authorities, then a stamp and its checkpoint as readers hold them."""
    stamps.ask(HERE)
    held = {
        "policy": policy_text(head()).encode(),
        "ca.pem": authority.root,
        "2.tsr": files.fetch("timestamp/2.tsr") or b"",
        "2": files.fetch("timestamp/2") or b"",
    }
    for name, data in held.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in held]


def said(policy: str, authorities: str | None, *things: str) -> tuple[int, str]:
    trusted = ["--timestamp-ca", authorities] if authorities else []
    result = CliRunner().invoke(verify, ["--policy", policy, *trusted, *things])
    return result.exit_code, result.output


def test_anybody_can_check_a_stamp(held: list[str]) -> None:
    status, output = said(*held)
    assert status == 0
    assert "genuine, signed by the outlet, not witnessed" in output
    assert f"{NAME} says that the 2 entries existed at 20" in output


def test_what_is_missing_or_forged_in_a_stamp_is_told(
    held: list[str], authority: Authority, tmp_path: Path
) -> None:
    policy, trusted, token, checkpoint = held
    assert "whom you trust" not in said(policy, None, token, checkpoint)[1]
    assert "an authority for time stamps that you trust" in said(policy, None, token, checkpoint)[1]
    status, output = said(policy, trusted, token)
    assert status == 5
    assert "the checkpoint that this time stamp is of" in output
    stranger = tmp_path / "stranger.pem"
    stranger.write_bytes(Authority(tmp_path / "other").root)
    status, output = said(policy, str(stranger), token, checkpoint)
    assert status == 1
    assert "the time stamp does not hold" in output
    Path(token).write_bytes(Path(token).read_bytes()[:-1] + b"\x00")
    assert said(policy, trusted, token, checkpoint)[0] == 1


def test_the_stamps_of_a_mirror_are_checked_with_its_pages(held: list[str], tmp_path: Path) -> None:
    policy, trusted, token, checkpoint = held
    folder = tmp_path / "mirror"
    (folder / "record/timestamp").mkdir(parents=True)
    page = '<link data-record="object" href="1.json"><article data-record="body">x</article>'
    (folder / "index.html").write_text(page)
    for path in (token, checkpoint):
        shutil.copy(path, folder / "record/timestamp")
    assert f"{NAME} says" in said(policy, trusted, str(folder))[1]
    assert f"{NAME} says" not in said(policy, None, str(folder))[1]
