"""What an operator does for the record: audit, rebuild, another key."""

import shutil
from pathlib import Path

import pytest

from masthead.ledger import files, keys, policies, sequence
from masthead.ledger.audit import audit
from masthead.ledger.models import RecordContent, RecordEntry, RecordHead
from masthead.ledger.opening import StoppedError
from masthead.ledger.rebuild import rebuild
from masthead.ledger.rotate import rotate
from masthead.record.note import Note
from masthead.record.policy import Policy
from tests.factories import ArticleFactory
from tests.ledger.runs import log, record_all
from tests.ledger.test_sequence import wait

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


def quiet(*_progress: object) -> None:
    pass


def troubles() -> str:
    return "\n".join(audit(quiet))


def test_a_record_that_holds_has_no_trouble() -> None:
    ArticleFactory()
    wait(3)
    record_all()
    assert troubles() == ""


def test_an_audit_finds_a_changed_file_a_changed_row_and_a_changed_content() -> None:
    story = ArticleFactory()
    record_all()
    RecordContent.objects.update(data=b"{}")
    assert "is not the one that was committed to" in troubles()
    RecordEntry.objects.filter(article=story.uid).update(revision=7)
    assert "entry 0 is another one" in troubles()
    (files.root() / "tile/0/000.p/1").write_bytes(bytes(32))
    assert "does not have the hash of its leaf" in troubles()


def test_an_audit_finds_a_story_without_its_entry() -> None:
    ArticleFactory()
    record_all()
    RecordEntry.objects.update(page_revision=99)
    assert "is live without an entry" in troubles()


def test_lost_files_are_written_again_as_they_were() -> None:
    wait(300)
    sequence.sequence()
    before = log()
    checkpoint = files.fetch(files.CHECKPOINT)
    shutil.rmtree(files.root())
    assert rebuild(quiet) == 300
    assert log() == before
    assert files.fetch(files.CHECKPOINT) == checkpoint


def test_nothing_is_rebuilt_from_an_old_backup() -> None:
    wait(3)
    sequence.sequence()
    RecordHead.objects.update(size=2)
    with pytest.raises(StoppedError, match="newer backup"):
        rebuild(quiet)


def old_policy() -> Policy:
    return policies.policy(RecordHead.objects.get())


def newest() -> Note:
    found = files.published()
    assert found
    return found[0]


def test_a_new_key_is_told_in_the_log_and_both_sign() -> None:
    wait(1)
    sequence.sequence()
    before = old_policy()
    rotate()
    sequence.sequence()
    assert [entry.kind for entry in log()] == ["publish", "key-change"]
    before.open_unwitnessed(newest())
    old_policy().open_unwitnessed(newest())
    assert troubles() == ""


def test_the_recovery_key_takes_over_where_the_key_is_lost(outlet_folder: Path) -> None:
    wait(1)
    sequence.sequence()
    before = old_policy()
    safe = outlet_folder / "safe"
    (outlet_folder / keys.RECOVERY_NAME).rename(safe)
    (outlet_folder / keys.FILE_NAME).unlink()
    rotate(safe)
    sequence.sequence()
    before.open_unwitnessed(newest())
    assert len(log()) == 2


def test_a_strangers_key_cannot_take_over(outlet_folder: Path) -> None:
    wait(1)
    sequence.sequence()
    strange = outlet_folder / "strange"
    shutil.copy(outlet_folder / keys.FILE_NAME, outlet_folder / "kept")
    (outlet_folder / keys.FILE_NAME).unlink()
    keys.make()
    (outlet_folder / keys.FILE_NAME).rename(strange)
    with pytest.raises(StoppedError, match="neither"):
        rotate(strange)


def test_a_rotation_that_was_cut_off_is_ended_by_the_next(
    outlet_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(1)
    sequence.sequence()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("cut")))
        with pytest.raises(OSError, match="cut"):
            rotate()
    rotate()
    sequence.sequence()
    assert [entry.kind for entry in log()] == ["publish", "key-change"]
