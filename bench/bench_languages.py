"""What a publication bakes in a site of many languages, and how soon it is seen.

    python bench/bench_languages.py [STORIES [LANGUAGES]]

Publishes in each language in turn, while a worker runs. Prints the 95th percentile of the time
from the click to story, front page, feed and ticker beside its limit, and which paths were asked
for. The exit status is 1 where the limit is missed, or where a path of another language was asked
for.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench_bake import LATEST, at_work, draft, seen

from outlet import measured, open_old, spent

STORIES, LANGUAGES = 100_000, 10
EACH = 3  # publications in each language; the first of all languages are not counted
#: Of the whole site; and the feeds by language that stand below the first front page.
SHARED = re.compile(r"/(?:news-)?sitemap|/sitemaps/|/record/|/feed/[a-z-]+/")


def main(stories: int, languages: int) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    result = measured(__file__, str(stories), "--languages", str(languages))
    print(
        f"{stories} stories in {languages} languages: visible p95 {result['visible']:.2f} s "
        f"({result['visible'] / LATEST:.2f} of the limit), median {result['median']:.2f} s, "
        f"{result['work'] * 1000:.0f} ms of processor"
    )
    asked, foreign = result["asked"], result["foreign"]
    print(f"a publication asked for {min(asked)} to {max(asked)} paths, the last one for:")
    for how, paths in result["paths"].items():
        print(f"  {how}: {' '.join(paths)}")
    print(f"paths of other languages: {' '.join(foreign) or 'none'}")
    print(f"load at the end {os.getloadavg()[0]:.1f}")
    sys.exit(bool(foreign) or result["visible"] > LATEST)


def inside(folder: Path) -> None:
    open_old(folder)
    from masthead.bake.models import BakeRequest  # noqa: PLC0415 - Django is set up by now
    from masthead.outlet.editions import place_at, place_of, rows  # noqa: PLC0415

    BakeRequest.objects.all().delete()  # of the whole archive, which would take half an hour
    tags = ["en", *(row.language for row in rows())]
    waits, work, asked = [], [], []
    foreign: set[str] = set()
    paths: dict[str, list[str]] = {}
    with at_work(folder) as worker:
        for number in range(EACH * len(tags)):
            tag = tags[number % len(tags)]
            story = draft(number, tag)
            before = time.process_time() + spent(worker)
            started = time.monotonic()
            paths = published(story)
            waits.append(seen(story, started))
            work.append(time.process_time() + spent(worker) - before)
            every = [path for found in paths.values() for path in found if path.startswith("/")]
            asked.append(len(every))
            foreign |= {
                path for path in every if place_at(path) != place_of(tag) and not SHARED.match(path)
            }
    warm = len(tags)
    result = {
        "visible": statistics.quantiles(waits[warm:], n=20)[-1],
        "median": statistics.median(waits[warm:]),
        "work": statistics.median(work[warm:]),
        "asked": asked,
        "foreign": sorted(foreign),
        "paths": paths,
    }
    print(json.dumps(result))


def published(story: Any) -> dict[str, list[str]]:
    """Publish ``story``; return what its transaction asked for, by how soon it is to be made."""
    from django.db import transaction  # noqa: PLC0415
    from django.db.models import Max  # noqa: PLC0415

    from masthead.bake.models import BakeRequest  # noqa: PLC0415

    with transaction.atomic():
        last = BakeRequest.objects.aggregate(last=Max("pk"))["last"] or 0
        story.get_latest_revision().publish()
        asked = list(BakeRequest.objects.filter(pk__gt=last))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in asked:
        how = "if it was baked before" if row.known_only else row.get_priority_display()
        found[how].add(str(row))
    return {how: sorted(paths) for how, paths in found.items()}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(Path(sys.argv[2]))
    else:
        given = [int(word) for word in sys.argv[1:]]
        main(*(given + [STORIES, LANGUAGES][len(given) :]))
