"""Isso's database: tables `threads` and `comments`, as its documentation and source describe them.

See https://isso-comments.de/docs/. It is opened for reading only.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from masthead.core.text import printable
from masthead.importers.discussions.thread import Discussions, Left, Thread, tombs
from masthead.importers.errors import NotReadableError, Place
from masthead.importers.replies import NAME_LIMIT, Reply, emptied, web_address, with_parent
from masthead.importers.report import Progress, Report

from .words import rendered

_NEEDED = {
    "threads": {"id", "uri"},
    "comments": {"tid", "id", "parent", "created", "mode", "text", "author", "email", "website"},
}
#: Isso's `mode`: 1 shown, 2 waits for a moderator, 4 deleted but answered.
_STATUS = {1: "approved", 2: "pending", 4: "withdrawn"}
_DELETED = 4
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # equal for every run
_PATIENCE = 5  # seconds that Isso may hold the database
# The column with the address of the sender's machine is not read.
_COMMENTS = (
    "SELECT id, parent, created, mode, text, author, email, website FROM comments "
    "WHERE tid = ? ORDER BY created, id"
)


@contextmanager
def opened(path: Path, report: Report, progress: Progress) -> Iterator[Discussions]:
    """The discussions of the database at `path`. Raises NotReadableError."""
    progress("reading", 0, 0)
    try:
        with closing(_connect(path)) as database:
            _check(database, path)
            yield IssoDatabase(database, path, report)
    except sqlite3.DatabaseError as error:
        raise NotReadableError(
            f"{path.name} cannot be read as a database of Isso: {error}. Check the file, or stop "
            "Isso and copy it anew."
        ) from error


class IssoDatabase:
    """See `Discussions`."""

    def __init__(self, database: sqlite3.Connection, path: Path, report: Report) -> None:
        # Isso counts from 1 in every database; the time of its oldest comment tells this one.
        oldest = database.execute("SELECT min(created) FROM comments").fetchone()[0]
        self.name = f"isso:{oldest}"[:255]
        self.database = database
        self.file = path.name
        self.report = report

    def count(self) -> int:
        """See `Discussions`."""
        return int(self.database.execute("SELECT count(*) FROM threads").fetchone()[0])

    def threads(self) -> Iterator[Thread]:
        """See `Discussions`."""
        for old_id, uri in self.database.execute("SELECT id, uri FROM threads ORDER BY id"):
            place = Place(self.file, old_id, "thread")
            rows = self.database.execute(_COMMENTS, (old_id,)).fetchall()
            kept, left = self._replies(rows)
            yield Thread(old_id, _text(uri), place, kept, left)

    def strays(self) -> Iterable[Left]:
        """See `Discussions`."""
        rows = self.database.execute(
            "SELECT id FROM comments WHERE tid IS NULL OR tid NOT IN (SELECT id FROM threads)"
        )
        for (old_id,) in rows:
            yield Left(old_id, "Its thread is not in the database.", self._place(old_id))

    def _replies(self, rows: list[tuple[object, ...]]) -> tuple[list[Reply], list[Left]]:
        kept: dict[int, Reply] = {}
        left = []
        first = next((at for row in rows if (at := _moment(row[2]))), _NO_DATE)
        for row in rows:
            made = self._reply(first, *row)
            if isinstance(made, Left):
                left.append(made)
            else:
                kept[made.old_id] = made
        threaded = [with_parent(one, kept, self.report.note) for one in kept.values()]
        deleted = {one.old_id for one in threaded if one.status == _STATUS[_DELETED]}
        taken, gone = tombs(threaded, deleted, "It was deleted there.")
        return taken, [*left, *gone]

    def _reply(self, first: datetime, *row: object) -> Reply | Left:
        old_id, parent, created, mode, text, author, email, website = row
        number = old_id if isinstance(old_id, int) else 0
        place = self._place(number)
        status = _STATUS.get(mode) if isinstance(mode, int) else None
        if status is None:
            return Left(number, f"Its state was “{mode}”.", place)
        at = _moment(created)
        if at is None:
            self.report.note("A comment without a date got that of its thread's first.", place)
        said = printable(_text(text)).strip()
        reply = Reply(
            old_id=number,
            parent=parent if isinstance(parent, int) else 0,
            status=status,
            source="import",
            name=" ".join(printable(_text(author)).split())[:NAME_LIMIT] or "Anonymous",
            email=_text(email),
            url=web_address(_text(website)),
            user=0,
            at=at or first,
            text=said,
            html=rendered(said),
            place=place,
        )
        return emptied(reply) if mode == _DELETED else reply

    def _place(self, number: int) -> Place:
        return Place(self.file, number, "comment")


def _connect(path: Path) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro"
    database = sqlite3.connect(address, uri=True, timeout=_PATIENCE)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return database


def _check(database: sqlite3.Connection, path: Path) -> None:
    """Raise NotReadableError for what is whole but no database of Isso, or is damaged."""
    for table, needed in _NEEDED.items():
        columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
        if needed - columns:
            raise NotReadableError(
                f"{path.name} is not a database of Isso: its table {table} lacks "
                f"{', '.join(sorted(needed - columns))}. It is usually called comments.db."
            )
    found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise NotReadableError(
            f"{path.name} is damaged ({found}). Copy it anew while Isso is stopped."
        )


def _moment(created: object) -> datetime | None:
    """Isso's seconds since 1970."""
    if not isinstance(created, int | float) or created <= 0:
        return None
    try:
        return datetime.fromtimestamp(created, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
