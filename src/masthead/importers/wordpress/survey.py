"""The first reading of all files: are they whole, and what is in them.

Nothing is written to the site before this is done, so a broken file leaves no half import. What
later steps look up (attachments, pages, menu entries) goes into a temporary database on disk;
memory does not grow with the export.
"""

import pickle
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from masthead.importers.errors import NotReadableError, Place, Tell

from .lookup import KEPT, Lookup
from .map.work import file_key
from .read.build import records
from .read.records import Author, Item, Own, Record, Site, Term

_TABLES = """
CREATE TABLE item (id INTEGER, menus TEXT, file TEXT, line INTEGER, PRIMARY KEY (id, menus));
CREATE TABLE kept (id INTEGER, type TEXT, parent INTEGER, position INTEGER, item BLOB);
CREATE INDEX kept_id ON kept (id);
CREATE INDEX kept_type ON kept (type, parent, position);
CREATE TABLE file (key TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
CREATE TABLE own (kind TEXT, name TEXT, value TEXT, file TEXT, line INTEGER);
CREATE INDEX own_name ON own (kind, name);
PRAGMA synchronous = OFF;
PRAGMA journal_mode = OFF;
"""


@dataclass(frozen=True, slots=True)
class Twice:
    """An item whose id another one had before it."""

    type: str
    id: int
    place: Place
    first: Place


class Survey:
    """What the files hold. `lookup` answers what conversions ask."""

    def __init__(self, paths: Sequence[Path], folder: Path, tell: Tell) -> None:
        """Read all of `paths`, with a database in `folder`.

        Raises NotReadableError for the first file that cannot be imported.
        """
        self.paths = paths
        self.site: Site | None = None
        self.authors: dict[str, Author] = {}
        self.creators: dict[str, Place] = {}  # logins that items name, and where first
        self.terms: dict[tuple[str, str], Term] = {}
        self.counts: Counter[str] = Counter()
        self.twice: list[Twice] = []
        self.path = (folder / "survey.sqlite3").resolve()
        self.database = sqlite3.connect(self.path, isolation_level=None)
        self.database.executescript(_TABLES)
        self.database.execute("BEGIN")
        for path in paths:
            for record in records(path, tell):
                self._take(record, path)
        self.database.execute("COMMIT")
        self.database.close()
        self.lookup = Lookup(self.path, paths)

    @property
    def old_site(self) -> Site:
        """The head of the first file."""
        return self.site or Site()

    def _take(self, record: Record, path: Path) -> None:
        if isinstance(record, Site):
            self._take_site(record, path)
        elif isinstance(record, Author):
            self.authors.setdefault(record.login, record)
        elif isinstance(record, Term):
            self.terms.setdefault((record.taxonomy, record.slug), record)
        elif isinstance(record, Own):
            row = (record.kind, record.name, record.values, record.place.file, record.place.line)
            self.database.execute("INSERT INTO own VALUES (?, ?, ?, ?, ?)", row)
        else:
            self._take_item(record)

    def _take_site(self, site: Site, path: Path) -> None:
        if self.site is None:
            self.site = site
        elif site.address != self.site.address:
            raise NotReadableError(
                f"{path.name} is an export of {site.address}, the first file is one of "
                f"{self.site.address}. Import one site at a time."
            )

    def _take_item(self, item: Item) -> None:
        row = (item.id, _menus(item), item.place.file, item.place.line)
        added = self.database.execute("INSERT OR IGNORE INTO item VALUES (?, ?, ?, ?)", row)
        if not added.rowcount:
            self.twice.append(Twice(item.type, item.id, item.place, self._first_place(item)))
            return
        self.counts[item.type] += 1
        for use in item.terms:
            if use.taxonomy != "author" and (use.taxonomy, use.slug) not in self.terms:
                name = use.name or use.slug
                term = Term(0, use.taxonomy, use.slug, name, "", "", item.place)
                self.terms[use.taxonomy, use.slug] = term
        if item.creator and item.type in ("post", "page"):
            self.creators.setdefault(item.creator, item.place)
        if item.type in KEPT:
            blob = pickle.dumps(item, protocol=5)
            kept = (item.id, item.type, item.parent, item.order, blob)
            self.database.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", kept)
        if item.type == "attachment" and item.attachment_url:
            key = file_key(item.attachment_url)
            self.database.execute("INSERT OR IGNORE INTO file VALUES (?, ?)", (key, item.id))

    def _first_place(self, item: Item) -> Place:
        rows = self.database.execute(
            "SELECT file, line FROM item WHERE id = ? AND menus = ?", (item.id, _menus(item))
        )
        return Place(*rows.fetchone())


def _menus(item: Item) -> str:
    """The menus of a menu entry; one entry of WordPress may stand in several, under one id."""
    if item.type != "nav_menu_item":
        return ""
    return " ".join(sorted(use.slug for use in item.terms if use.taxonomy == "nav_menu"))
