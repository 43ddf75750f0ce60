"""The sequencer: what may happen to it, and what must never happen to the record."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from masthead.ledger import files, keys, sequence, work
from masthead.ledger.models import RecordContent, RecordEntry, RecordHead
from masthead.ledger.opening import ForkedError, StoppedError
from masthead.record.article import STANDARD, moment, serialise
from masthead.record.commitment import commit
from masthead.record.tree import EMPTY_ROOT
from tests.ledger.runs import log, rows

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SALT = bytes(range(32))


def wait(number: int = 1, time: datetime = NOON, article: UUID | None = None) -> list[RecordEntry]:
    """Entries that are prepared and not in the log yet."""
    made = []
    for _ in range(number):
        uid = article or uuid4()
        revision = RecordEntry.objects.filter(article=uid).count() + 1
        data = serialise(
            {
                "standard": STANDARD,
                "uri": uid.urn,
                "type": "text",
                "version": str(revision),
                "firstCreated": moment(time),
                "versionCreated": moment(time),
                "pubStatus": "canceled",
            }
        )
        entry = RecordEntry.objects.create(
            article=uid,
            revision=revision,
            kind="publish",
            time=time,
            commit=commit(SALT, data),
        )
        RecordContent.objects.create(entry=entry, salt=SALT, data=data, text="")
        made.append(entry)
    return made


def places() -> list[int | None]:
    return [place for _, _, place in rows()]


def test_entries_stand_in_the_order_in_which_they_were_written() -> None:
    made = wait(3)
    assert sequence.sequence() == 3
    assert [entry.article for entry in log()] == [entry.article for entry in made]


def test_each_batch_continues_the_one_before() -> None:
    wait(300)
    while sequence.sequence(70):
        pass
    assert len(log()) == 300


def test_partial_tiles_stay_until_the_full_one_is_there() -> None:
    wait(255)
    for _ in range(3):
        sequence.sequence(85)
    assert files.fetch("tile/0/000.p/85") is not None
    assert files.fetch("tile/0/000.p/255") is not None
    wait(1)
    sequence.sequence()
    assert files.fetch("tile/0/000.p/85") is None
    assert len(files.fetch("tile/0/000") or b"") == 8192


def test_no_entry_is_older_than_the_one_before_it_when_a_clock_goes_back() -> None:
    wait(1, NOON)
    sequence.sequence()
    late = wait(1, NOON - timedelta(hours=1))[0]
    sequence.sequence()
    assert [entry.time for entry in log()] == [NOON, NOON]
    late.refresh_from_db()
    data = bytes(RecordContent.objects.get(entry=late).data)
    assert moment(NOON).encode() in data
    assert commit(SALT, data) == late.commit == log()[1].commit


def test_a_database_from_an_old_backup_is_not_signed_over(tmp_path: Path) -> None:
    wait(2)
    sequence.sequence()
    RecordHead.objects.update(size=0, root=EMPTY_ROOT.hex())
    RecordEntry.objects.update(place=None)
    with pytest.raises(StoppedError, match="restored from an old backup"):
        sequence.sequence()
    assert len(log()) == 2


def test_a_new_database_beside_an_old_record_is_not_signed_over() -> None:
    wait(2)
    sequence.sequence()
    RecordHead.objects.all().delete()
    with pytest.raises(StoppedError, match="the database has none"):
        sequence.sequence()


def test_another_history_of_the_same_size_is_not_signed_over() -> None:
    wait(2)
    sequence.sequence()
    RecordHead.objects.update(root="00" * 32)
    wait(1)
    with pytest.raises(StoppedError, match="another root"):
        sequence.sequence()


def test_lost_files_are_told() -> None:
    wait(1)
    sequence.sequence()
    (files.root() / files.CHECKPOINT).unlink()
    with pytest.raises(StoppedError, match="masthead record rebuild"):
        sequence.sequence()


def test_a_lost_tile_stops_the_record_before_anything_is_signed() -> None:
    wait(1)
    sequence.sequence()
    (files.root() / "tile/0/000.p/1").unlink()
    wait(1)
    work.step()
    head = RecordHead.objects.get()
    assert head.size == 1
    assert "tile/0/000.p/1 is missing" in head.trouble


def test_another_key_is_not_taken_for_the_records_own(settings: Settings, tmp_path: Path) -> None:
    wait(1)
    sequence.sequence()
    (tmp_path / keys.FILE_NAME).unlink()
    with pytest.raises(StoppedError, match="put it back from a backup"):
        sequence.sequence()
    keys.make()
    with pytest.raises(StoppedError, match="not the one of this record"):
        sequence.sequence()


def test_the_keys_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    wait(1)
    sequence.sequence()
    for name in (keys.FILE_NAME, keys.RECOVERY_NAME):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_a_key_store_gives_the_key_by_a_command(settings: Settings, tmp_path: Path) -> None:
    keys.make()
    kept = tmp_path / "elsewhere"
    (tmp_path / keys.FILE_NAME).rename(kept)
    settings.RECORD_KEY_COMMAND = f"cat {kept}"
    wait(1)
    sequence.sequence()
    assert len(log()) == 1
    assert not (tmp_path / keys.FILE_NAME).exists()


def test_two_sequencers_are_never_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    wait(2)
    real = sequence._commit  # noqa: SLF001 - the moment between reading and writing

    def late(*args: Any) -> None:
        monkeypatch.setattr(sequence, "_commit", real)
        sequence.sequence()  # the other one
        real(*args)

    monkeypatch.setattr(sequence, "_commit", late)
    with pytest.raises(ForkedError, match="two sequencers"):
        sequence.sequence(1)
    assert len(log()) == 2
    assert places() == [0, 1]


def test_a_record_that_was_stopped_waits_for_a_person() -> None:
    sequence.sequence()
    RecordHead.objects.update(stopped="a witness has seen another history")
    wait(1)
    assert not work.step()
    assert places() == [None]


def test_a_record_that_only_this_machine_could_see_takes_its_public_name(
    settings: Settings,
) -> None:
    wait(2)
    sequence.sequence()
    settings.SITE_URL = "https://harbour.example"
    sequence.sequence()
    found = files.published()
    assert found
    assert (found[1].origin, found[1].size) == ("harbour.example/record", 2)


def test_a_name_that_readers_know_stays_when_the_site_moves(settings: Settings) -> None:
    settings.SITE_URL = "https://harbour.example"
    wait(1)
    sequence.sequence()
    settings.SITE_URL = "https://quay.example"
    wait(1)
    sequence.sequence()
    found = files.published()
    assert found
    assert (found[1].origin, found[1].size) == ("harbour.example/record", 2)
