"""A story with ten thousand comments: what its page weighs, and how long it takes to make.

`python bench/bench_thread.py 10000` names the number. Six of ten comments answer another one.
"""

import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

COMMENTS = 10_000
WEIGHT = 150  # kB, compressed
SECONDS = 1.0
WORDS = (
    "the ferry quay harbour council said nobody asked why it costs so much and who pays for all "
    "that now I live there since years people wait in rain every morning thank you for this story "
    "my father worked on that crane until it was closed they promised a bridge but never built it"
).split()


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else COMMENTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "outlet"
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
        command = [sys.executable, "-m", "masthead", "init", str(folder)]
        subprocess.run(command, env=clean, check=True, capture_output=True)
        os.environ["MASTHEAD_DIR"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.config.settings"
        import django  # noqa: PLC0415 - reads the outlet that was just made

        django.setup()
        weight, seconds, work = measure(say(number))
    print(
        f"a page with {number:,} comments: {weight:.0f} kB compressed, {seconds:.2f} s to make, "
        f"{work:.2f} s of processor"
    )
    print(
        f"wanted: {WEIGHT} kB and {SECONDS:.0f} s; it took {weight / WEIGHT:.2f} and {seconds:.2f}"
    )
    sys.exit(weight > WEIGHT or seconds > SECONDS)


def say(number: int) -> str:
    from masthead.articles import tree  # noqa: PLC0415
    from masthead.articles.models import ArticlePage  # noqa: PLC0415
    from masthead.comments.models import Comment, Status  # noqa: PLC0415
    from masthead.comments.text import render  # noqa: PLC0415
    from masthead.comments.thread import attach_all  # noqa: PLC0415

    page = ArticlePage(title="A story that everybody answers", slug="story")
    tree.stories_folder().add_child(instance=page)
    page.save_revision().publish()
    dice = random.Random(1)  # noqa: S311 - the same in each run
    made: list[Comment] = []
    for place in range(number):
        text = " ".join(dice.choices(WORDS, k=dice.randint(5, 80)))
        made.append(
            Comment(
                page_id=page.pk,
                status=Status.APPROVED,
                parent=dice.choice(made) if made and dice.random() < 0.6 else None,  # noqa: PLR2004
                author_name=f"Reader {place % 700}",
                text=text,
                html=render(text),
                created_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=place),
            )
        )
    attach_all(made)
    return str(ArticlePage.objects.get(pk=page.pk).url)


def measure(address: str) -> tuple[float, float, float]:
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.get(address)
    began, worked = time.perf_counter(), time.process_time()
    content = client.get(address).content
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    return len(gzip.compress(content)) / 1000, seconds, work


if __name__ == "__main__":
    main()
