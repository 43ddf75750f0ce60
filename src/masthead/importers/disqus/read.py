"""A Disqus export, kept in a database on disk while it is read.

Its comments stand in the order of their time, not by thread, and memory must not grow with them.
The format is that of https://help.disqus.com/en/articles/1717164-comments-export.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from masthead.importers.discussions.thread import Discussions, Left, Thread
from masthead.importers.errors import Place
from masthead.importers.report import Progress, Report

from .map import Post, replies_of
from .parser import Node, nodes

_TABLES = """
CREATE TABLE thread (id INTEGER PRIMARY KEY, link TEXT, created TEXT, deleted INTEGER,
  line INTEGER);
CREATE TABLE post (id INTEGER PRIMARY KEY, thread INTEGER, parent INTEGER, created TEXT, name TEXT,
  email TEXT, message TEXT, state TEXT, line INTEGER);
CREATE INDEX post_thread ON post (thread, created, id);
CREATE TABLE twice (id INTEGER, line INTEGER);
PRAGMA synchronous = OFF;
PRAGMA journal_mode = OFF;
"""
_DELETED_THREAD = "Its thread was deleted there."


@contextmanager
def opened(path: Path, report: Report, progress: Progress) -> Iterator[Discussions]:
    """The discussions of the export at `path`, read whole. Raises NotReadableError."""
    progress("reading", 0, 0)
    with TemporaryDirectory(prefix="masthead-import-") as folder:
        database = sqlite3.connect(Path(folder) / "disqus.sqlite3", isolation_level=None)
        with closing(database):
            database.executescript(_TABLES)
            database.execute("BEGIN")
            for node in nodes(path, report.note):
                _keep(node, database)
            database.execute("COMMIT")
            yield DisqusExport(database, path.name, report)


def _keep(node: Node, database: sqlite3.Connection) -> None:
    if node.tag == "thread":
        row = (
            node.id, node.text("link") or node.text("id"), node.text("createdAt"),
            node.says("isDeleted"), node.line,
        )  # fmt: skip
        database.execute("INSERT OR IGNORE INTO thread VALUES (?, ?, ?, ?, ?)", row)
    elif node.tag == "post":
        name = node.text("author/name") or node.text("author/username")
        post = (
            node.id, node.ids.get("thread", 0), node.ids.get("parent", 0), node.text("createdAt"),
            name, node.text("author/email"), node.text("message"), _state(node), node.line,
        )  # fmt: skip
        sql = "INSERT OR IGNORE INTO post VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        if not node.id or not database.execute(sql, post).rowcount:
            database.execute("INSERT INTO twice VALUES (?, ?)", (node.id, node.line))


def _state(node: Node) -> str:
    if node.says("isDeleted"):
        return "withdrawn"
    if node.says("isSpam"):
        return "spam"
    return "pending" if node.text("isApproved") == "false" else "approved"


class DisqusExport:
    """See `Discussions`."""

    name = "disqus"  # its ids are one series for all sites

    def __init__(self, database: sqlite3.Connection, file: str, report: Report) -> None:
        self.database = database
        self.file = file
        self.report = report

    def count(self) -> int:
        """See `Discussions`."""
        return int(self.database.execute("SELECT count(*) FROM thread").fetchone()[0])

    def threads(self) -> Iterator[Thread]:
        """See `Discussions`."""
        rows = self.database.execute("SELECT id, link, created, deleted, line FROM thread")
        for old_id, link, created, deleted, line in rows:
            thread = Thread(old_id, link, Place(self.file, line))
            posts = self._posts(old_id)
            if deleted:
                thread.left.extend(Left(one.id, _DELETED_THREAD, one.place) for one in posts)
            else:
                kept, left = replies_of(posts, created, self.report.note)
                thread.replies.extend(kept)
                thread.left.extend(left)
            yield thread

    def strays(self) -> Iterable[Left]:
        """See `Discussions`."""
        for old_id, line in self.database.execute("SELECT id, line FROM twice"):
            yield Left(
                old_id, "It has no id, or another comment has the same.", Place(self.file, line)
            )
        rows = self.database.execute(
            "SELECT id, line FROM post WHERE thread NOT IN (SELECT id FROM thread)"
        )
        for old_id, line in rows:
            yield Left(old_id, "Its thread is not in the export.", Place(self.file, line))

    def _posts(self, thread: int) -> list[Post]:
        rows = self.database.execute(
            "SELECT line, id, parent, created, name, email, message, state FROM post "
            "WHERE thread = ? ORDER BY created, id",
            (thread,),
        )
        return [Post(Place(self.file, row[0]), *row[1:]) for row in rows]
