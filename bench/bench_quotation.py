"""A quotation looked for in all revisions of a large archive.

    python bench/bench_quotation.py [STORIES]

Makes an outlet in a temporary folder, on SQLite, with the contents of STORIES (100 000) revisions
of some 2 000 characters, whose words are as frequent as those of a language; then asks for
sentences that stand in one of them, and for some that stand nowhere, with the index of words and
without it.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from statistics import median
from uuid import UUID

STORIES = 100_000
STATEMENT, WORDS, VOCABULARY, ASKED = 500, 300, 60_000, 8
LETTERS = "abcdefghijklmnoprstuvwy"


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
        for line in measured(number):
            print("{:<62} {:>10,.1f} ms, {:>10,.1f} ms of processor".format(*line))


def measured(number: int) -> list[tuple[str, float, float]]:
    from masthead.ledger import quote  # noqa: PLC0415 - Django is set up by now

    chance = random.Random(1)  # noqa: S311 - words, no secrets
    words = ["".join(chance.choices(LETTERS, k=2 + len(str(n)) + n % 5)) for n in range(VOCABULARY)]
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    sentences = fill(number, lambda: chance.choices(words, cum_weights=weights, k=WORDS))
    nowhere = [" ".join(chance.choices(words, cum_weights=weights, k=12)) for _ in range(ASKED)]
    found = [
        (f"a sentence of one of {number:,} revisions", *asked(quote.find, sentences)),
        ("a sentence that stands nowhere", *asked(quote.find, nowhere)),
    ]
    quote.certain = lambda _passage: []
    found.append(("the same without the index", *asked(quote.find, nowhere[:2])))
    return found


def fill(number: int, text: Callable[[], list[str]]) -> list[str]:
    """Write contents; some sentences of them come back."""
    from masthead.ledger.models import RecordContent, RecordEntry  # noqa: PLC0415

    sentences = []
    time_ = datetime(2026, 11, 25, 12, tzinfo=UTC)
    for start in range(1, number + 1, STATEMENT):
        entries = RecordEntry.objects.bulk_create(
            RecordEntry(article=UUID(int=at), revision=1, kind="publish", time=time_, place=at)
            for at in range(start, min(start + STATEMENT, number + 1))
        )
        texts = [text() for _ in entries]
        RecordContent.objects.bulk_create(
            RecordContent(
                entry=entry, salt=bytes(32), data=" ".join(some).encode(), text=" ".join(some)
            )
            for entry, some in zip(entries, texts, strict=True)
        )
        if (start // STATEMENT) % max(1, number // STATEMENT // ASKED) == 0:
            sentences.append(" ".join(texts[0][100:112]))
    return sentences[:ASKED]


def asked(ask: Callable[[str], object], questions: list[str]) -> tuple[float, float]:
    """The median of milliseconds and of processor time."""
    taken = []
    for question in questions:
        wall, processor = time.perf_counter(), time.process_time()
        ask(question)
        taken.append((time.perf_counter() - wall, time.process_time() - processor))
    walls, processors = zip(*taken, strict=True)
    return median(walls) * 1e3, median(processors) * 1e3


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES)
