"""docs/record-format.md is enough for another checker: what it gives as an example is so."""

from datetime import UTC, datetime
from pathlib import Path

from tests.record.stories import SALT, UID

from masthead.record.commitment import commit, disclosure
from masthead.record.entry import Entry, EntryKind
from masthead.record.tree import leaf_hash
from masthead.record.verify import Finding
from masthead.record.verify.__main__ import EXIT

PAGE = (Path(__file__).parents[2] / "docs" / "record-format.md").read_text("utf-8")


def test_the_example_is_what_the_rules_give() -> None:
    time = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
    commitment = commit(SALT, b"{}")
    entry = Entry(EntryKind.PUBLISH, UID, 1, None, time, commitment).serialise()
    for name, value in (
        ("disclosure", disclosure(SALT, b"{}")),
        ("commit", commitment),
        ("entry", entry.decode()),
        ("leaf hash", leaf_hash(entry).hex()),
    ):
        assert f"{name:<12}{value}\n" in PAGE


def test_every_kind_of_entry_and_every_answer_is_named() -> None:
    assert all(f"`{kind}`" in PAGE for kind in EntryKind)
    for verdict, status in EXIT.items():
        begin = str(Finding(verdict, "?", 0))[:16].rstrip("?0) ")
        rows = [row for row in PAGE.splitlines() if row.startswith(f"| `{begin}")]
        assert rows, verdict
        assert any(row.endswith(f"| {status} |") for row in rows)
