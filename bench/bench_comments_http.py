"""Comments a second over HTTP, each stored durably, from 32 senders at once.

    python bench/bench_comments_http.py [PROCESSES [WORDPRESS_PORT POST]]

In the same run: what a bare insert with the same durability reaches on this disk, one after the
other; and, where a WordPress that shows comments at once listens on a port of this machine, the
same senders under its post with the id POST, in turns with ours. Without one the limit is three
times what WordPress reached elsewhere on another day, 123 to 158 a second.
"""

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

SENDERS = 32
SECONDS = 10.0
ROUNDS = 3  # of both systems in turn
WORDPRESS = 158.0  # the best of it
WANTED = 3  # times WordPress
PLANT = """
import django; django.setup()
from masthead.articles import tree
from masthead.articles.models import ArticlePage
pages = []
for number in range(8):
    page = ArticlePage(title=f"Story {number}", slug=f"story-{number}")
    tree.stories_folder().add_child(instance=page)
    page.save_revision().publish()
    pages.append(str(page.pk))
print(" ".join(pages))
"""


@dataclass(frozen=True)
class System:
    """Where comments are posted, and how: what a sender's form holds, and the answer to it."""

    port: int
    addresses: list[str]
    form: Callable[[int, str], dict[str, str]]  # of a sender's number and text
    accepts: HTTPStatus


def ours(port: int, pages: list[str]) -> System:
    def form(sender: int, text: str) -> dict[str, str]:
        return {
            "text": text,
            "name": f"Sender {sender}",
            "email": f"sender{sender}@reader.example",
        }

    return System(port, [f"/comment/{page}/" for page in pages], form, HTTPStatus.SEE_OTHER)


def wordpress(port: int, post: str) -> System:
    def form(sender: int, text: str) -> dict[str, str]:
        return {
            "comment_post_ID": post,
            "comment_parent": "0",
            "comment": text,
            "author": f"Sender {sender}",
            "email": f"sender{sender}@reader.example",
        }

    return System(port, ["/wp-comments-post.php"], form, HTTPStatus.FOUND)


def main() -> None:
    workers, *beside = sys.argv[1:] or ["2"]
    peer = wordpress(int(beside[0]), beside[1]) if beside else None
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "outlet"
        command = [sys.executable, "-m", "masthead"]
        subprocess.run([*command, "init", str(folder)], env=clean, check=True, capture_output=True)
        inside = clean | {
            "MASTHEAD_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "masthead.config.settings"
        }  # fmt: skip
        planted = subprocess.run(
            [sys.executable, "-c", PLANT], env=inside, check=True, capture_output=True, text=True
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        bare = inserts(Path(name) / "bare.sqlite3")
        web = subprocess.Popen(
            [*command, "--dir", str(folder), "web"],
            env=clean | {"MASTHEAD_PORT": str(port), "MASTHEAD_WORKERS": workers},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait(port, int(workers))
            own = ours(port, planted.stdout.split())
            accepted, failed, theirs, worked = 0, 0, 0, 0.0
            for system in (own, peer) if peer else (own,):
                post(system, senders=2, seconds=3.0)  # every process is warm then
            for _round in range(ROUNDS):
                before = cpu(web.pid)
                taken, refused = post(own)
                worked += cpu(web.pid) - before
                accepted, failed = accepted + taken, failed + refused
                theirs += post(peer)[0] if peer else 0
        finally:
            web.terminate()
            web.wait()
    rate = accepted / SECONDS / ROUNDS
    their_rate = theirs / SECONDS / ROUNDS if peer else WORDPRESS
    print(
        f"comments over HTTP, {SENDERS} senders, {workers} processes: {rate:.0f}/s, {failed} failed"
    )
    print(f"processor of the server for each: {1000 * worked / max(1, accepted):.1f} ms")
    print(f"bare durable inserts on this disk, one after the other: {bare:.0f}/s")
    print(f"WordPress, {'in turns with it' if peer else 'another day'}: {their_rate:.0f}/s")
    print(f"times WordPress: {rate / their_rate:.1f} (wanted {WANTED})")
    sys.exit(rate < WANTED * their_rate or failed > 0)


def inserts(path: Path) -> float:
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE c (t);")
    began, number = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS / 5:
        database.execute("INSERT INTO c VALUES (?)", (f"Comment {number}",))
        number += 1
    database.close()
    return number / (time.perf_counter() - began)


def wait(port: int, processes: int) -> None:
    """Until every process has its application, as far as many connections one by one tell."""
    ready = 0
    while ready < 30 * processes:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/readyz")
            ready = ready + 1 if connection.getresponse().status == HTTPStatus.OK else 0
        except OSError:
            ready = 0
            time.sleep(0.1)
        finally:
            connection.close()


def cpu(parent: int) -> float:
    """Seconds of processor that the children of a process have taken."""
    ticks = 0
    for task in Path(f"/proc/{parent}/task").iterdir():
        for child in (task / "children").read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def post(system: System, senders: int = SENDERS, seconds: float = SECONDS) -> tuple[int, int]:
    """How many comments were taken, and how many not."""
    counts = [[0, 0] for _ in range(senders)]
    until = time.perf_counter() + seconds
    run = f"{until:.3f}"  # no sender says the same in two rounds

    def send(sender: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", system.port, timeout=60)
        address = system.addresses[sender % len(system.addresses)]
        headers = {
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        number = 0
        while time.perf_counter() < until:
            number += 1
            text = f"This is what sender {sender} of {senders} says, number {number} of {run}."
            body = urllib.parse.urlencode(system.form(sender, text))
            connection.request("POST", address, body, headers)
            answer = connection.getresponse()
            answer.read()
            counts[sender][answer.status != system.accepts] += 1
        connection.close()

    threads = [threading.Thread(target=send, args=(sender,)) for sender in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(count[0] for count in counts), sum(count[1] for count in counts)


if __name__ == "__main__":
    main()
