"""The public record on disk and in the database: sequencing, one publication, proofs, audit, size.

    python bench/bench_record_kept.py [ENTRIES [BATCH]]

Makes an outlet in a temporary folder, on SQLite with full synchronisation, and lets ENTRIES
(1 000 000) rows wait, without content: what is measured is the way from rows to published files,
and how long another process waits meanwhile before it may write, as an editor's does who publishes.
The exit status is 1 where a limit is missed.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

ENTRIES = 1_000_000
RATE, PUBLISHED, PROOF, AUDIT, DISK = 10_000, 0.3, 0.005, 60.0, 200  # the limits; seconds, bytes
STATEMENT = 5_000
COMMITMENT = "A" * 42 + "A"
#: Somebody else who wants to write, every few milliseconds; tells the longest wait in seconds.
WRITER = """
import sqlite3, sys, threading, time
connection = sqlite3.connect(sys.argv[1], timeout=600, isolation_level=None)
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
longest = 0.0
print("begun", flush=True)
while not over.wait(0.005):
    asked = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    longest = max(longest, time.perf_counter() - asked)
    connection.execute("ROLLBACK")
print(longest)
"""


def main(number: int, batch: int | None = None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "outlet"
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
        command = [sys.executable, "-m", "masthead", "init", str(folder)]
        subprocess.run(command, env=clean, check=True, capture_output=True)
        os.environ["MASTHEAD_DIR"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.config.settings"
        import django  # noqa: PLC0415 - the folder is chosen before the settings are read

        django.setup()
        lines = measured(number, batch)
    for what, value, limit, ratio in lines:
        share = f"limit {limit:>8,.1f}, {ratio:.0%} of it" if limit else "no limit"
        print(f"{what:<52} {value:>10,.2f}   {share}")
    sys.exit(any(ratio > 1 for *_, ratio in lines))


def measured(number: int, batch: int | None) -> list[tuple[str, float, float, float]]:
    from masthead.ledger.models import RecordEntry  # noqa: PLC0415
    from masthead.ledger.proofs import proof_of  # noqa: PLC0415 - Django is set up by now
    from masthead.ledger.sequence import BATCH, sequence  # noqa: PLC0415

    batch = batch or BATCH
    wait(RecordEntry, number)
    with another_writer() as waited:
        started = time.perf_counter()
        while sequence(batch):
            pass
        rate = number / (time.perf_counter() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    disk = tiles() / number
    shown = median(publication() for _ in range(20))
    entry = RecordEntry.objects.get(place=number // 2)
    proof = median(seconds(lambda: str(proof_of(entry))) for _ in range(50))
    audited = seconds(audit)
    return [
        ("entries from rows to published files, a second", rate, RATE, RATE / rate),
        (f"longest wait for the database, {batch:,} a batch, ms", waited[0] * 1e3, 0, 0),
        ("memory at most, MB", memory, 0, 0),
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


@contextmanager
def another_writer() -> Iterator[list[float]]:
    """Let another process want to write; at the end the list has its longest wait in seconds."""
    from django.conf import settings  # noqa: PLC0415

    command = [sys.executable, "-c", WRITER, str(settings.DATABASES["default"]["NAME"])]
    waited: list[float] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdin
        assert writer.stdout
        writer.stdout.readline()
        yield waited
        writer.stdin.close()
        waited.append(float(writer.stdout.readline()))


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


main(*([int(given) for given in sys.argv[1:]] or [ENTRIES]))
