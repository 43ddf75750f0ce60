"""How long readers wait for what a moderator decides, with a real `masthead serve` and its worker.

Each of the decisions is timed from the call that makes it to the first answer over HTTP that shows
it. Comments are approved at any moments under several stories at once, with the default delay, and
removed one after the other.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from outlet import environment, open_new

STORIES, EACH = 8, 4  # comments under each
APPROVED, REMOVED = 6.0, 1.0  # seconds, at the 95th percentile
PATIENCE = 120.0
PATHS: dict[int, str] = {}  # where each comment is read


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "outlet"
        open_new(folder)
        held = say()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        serve = subprocess.Popen(
            [sys.executable, "-m", "masthead", "--dir", str(folder), "serve"],
            env=environment(folder) | {"MASTHEAD_PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            for comment in held[::EACH]:
                until(lambda comment=comment: has_answered(port, PATHS[comment.pk]))
            until(is_idle)
            approved = together(port, held)
            until(is_idle)
            removed = one_by_one(port, held)
        finally:
            serve.terminate()
            serve.wait()
    print(f"load {os.getloadavg()[0]:.1f}")
    met = told("approved", approved, APPROVED)
    sys.exit(not (told("removed", removed, REMOVED) and met))


def told(what: str, seconds: list[float], limit: float) -> bool:
    late = statistics.quantiles(seconds, n=20)[-1]
    print(
        f"{what}: {len(seconds)} comments, median {statistics.median(seconds):.2f} s, "
        f"p95 {late:.2f} s (limit {limit:.0f}, {late / limit:.0%} of it)"
    )
    return late <= limit


def say() -> list[Any]:
    from masthead.articles import tree  # noqa: PLC0415 - Django is set up by now
    from masthead.articles.models import ArticlePage  # noqa: PLC0415
    from masthead.comments.models import Comment, Status  # noqa: PLC0415
    from masthead.comments.thread import attach_all  # noqa: PLC0415

    made = []
    for number in range(STORIES):
        page = ArticlePage(title=f"Story {number}", slug=f"story-{number}")
        tree.stories_folder().add_child(instance=page)
        page.save_revision().publish()
        page = ArticlePage.objects.get(pk=page.pk)  # as published: with its address
        assert page.url
        for _ in range(EACH):
            text = f"What reader {len(made)} says."
            name, html = f"Reader {len(made)}", f"<p>{text}</p>"
            made.append(
                Comment(page=page, status=Status.PENDING, author_name=name, text=text, html=html)
            )
    attach_all(made)
    # Apart from the comments: read anew they know their page only as any page, without an address.
    PATHS.update((comment.pk, comment.page.url) for comment in made)
    return made


def together(port: int, comments: list[Any]) -> list[float]:
    from django.db import connection  # noqa: PLC0415

    from masthead.comments.moderate import Decision, approve  # noqa: PLC0415

    seconds: list[float] = []

    def decide(comment: Any) -> None:
        time.sleep(random.uniform(0, 20))  # noqa: S311 - no secret
        approve(comment, Decision())
        connection.close()
        began = time.perf_counter()
        until(lambda: is_shown(port, comment))
        seconds.append(time.perf_counter() - began)

    threads = [threading.Thread(target=decide, args=(comment,)) for comment in comments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds


def one_by_one(port: int, comments: list[Any]) -> list[float]:
    from masthead.comments.moderate import Decision, reject  # noqa: PLC0415

    seconds = []
    for comment in comments:
        comment.refresh_from_db()
        reject(comment, Decision())
        began = time.perf_counter()
        until(lambda comment=comment: not is_shown(port, comment))
        seconds.append(time.perf_counter() - began)
    return seconds


def is_idle() -> bool:
    from masthead.bake.models import BakeRequest  # noqa: PLC0415

    return not BakeRequest.objects.exists()


def has_answered(port: int, path: str) -> bool:
    try:
        return bool(read(port, path))
    except OSError:
        return False


def is_shown(port: int, comment: Any) -> bool:
    return comment.text in read(port, PATHS[comment.pk])


def read(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            sys.exit("it did not happen")
        time.sleep(0.02)


if __name__ == "__main__":
    main()
