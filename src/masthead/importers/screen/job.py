"""One task of one import, in a thread of the worker."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path

from django.db import connections

from masthead.bake import queue
from masthead.core.fetch import fetch
from masthead.importers.errors import NotReadableError
from masthead.importers.models import AwaitedFile
from masthead.importers.report import Report
from masthead.importers.wordpress.files.bring import bring
from masthead.importers.wordpress.write.files import tell_places
from masthead.importers.wordpress.write.run import import_files

from .apart import on_a_copy
from .models import Move, State, Task
from .unpack import is_packed, unpack, uploads_in

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """Somebody asked for an end. What is written stays; the same task goes on from there."""


class Job:
    """Runs a task. Only `progress` and what is below it are looked at from outside."""

    def __init__(self, move: Move) -> None:
        self.move = move
        self.progress: tuple[str, int, int] = ("", 0, 0)
        self.state = State.RUNNING
        self.problem = ""
        self.report: Report | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name=f"import-{move.pk}", daemon=True)

    def start(self) -> None:
        """Begin, beside whatever else the worker does."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for an end; it comes with the next batch."""
        self._stop.set()

    def is_over(self, wait: float = 0) -> bool:
        """Whether it has ended, by itself or not, within `wait` seconds."""
        self._thread.join(wait)
        return not self._thread.is_alive()

    def _work(self) -> None:
        try:
            self.run()
        finally:
            connections.close_all()

    def run(self) -> None:
        """Do the task here and now, and note how it ended."""
        try:
            self.report = self._fetch() if self.move.task == Task.FETCH else self._import()
        except StoppedError:
            self.state = State.STOPPED
        except NotReadableError as error:
            self.state, self.problem = State.FAILED, str(error)
        except OSError as error:
            log.exception("import %d could not go on", self.move.pk)
            self.state, self.problem = State.FAILED, f"{error.strerror or error}."
        except Exception:
            log.exception("import %d broke", self.move.pk)
            self.state = State.FAILED
            self.problem = "Something broke; the log of the worker says what. Try it again."
        else:
            self.state = State.DONE

    def _import(self) -> Report:
        move, looks = self.move, self.move.task == Task.LOOK
        self._tell("unpacking", 0, 0)
        exports = [path for file in sorted(move.exports.iterdir()) for path in _unpacked(file)]
        if not exports:
            raise NotReadableError("There is no export file (.xml) in what was uploaded.")
        uploads = move.folder / "uploads"
        if move.uploads.exists() and not uploads.exists():
            staged = move.folder / "uploads.partial"
            shutil.rmtree(staged, ignore_errors=True)
            unpack(move.uploads, staged)
            staged.rename(uploads)
        report = Report(dry_run=looks)
        known = uploads_in(uploads) if uploads.exists() else None
        asks = fetch if move.asks_old_site else None
        if looks:
            with on_a_copy(move.folder):
                import_files(exports, report, self._tell, uploads=known, fetch=asks)
        else:
            import_files(exports, report, self._tell, uploads=known, fetch=asks)
        return report

    def _fetch(self) -> Report:
        """Ask once more for every file that stories wait for; the report has what is missing."""
        files = AwaitedFile.objects.all()
        came = bring(files, None, fetch, lambda done, total: self._tell("pictures", done, total))
        with queue.whole_site_instead():
            for _file in came:
                pass
        report = Report()
        tell_places(report, files)
        return report

    def _tell(self, step: str, done: int, total: int) -> None:
        self.progress = (step, done, total)
        if self._stop.is_set():
            raise StoppedError


def _unpacked(file: Path) -> list[Path]:
    """The exports that a file is or holds: some hosts hand them out packed."""
    if not is_packed(file):
        return [file]
    folder = file.parent.parent / "unpacked" / file.name
    shutil.rmtree(folder, ignore_errors=True)
    return sorted(unpack(file, folder, suffix=".xml"))
