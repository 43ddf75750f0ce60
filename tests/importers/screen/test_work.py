"""The queue: nothing is done twice, nothing stays stuck, nothing stays on the disk."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from masthead.articles.models import ArticlePage
from masthead.core.fetch import fetch
from masthead.importers.errors import NotReadableError
from masthead.importers.screen import job as job_module
from masthead.importers.screen import unpack as unpacking
from masthead.importers.screen.forget import forget, forget_old
from masthead.importers.screen.job import Job
from masthead.importers.screen.models import KEPT, Move, State, Task
from masthead.importers.screen.queue import LOST_AFTER, ask, ask_to_stop, claim, settle, tell
from masthead.importers.screen.receive import receive
from masthead.importers.screen.unpack import unpack, uploads_in
from masthead.importers.screen.work import end
from tests.core.fetch.hosts import HERE, host, reply
from tests.factories import UserFactory
from tests.importers.screen.conftest import uploaded
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything
from tests.media.files import photograph

pytestmark = pytest.mark.usefixtures("outlet")


def packed(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def begin(move: Move) -> Job:
    claimed = claim("one", timezone.now())
    assert claimed == move
    return Job(claimed)


def test_two_workers_never_take_the_same_import(move: Move) -> None:
    now = timezone.now()
    assert claim("one", now) == move
    assert claim("two", now) is None


def test_an_import_whose_worker_is_gone_is_taken_over(move: Move) -> None:
    now = timezone.now()
    first = claim("one", now)
    assert first
    assert tell(first, now, ("posts", 3, 9))
    later = now + LOST_AFTER + timedelta(seconds=1)
    assert claim("two", later) == move
    # The first one was only asleep: what it has to say does not count any more.
    assert not tell(first, later, ("posts", 4, 9))
    assert not settle(first, State.FAILED)
    move.refresh_from_db()
    assert (move.claim, move.state, move.done) == ("two", State.RUNNING, 3)


def test_a_trial_run_writes_nothing_and_an_import_deletes_its_files(move: Move) -> None:
    job = begin(move)
    before = everything()
    job.run()
    assert everything() == before
    end(job)
    move.refresh_from_db()
    assert (move.state, move.has_files) == (State.DONE, True)
    assert move.looked
    assert move.looked["counts"]["post"]["made"] == 1
    assert ask(move, Task.BRING)
    job = begin(move)
    job.run()
    end(job)
    move.refresh_from_db()
    assert move.brought == move.looked | {"dry_run": False}
    assert not move.has_files
    assert not move.folder.exists()
    assert ArticlePage.objects.count() == 1
    assert not ask(move, Task.BRING)


def test_a_stopped_import_keeps_its_files_and_goes_on(move: Move) -> None:
    Move.objects.update(task=Task.BRING, looked={})
    job = begin(move)
    ask_to_stop(move)
    assert not tell(job.move, timezone.now(), job.progress)
    job.stop()
    job.run()
    end(job)
    move.refresh_from_db()
    assert (move.state, move.has_files) == (State.STOPPED, True)
    assert ask(move, Task.BRING)
    job = begin(move)
    job.run()
    end(job)
    move.refresh_from_db()
    assert move.state == State.DONE
    assert ArticlePage.objects.count() == 1


def test_what_breaks_is_told_without_a_traceback(
    move: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("masthead.importers.screen.job.import_files", broken)
    job = begin(move)
    job.run()
    end(job)
    move.refresh_from_db()
    assert move.state == State.FAILED
    assert move.problem.startswith("Something broke")


def test_files_nobody_comes_back_to_are_deleted_and_so_is_what_a_crash_left(
    move: Move, folder: Path
) -> None:
    stray = folder / "moving-in" / "left-by-a-crash"
    stray.mkdir()
    now = timezone.now()
    forget_old(now)
    assert move.exports.exists()
    assert stray.exists()
    forget_old(now + KEPT + timedelta(hours=1))
    move.refresh_from_db()
    assert not move.has_files
    assert not move.folder.exists()
    assert not stray.exists()


def test_the_files_of_a_running_import_stay(move: Move) -> None:
    begin(move)
    forget(move)
    assert move.exports.exists()


def test_packed_exports_and_pictures_are_unpacked(folder: Path) -> None:
    export = uploaded()
    assert export.file
    zipped = packed(site__one_dot_xml=export.read().decode(), site__read_dot_me="no")
    pictures = packed(**{"backup__wp-content__uploads__2024__03__a_dot_txt": "a"})
    move = receive(
        UserFactory(), [uploaded(zipped, "site.zip")], uploaded(pictures, "u.zip"), asks=False
    )
    job = begin(move)
    job.run()
    assert job.report
    assert job.report.files == ["one.xml"]
    assert job.report.read("post") == 1
    found = uploads_in(move.folder / "uploads")
    assert (found / "2024/03/a.txt").read_text() == "a"


def test_a_zip_without_an_export_is_told() -> None:
    receive(UserFactory(), [uploaded(packed(a_dot_txt="a"), "a.zip")], None, asks=False)
    job = begin(Move.objects.get())
    job.run()
    assert (job.state, job.problem) == (
        State.FAILED,
        "There is no export file (.xml) in what was uploaded.",
    )


def test_names_that_lead_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../out.txt", "/etc/out.txt", "a/../../out.txt", "2024/in.txt"):
            archive.writestr(name, "x")
    written = unpack(path, tmp_path / "inside")
    assert written == [tmp_path / "inside/2024/in.txt"]
    assert not (tmp_path / "out.txt").exists()


def test_an_archive_that_cannot_be_unpacked_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "uploads.zip"
    path.write_bytes(packed(a_dot_txt="a" * 9000)[:-30])
    with pytest.raises(NotReadableError, match="cannot be unpacked"):
        unpack(path, tmp_path / "one")
    path.write_bytes(packed(a_dot_txt="a"))
    monkeypatch.setattr(unpacking, "_SPARE", 1 << 60)
    with pytest.raises(NotReadableError, match="more than this machine has room for"):
        unpack(path, tmp_path / "two")


def test_what_an_import_could_not_have_is_asked_for_again(
    outlet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/wp-content/uploads/2024/03/boat.png"
    with host({path: reply(photograph("PNG"), Content_Type="image/png")}) as old:
        picture = f'<img src="{old.url(path, "old.example")}">'
        gone = picture.replace("boat", "gone")
        export = wxr.wxr(wxr.item(1, f"Seen. {picture} {gone}")).encode()
        move = receive(UserFactory(), [uploaded(export)], None, asks=False)
        assert not ask(move, Task.FETCH)
        Move.objects.update(task=Task.BRING)
        job = begin(move)
        job.run()
        end(job)
        move.refresh_from_db()
        assert len(move.brought["missing_pictures"]) == 2

        monkeypatch.setattr(job_module, "fetch", partial(fetch, guard=HERE))
        assert ask(move, Task.FETCH)
        job = begin(move)
        job.run()
        end(job)
    before = move.brought
    move.refresh_from_db()
    assert move.state == State.DONE
    assert move.brought["counts"] == before["counts"]
    (missing,) = move.brought["missing_pictures"]
    assert "gone" in missing["picture"]
    shown = ArticlePage.objects.get()
    assert "image" in [block["type"] for block in shown.body.raw_data]
