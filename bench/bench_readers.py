"""Readers on 64 connections while a newsroom publishes and edits at random.

    python bench/bench_readers.py [CHANGES [CONNECTIONS]]

A real `masthead serve` with its worker. Every answer is held against the baked tree: an error, a
half page, or a page that was replaced in the tree more than five seconds ago is a fault. At the
end the tree has to be, byte for byte, what baking everything anew into an empty folder makes. The
exit status is 1 where anything was wrong.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench_serving import free_port

from outlet import environment, open_old, run

CHANGES, CONNECTIONS = 10_000, 64
STORIES = 200  # that the archive has before
PAUSE = 0.4  # seconds at most between two requests of a connection
REFRESH = 5.0  # seconds after which readers learn of new pages
LATEST = 5.0  # seconds that an old page may be served for
MIX = {"publish": 35, "edit": 40, "comment": 15, "withdraw": 5, "restore": 5}
CHANCE = random.Random(1)  # noqa: S311 - no secret


def main(changes: int, connections: int) -> None:
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as name:
        folder, port = Path(name) / "outlet", free_port()
        run(folder, "init", str(folder))
        with (folder / "masthead.toml").open("a") as options:
            options.write(f"port = {port}\n")  # pages name the address of their site
        run(folder, "bench", "seed", str(STORIES))
        open_old(folder)
        serve = subprocess.Popen(
            [sys.executable, "-m", "masthead", "serve"],
            env=environment(folder),
            stdout=subprocess.DEVNULL,
        )
        try:
            await_start(serve, port)
            settle()  # first the record: pages of revisions come into being with their entries
            run(folder, "bake", "--all")
            settle()
            readers = read_beside(folder, port, connections)
            began = time.monotonic()
            for number in range(changes):
                change(number)
                if number % 500 == 499:  # noqa: PLR2004 - now and then
                    print(f"{number + 1} changes, {time.monotonic() - began:.0f} s", flush=True)
            seconds = time.monotonic() - began
            settle()
            said, _nothing = readers.communicate("", timeout=60)
        finally:
            serve.terminate()
            serve.wait()
        found = json.loads(said)
        same, pages = compare(Path(name) / "fresh")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{changes} changes in {seconds:.0f} s, readers on {connections} connections got")
    for what, count in found.items():
        print(f"  {count:8} {what}")
    print(f"the tree of {pages} files equals a fresh one: {same}")
    sys.exit(not same or any(what.startswith("FAULT") for what in found))


def change(number: int) -> None:
    """Do one thing that a newsroom does, in its own transaction."""
    from django.db import transaction  # noqa: PLC0415 - Django is set up by now

    what = CHANCE.choices(list(MIX), list(MIX.values()))[0]
    with transaction.atomic():
        globals()[what](number)


def publish(number: int) -> None:
    from masthead.articles import tree  # noqa: PLC0415
    from masthead.articles.models import ArticlePage, Byline, SectionPage, TopicPage  # noqa: PLC0415
    from masthead.people.models import Person  # noqa: PLC0415

    story: Any = ArticlePage(title=f"Change {number}", slug=f"change-{number}", live=False)
    story.section = CHANCE.choice(list(SectionPage.objects.all()))
    story.topics = CHANCE.sample(list(TopicPage.objects.all()), 2)
    story.bylines = [Byline(person=CHANCE.choice(list(Person.objects.all())))]
    tree.stories_folder().add_child(instance=story)
    story.save_revision().publish()


def edit(number: int) -> None:
    story = some(live=True)
    story.title = f"{story.title.partition(',')[0]}, {number}"
    story.save_revision().publish()


def withdraw(_number: int) -> None:
    some(live=True).unpublish()


def restore(_number: int) -> None:
    story = some(live=False)
    if story:
        story.save_revision().publish()


def comment(number: int) -> None:
    from masthead.comments.models import Comment, Status  # noqa: PLC0415
    from masthead.comments.moderate import Decision, approve  # noqa: PLC0415
    from masthead.comments.thread import attach_all  # noqa: PLC0415

    said = f"Reader {number} says so."
    one = Comment(
        page=some(live=True), status=Status.PENDING, author_name="R.", text=said, html=f"<p>{said}"
    )
    attach_all([one])
    approve(one, Decision())


def some(*, live: bool) -> Any:
    """One of the newest stories: what is talked about is changed most."""
    from masthead.articles.models import ArticlePage  # noqa: PLC0415

    newest = list(ArticlePage.objects.filter(live=live).order_by("-pk")[:200])
    return CHANCE.choice(newest) if newest else None


def await_start(serve: subprocess.Popen[bytes], port: int) -> None:
    while True:
        try:
            ask_once(port)
        except OSError:
            assert serve.poll() is None, "masthead serve ended"
            time.sleep(0.2)
        else:
            return


def ask_once(port: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        answer.read()


def settle() -> None:
    """Wait until record and queue have nothing left, also nothing that waits for its time."""
    from masthead.bake.models import BakeRequest  # noqa: PLC0415
    from masthead.ledger import work as record  # noqa: PLC0415

    while BakeRequest.objects.exists() or record.waiting_many():
        time.sleep(0.5)


def compare(fresh_root: Path) -> tuple[bool, int]:
    """Whether the tree is what baking everything anew makes, and of how many files."""
    from django.conf import settings  # noqa: PLC0415
    from tests.bake.drain import files, fresh  # noqa: PLC0415

    from masthead.bake import work  # noqa: PLC0415

    work.bake("/")  # the day it shows; the worker's clock sees to it
    work.bake("/news-sitemap.xml")
    found = files(Path(settings.BAKED_ROOT))
    expected = fresh(fresh_root, list(work.tree().paths()))
    different = [name for name in found if found[name] != expected.get(name)]
    # What was never asked for is made when somebody does.
    missing = [name for name in expected.keys() - found.keys() if "feed" not in name]
    for name in [*different, *missing][:20]:
        print(f"  differs: {name}")
    return not different and not missing, len(found)


def read_beside(folder: Path, port: int, connections: int) -> subprocess.Popen[str]:
    """Start the readers in a process of their own; they end when their input does."""
    command = [sys.executable, __file__, "--reading", str(folder), str(port), str(connections)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def read(folder: Path, port: int, connections: int) -> None:
    from masthead.bake.tree import Tree  # noqa: PLC0415

    tree, found, ended = Tree(folder / "baked"), Counter[str](), threading.Event()
    paths = list(tree.paths())

    def follow() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while not ended.is_set():
            found[ask(connection, tree, random.choice(paths))] += 1  # noqa: S311
            time.sleep(random.uniform(0, PAUSE))  # noqa: S311

    threads = [threading.Thread(target=follow) for _ in range(connections)]
    for thread in threads:
        thread.start()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    while not ended.wait(REFRESH):
        paths[:] = tree.paths()
    for thread in threads:
        thread.join()
    print(json.dumps(dict(found.most_common())))


def ask(connection: http.client.HTTPConnection, tree: Any, path: str) -> str:
    """Say in a few words what one reader got."""
    asked = time.time()
    try:
        connection.request("GET", quote(path))
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return f"FAULT {type(error).__name__}"
    if response.status not in {200, 301, 410}:
        return f"FAULT {response.status} at {path}"
    if response.status != 200:  # noqa: PLR2004 - found
        return f"answers of {response.status}"
    if path.endswith("/") and b"<!doctype html" in body[:20] and not body.endswith(b"</html>\n"):
        return f"FAULT half a page at {path}"
    return "pages" if is_fresh(tree, path, body, asked) else f"FAULT old page at {path}"


def is_fresh(tree: Any, path: str, body: bytes, asked: float) -> bool:
    """Whether ``body`` is what lies in the tree, or what lay there until shortly before."""
    file = tree.file(path)
    try:
        return file.read_bytes() == body or file.stat().st_mtime > asked - LATEST
    except FileNotFoundError:
        return bool(file.parent.stat().st_mtime > asked - LATEST)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--reading"]:
        read(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        given = [int(word) for word in sys.argv[1:]]
        main(*(given + [CHANGES, CONNECTIONS][len(given) :]))
