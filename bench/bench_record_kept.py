"""The public record on disk and in the database: sequencing, one publication, proofs, audit, size.

    python bench/bench_record_kept.py [ENTRIES]

Makes an outlet in a temporary folder, on SQLite with full synchronisation, and lets ENTRIES
(1 000 000) rows wait, without content: what is measured is the way from rows to published files.
The exit status is 1 where a limit is missed.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

ENTRIES = 1_000_000
RATE, PUBLISHED, PROOF, AUDIT, DISK = 10_000, 0.3, 0.005, 60.0, 200  # the limits; seconds, bytes
STATEMENT = 5_000
COMMITMENT = "A" * 42 + "A"


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "outlet"
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
        command = [sys.executable, "-m", "masthead", "init", str(folder)]
        subprocess.run(command, env=clean, check=True, capture_output=True)
        os.environ["MASTHEAD_DIR"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.config.settings"
        import django  # noqa: PLC0415 - the folder is chosen before the settings are read

        django.setup()
        lines = measured(number)
    for what, value, limit, ratio in lines:
        print(f"{what:<52} {value:>10,.2f}   limit {limit:>8,.1f}, {ratio:.0%} of it")
    sys.exit(any(ratio > 1 for *_, ratio in lines))


def measured(number: int) -> list[tuple[str, float, float, float]]:
    from masthead.ledger.models import RecordEntry  # noqa: PLC0415
    from masthead.ledger.proofs import proof_of  # noqa: PLC0415 - Django is set up by now
    from masthead.ledger.sequence import sequence  # noqa: PLC0415

    wait(RecordEntry, number)
    started = time.perf_counter()
    while sequence():
        pass
    rate = number / (time.perf_counter() - started)
    disk = tiles() / number
    shown = median(publication() for _ in range(20))
    entry = RecordEntry.objects.get(place=number // 2)
    proof = median(seconds(lambda: str(proof_of(entry))) for _ in range(50))
    audited = seconds(audit)
    return [
        ("entries from rows to published files, a second", rate, RATE, RATE / rate),
        ("one publication, to the published checkpoint, ms", shown * 1e3, 300, shown / PUBLISHED),
        ("a proof from the files, ms", proof * 1e3, PROOF * 1e3, proof / PROOF),
        (f"audit of {number:,} entries with the database, s", audited, AUDIT, audited / AUDIT),
        ("disk beside the entries, bytes an entry", disk, DISK, disk / DISK),
    ]


def wait(model: Any, number: int) -> None:
    """Rows that are prepared and wait for their place."""
    time_ = datetime(2026, 11, 25, 12, tzinfo=UTC)
    for start in range(1, number + 1, STATEMENT):
        model.objects.bulk_create(
            model(article=UUID(int=at), revision=1, kind="publish", time=time_, commit=COMMITMENT)
            for at in range(start, min(start + STATEMENT, number + 1))
        )


def publication() -> float:
    """The record's own part of a story after its row: its content, its place, the files."""
    from masthead.articles import tree  # noqa: PLC0415
    from masthead.articles.models import ArticlePage  # noqa: PLC0415
    from masthead.ledger import work  # noqa: PLC0415

    story = ArticlePage(title="Ferry", body=[("text", "<p>The ferry came in at seven.</p>" * 40)])
    tree.stories_folder().add_child(instance=story)
    story.save_revision().publish()
    taken = seconds(work.step)
    assert not work.step()
    return taken


def audit() -> None:
    from masthead.ledger.audit import audit as read_again  # noqa: PLC0415

    troubles = [line for line in read_again(lambda *_: None) if "without an entry" not in line]
    assert not troubles, troubles[:3]


def tiles() -> int:
    """Bytes of all files but the entries themselves."""
    from masthead.ledger import files  # noqa: PLC0415

    found = [path for path in files.root().rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in found if "entries" not in path.parts)


def seconds(action: Any) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
