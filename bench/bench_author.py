"""An author of ten thousand stories publishes one more: how soon every older story counts it.

    python bench/bench_author.py [STORIES]

Bakes the whole site first, with two processes, and prints how many pages a second that were and
how much memory they took in the first quarter of the time and at most: by then the largest pages
were made, which are those of months and sitemaps. Then a worker runs, a story is
published, and every page of the author has to be written anew, with the new number in the author
box. The exit status is 1 where a limit is missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench_bake import LEAST, at_work, publish

from outlet import environment, measured, open_old

STORIES = 10_000
LATEST = 60.0  # seconds until the last of the author's pages has the new number
FLAT = 1.1  # of the memory in the first quarter


def main(stories: int) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    found = measured(__file__, str(stories))
    growth = found["most"] / found["early"]
    print(
        f"whole site: {found['pages']} pages, {found['rate']:.0f} a second "
        f"({found['rate'] / LEAST:.2f} of the limit), {found['early'] / 1e6:.0f} MB in the first "
        f"quarter, {found['most'] / 1e6:.0f} MB at most ({growth:.2f} times, at most {FLAT})"
    )
    print(
        f"author of {found['own']} stories: the last page counts one more after "
        f"{found['counted']:.1f} s ({found['counted'] / LATEST:.2f} of the limit); a reader sees "
        f"the story after {found['visible']:.2f} s; load at the end {os.getloadavg()[0]:.1f}"
    )
    sys.exit(found["rate"] < LEAST or growth > FLAT or found["counted"] > LATEST)


def inside(folder: Path) -> None:
    open_old(folder)
    from masthead.articles.models import ArticlePage, Byline  # noqa: PLC0415
    from masthead.bake import theme  # noqa: PLC0415
    from masthead.bake.work import tree  # noqa: PLC0415
    from masthead.people.models import Person  # noqa: PLC0415

    Byline.objects.update(person=Person.objects.first())
    own = ArticlePage.objects.published()
    theme.look(tree())  # else the worker asks for the whole site of a new outlet once more
    found = whole_site(folder)
    files = [tree().file(story.public_path) for story in own.only("slug", "url_path").iterator()]
    with at_work(folder):
        began = time.time()
        found["visible"] = publish(0)
        left = files
        while left := [file for file in left if file.stat().st_mtime < began]:
            time.sleep(0.5)
        found |= {"counted": time.time() - began, "own": len(files)}
    print(json.dumps(found))


def whole_site(folder: Path) -> dict[str, Any]:
    """Bake it all with two processes; pages, pages a second, and bytes of memory of both."""
    command = [sys.executable, "-m", "masthead", "bake", "--all", "--jobs", "2"]
    samples = []
    baker = subprocess.Popen(
        command, env=environment(folder), stdout=subprocess.PIPE, text=True, stderr=subprocess.PIPE
    )
    assert baker.stdout
    while baker.poll() is None:
        samples.append(memory(baker.pid))
        time.sleep(0.25)
    said = baker.stdout.read()  # "400 baked in 3.1 s (129 a second), 0 failed"
    pages, seconds = (
        int(said.split(" baked in ")[0].split()[-1]),
        float(said.split(" in ")[1].split()[0]),
    )
    return {
        "pages": pages,
        "rate": pages / seconds,
        "early": max(samples[: len(samples) // 4]),
        "most": max(samples),
    }


def memory(pid: int) -> int:
    """Bytes that a process and its descendants hold for themselves (Linux)."""
    try:
        own = sum(
            int(line.split()[1]) * 1024
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            if line.startswith("Pss_Anon:")  # not the database, which is mapped
        )
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # ended meanwhile
        return 0
    return own + sum(memory(int(child)) for child in children)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else STORIES)
