"""What one conversion may ask about the rest of the export, from the survey's database."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from masthead.importers.errors import Place

from .map.paths import pretty_path
from .map.work import Attachment
from .read.build import records
from .read.ours import loads
from .read.records import Item

#: Items that are needed out of their order in the file, and are few beside the posts.
KEPT = frozenset({"page", "attachment", "nav_menu_item", "wp_block", "guest-author"})


class Lookup:
    """A `Library` over a finished survey. Any number may read one at the same time."""

    def __init__(self, database: Path, paths: Sequence[Path]) -> None:
        self.paths = paths
        self.database = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def items(self) -> Iterator[Item]:
        """Every item that is not kept apart, read again, in the order of the files, once each."""
        for path in self.paths:
            for record in records(path, _silent):
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
        rest = [old_id for old_id, _ in reversed(rows)]
        while waiting or rest:
            old_id = waiting.pop() if waiting else rest.pop()
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

    def own(self, kind: str, name: str) -> dict[str, Any]:
        """What an export of Masthead itself carries of one thing; empty for anybody else's."""
        row = self.database.execute(
            "SELECT value FROM own WHERE kind = ? AND name = ?", (kind, name)
        ).fetchone()
        return loads(row[0]) if row else {}

    def own_all(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The same of all things of a kind, with their names, in the order of the files."""
        for name, values, _ in self.own_placed(kind):
            yield name, values

    def own_placed(self, kind: str) -> Iterator[tuple[str, dict[str, Any], Place]]:
        """The same, with where each stands."""
        rows = self.database.execute(
            "SELECT name, value, file, line FROM own WHERE kind = ? ORDER BY rowid", (kind,)
        )
        for name, value, file, line in rows:
            yield name, loads(value), Place(file, line)

    def _kept_item(self, old_id: int) -> Item | None:
        row = self.database.execute("SELECT item FROM kept WHERE id = ?", (old_id,)).fetchone()
        return _item(row[0]) if row else None

    def _is_first(self, item: Item) -> bool:
        """Whether an item is the one that counts of several with its id."""
        rows = self.database.execute(
            "SELECT file, line FROM item WHERE id = ? AND menus = ''", (item.id,)
        )
        return rows.fetchone() == (item.place.file, item.place.line)


def _item(blob: bytes) -> Item:
    item: Item = pickle.loads(blob)  # noqa: S301 - the survey wrote it, in a folder only we can enter
    return item


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


def _silent(words: str, place: Place) -> None:
    """The second reading notices what the first has told already."""
