"""The first reading of all files: are they whole, and what is in them.

Nothing is written to the site before this is done, so a broken file leaves no half import. What
later steps look up (attachments, pages, menu entries) goes into a temporary database on disk,
which the operating system removes with the process; memory does not grow with the export.
"""

import pickle
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .map.paths import pretty_path
from .map.work import Attachment, file_key
from .read.build import records
from .read.errors import NotReadable, Place, Tell
from .read.records import Author, Item, Record, Site, Term

#: Items that are needed out of their order in the file, and are few beside the posts.
KEPT = frozenset({"page", "attachment", "nav_menu_item", "wp_block", "guest-author"})

_TABLES = """
CREATE TABLE item (id INTEGER, menus TEXT, file TEXT, line INTEGER, PRIMARY KEY (id, menus));
CREATE TABLE kept (id INTEGER, type TEXT, parent INTEGER, position INTEGER, item BLOB);
CREATE INDEX kept_id ON kept (id);
CREATE INDEX kept_type ON kept (type, parent, position);
CREATE TABLE file (key TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
PRAGMA synchronous = OFF;
PRAGMA journal_mode = OFF;
"""


class Survey:
    """What the files hold. Also the `Library` that conversions ask."""

    def __init__(self, paths: Sequence[Path], tell: Tell) -> None:
        """Read all of `paths`. Raises NotReadable for the first that cannot be imported."""
        self.paths = paths
        self.tell = tell
        self.site: Site | None = None
        self.authors: dict[str, Author] = {}
        self.creators: dict[str, Place] = {}  # logins that items name, and where first
        self.terms: dict[tuple[str, str], Term] = {}
        self.counts: Counter[str] = Counter()
        self.twice: list[tuple[Item, Place]] = []
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.executescript(_TABLES)
        self.database.execute("BEGIN")
        for path in paths:
            for record in records(path, tell):
                self._take(record, path)
        self.database.execute("COMMIT")

    @property
    def old_site(self) -> Site:
        """The head of the first file."""
        return self.site or Site()

    def items(self, tell: Tell) -> Iterator[Item]:
        """Every item that is not kept apart, read again, in the order of the files, once each."""
        for path in self.paths:
            for record in records(path, tell):
                if isinstance(record, Item) and record.type not in KEPT and self._is_first(record):
                    yield record

    def kept(self, kind: str) -> Iterator[Item]:
        """The items of a kept type, by parent and menu order."""
        rows = self.database.execute(
            "SELECT item FROM kept WHERE type = ? ORDER BY parent, position, id", (kind,)
        )
        for (blob,) in rows:
            yield _item(blob)

    def pages(self) -> Iterator[Item]:
        """Pages, each after the page above it; those without one first, circles cut open."""
        rows = self.database.execute(
            "SELECT id, parent FROM kept WHERE type = 'page' ORDER BY position, id"
        ).fetchall()
        ids = {old_id for old_id, _ in rows}
        below: dict[int, list[int]] = {}
        for old_id, parent in rows:
            below.setdefault(parent if parent in ids and parent != old_id else 0, []).append(old_id)
        done: set[int] = set()
        waiting = list(reversed(below.get(0, [])))
        rest = [old_id for old_id, _ in rows]
        while waiting or rest:
            old_id = waiting.pop() if waiting else rest.pop(0)
            if old_id in done:
                continue
            done.add(old_id)
            waiting += reversed(below.get(old_id, []))
            found = self._kept_item(old_id)
            if found:
                yield found

    def attachment(self, old_id: int) -> Attachment | None:
        """See `Library`."""
        item = self._kept_item(old_id)
        return _attachment(item) if item and item.type == "attachment" else None

    def attachment_at(self, key: str) -> Attachment | None:
        """See `Library`."""
        row = self.database.execute("SELECT id FROM file WHERE key = ?", (key,)).fetchone()
        return self.attachment(row[0]) if row else None

    def attached_to(self, post: int) -> Iterable[Attachment]:
        """See `Library`."""
        rows = self.database.execute(
            "SELECT item FROM kept WHERE type = 'attachment' AND parent = ? ORDER BY position, id",
            (post,),
        )
        return [_attachment(_item(blob)) for (blob,) in rows]

    def pattern(self, old_id: int) -> str | None:
        """See `Library`."""
        item = self._kept_item(old_id)
        return item.content if item and item.type == "wp_block" else None

    def _kept_item(self, old_id: int) -> Item | None:
        row = self.database.execute("SELECT item FROM kept WHERE id = ?", (old_id,)).fetchone()
        return _item(row[0]) if row else None

    def _is_first(self, item: Item) -> bool:
        return self._first_place(item) == item.place

    def _first_place(self, item: Item) -> Place:
        rows = self.database.execute(
            "SELECT file, line FROM item WHERE id = ? AND menus = ?", (item.id, _menus(item))
        )
        return Place(*rows.fetchone())

    def _take(self, record: Record, path: Path) -> None:
        if isinstance(record, Site):
            self._take_site(record, path)
        elif isinstance(record, Author):
            self.authors.setdefault(record.login, record)
        elif isinstance(record, Term):
            self.terms.setdefault((record.taxonomy, record.slug), record)
        else:
            self._take_item(record)

    def _take_site(self, site: Site, path: Path) -> None:
        if self.site is None:
            self.site = site
        elif site.address != self.site.address:
            raise NotReadable(
                f"{path.name} is an export of {site.address}, the first file is one of "
                f"{self.site.address}. Import one site at a time."
            )

    def _take_item(self, item: Item) -> None:
        row = (item.id, _menus(item), item.place.file, item.place.line)
        if not self.database.execute(
            "INSERT OR IGNORE INTO item VALUES (?, ?, ?, ?)", row
        ).rowcount:
            self.twice.append((_head(item), self._first_place(item)))
            return
        self.counts[item.type] += 1
        for use in item.terms:
            if use.taxonomy != "author" and (use.taxonomy, use.slug) not in self.terms:
                term = Term(0, use.taxonomy, use.slug, use.name or use.slug, "", "", item.place)
                self.terms[use.taxonomy, use.slug] = term
        if item.creator and item.type in ("post", "page"):
            self.creators.setdefault(item.creator, item.place)
        if item.type in KEPT:
            kept = (item.id, item.type, item.parent, item.order, pickle.dumps(item, protocol=5))
            self.database.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", kept)
        if item.type == "attachment" and item.attachment_url:
            key = file_key(item.attachment_url)
            self.database.execute("INSERT OR IGNORE INTO file VALUES (?, ?)", (key, item.id))


def _menus(item: Item) -> str:
    """The menus of a menu entry; one entry of WordPress may stand in several, under one id."""
    if item.type != "nav_menu_item":
        return ""
    return " ".join(sorted(use.slug for use in item.terms if use.taxonomy == "nav_menu"))


def _item(blob: bytes) -> Item:
    item: Item = pickle.loads(blob)  # noqa: S301 - our own, from a file no other process can name
    return item


def _head(item: Item) -> Item:
    """The item without what makes it large."""
    return Item(
        **{name: getattr(item, name) for name in Item.__slots__} | {"content": "", "comments": ()}
    )


def _attachment(item: Item) -> Attachment:
    return Attachment(
        id=item.id,
        url=item.attachment_url,
        title=item.title,
        alt=item.first("_wp_attachment_image_alt"),
        caption=item.excerpt,
        parent=item.parent,
        page=pretty_path(item.link),
    )
