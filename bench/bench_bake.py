"""How fast pages are baked, and how soon an editor's click is seen, in small and large archives.

    python bench/bench_bake.py [STORIES ...]

Prints each figure with its limit; the exit status is 1 where one is missed. Times of a busy
machine say little: the seconds of processor beside them do not depend on who else runs.

What is measured is an archive that has stood for long: the worker is told nothing of the seeded
stories that the record does not know, which would take it an hour with a million.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from outlet import environment, measured, open_old, run, spent

SIZES = (1_000, 100_000)
PAGES = 2_000  # at most, baked to measure how many are a second; a site is large
PUBLICATIONS = 40
LEAST = 150.0  # pages a second on two cores
LATEST = 1.0  # seconds from the click to front page, feed and ticker, at the 95th percentile
GROWTH = 1.5  # of the largest archive's time over the smallest's
WORKER = """
from masthead.cli.outlet import open_outlet
open_outlet()
from masthead.ledger import append
append.missing = lambda after, last: 0
from masthead.config.worker import Worker
Worker().run()
"""


def main(sizes: list[int]) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    found = [measured(__file__, str(size)) for size in sizes]
    for size, result in zip(sizes, found, strict=True):
        print(
            f"{size:>9} stories: {result['rate']:6.1f} pages a second "
            f"({result['rate'] / LEAST:.2f} of the limit), {result['cpu'] * 1000:.1f} ms of "
            f"processor each; visible p95 {result['visible']:.2f} s "
            f"({result['visible'] / LATEST:.2f} of the limit), {result['work'] * 1000:.0f} ms of "
            "processor"
        )
    growth = found[-1]["visible"] / found[0]["visible"]
    print(f"largest over smallest: {growth:.2f} (limit {GROWTH})")
    missed = growth > GROWTH or any(
        result["rate"] < LEAST or result["visible"] > LATEST for result in found
    )
    sys.exit(missed)


def inside(folder: Path) -> None:
    open_old(folder)
    rate, cpu = pages_a_second(folder)
    visible, work = click_to_visible(folder)
    print(json.dumps({"rate": rate, "cpu": cpu, "visible": visible, "work": work}))


def pages_a_second(folder: Path) -> tuple[float, float]:
    """With two processes: one here and one beside it."""
    from masthead.articles.models import ArticlePage  # noqa: PLC0415 - Django is set up by now
    from masthead.bake import queue, theme, work  # noqa: PLC0415
    from masthead.bake.models import BakeRequest  # noqa: PLC0415
    from masthead.outlet.models import OutletSettings  # noqa: PLC0415

    theme.look(work.tree())
    OutletSettings.load()  # made when first asked for, and then the whole site is to be baked
    BakeRequest.objects.all().delete()
    newest = ArticlePage.objects.published().newest_first()[:PAGES]
    paths = [story.public_path for story in newest]
    queue.request(paths[:1])
    run(folder, "bake")
    for path in paths:
        work.tree().file(path).unlink(missing_ok=True)
    queue.request(paths)
    used = os.times()
    said = run(folder, "bake", "--jobs", "2")  # "400 baked in 3.1 s (129 a second), 0 failed"
    after, seconds = os.times(), float(said.split(" in ")[1].split()[0])
    processor = (after.children_user + after.children_system) - (
        used.children_user + used.children_system
    )
    return len(paths) / seconds, processor / len(paths)


def click_to_visible(folder: Path) -> tuple[float, float]:
    """From the publication to the files of story, front page, feed and ticker that show it.

    Seconds at the 95th percentile, and the median of the processor's, here and in the worker.
    """
    waits, work = [], []
    with at_work(folder) as worker:
        for number in range(PUBLICATIONS + 2):
            before = time.process_time() + spent(worker)
            waits.append(publish(number))
            work.append(time.process_time() + spent(worker) - before)
    return statistics.quantiles(waits[2:], n=20)[-1], statistics.median(work[2:])


@contextmanager
def at_work(folder: Path) -> Iterator[int]:
    """A worker that has nothing left to do, or was waited for; yields the id of its process."""
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=environment(folder))
    try:
        while not (folder / "worker-alive").exists():
            time.sleep(0.1)
        settle()
        yield worker.pid
    finally:
        worker.terminate()
        worker.wait()


def settle() -> None:
    """Wait until the worker has nothing left to do."""
    from masthead.bake import queue  # noqa: PLC0415 - Django is set up by now

    while queue.due():
        time.sleep(0.5)


def publish(number: int) -> float:
    from django.db import transaction  # noqa: PLC0415

    story = draft(number)
    started = time.monotonic()
    with transaction.atomic():
        story.get_latest_revision().publish()
    return seen(story, started)


def draft(number: int, language: str = "en") -> Any:
    """A story in ``language`` with all that it stands in, which nobody reads yet."""
    from masthead.articles import tree  # noqa: PLC0415
    from masthead.articles.models import ArticlePage, Byline, SectionPage, TopicPage  # noqa: PLC0415
    from masthead.people.models import Person  # noqa: PLC0415

    title = f"Seen at last {number}"
    story: Any = ArticlePage(title=title, slug=f"seen-{time.time_ns()}", breaking=True, live=False)
    story.language = language
    story.section = SectionPage.objects.filter(language=language).first()
    story.topics = list(TopicPage.objects.filter(language=language)[:2])
    story.bylines = [Byline(person=Person.objects.first())]
    tree.stories_folder().add_child(instance=story)
    story.save_revision()
    return story


def seen(story: Any, started: float) -> float:
    """Seconds from ``started`` until the story's page, front page, feed and ticker have it."""
    from masthead.articles.models import ArticlePage  # noqa: PLC0415
    from masthead.bake.work import tree as baked  # noqa: PLC0415

    story = ArticlePage.objects.get(pk=story.pk)
    home = story.edition.path
    shown = (story.public_path, home("/"), home("/feed/"), home("/ticker.json"))
    files = [baked().file(path) for path in shown]
    while not all(file.exists() and story.title.encode() in file.read_bytes() for file in files):
        time.sleep(0.01)
    return time.monotonic() - started


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(Path(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
