"""Comments a second over HTTP, each stored durably, from 32 senders at once.

In the same run: what a bare insert with the same durability reaches on this disk, one after the
other. Measured elsewhere on another day, for comparison only: WordPress 123 to 158, Isso 220 to 368
a second.
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
from http import HTTPStatus
from pathlib import Path

SENDERS = 32
SECONDS = 10.0
WORDPRESS = 158.0  # the best of it
WANTED = 3 * WORDPRESS
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


def main() -> None:
    workers = sys.argv[1] if len(sys.argv) > 1 else "2"
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
            post(port, planted.stdout.split(), senders=2, seconds=3.0)  # every process is warm then
            before = cpu(web.pid)
            accepted, failed = post(port, planted.stdout.split())
            worked = cpu(web.pid) - before
        finally:
            web.terminate()
            web.wait()
    rate = accepted / SECONDS
    print(
        f"comments over HTTP, {SENDERS} senders, {workers} processes: {rate:.0f}/s, {failed} failed"
    )
    print(f"processor of the server for each: {1000 * worked / max(1, accepted):.1f} ms")
    print(f"bare durable inserts on this disk, one after the other: {bare:.0f}/s")
    print(f"wanted: {WANTED:.0f}/s (3 x WordPress); reached {rate / WANTED:.2f} of it")
    sys.exit(rate < WANTED or failed > 0)


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


def post(
    port: int, pages: list[str], senders: int = SENDERS, seconds: float = SECONDS
) -> tuple[int, int]:
    counts = [[0, 0] for _ in range(senders)]
    until = time.perf_counter() + seconds

    def send(sender: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        number = 0
        while time.perf_counter() < until:
            number += 1
            body = urllib.parse.urlencode(
                {
                    "text": f"This is what sender {sender} of {senders} says, number {number}.",
                    "name": f"Sender {sender}",
                    "email": f"sender{sender}@reader.example",
                }
            )
            headers = {
                "Sec-Fetch-Site": "same-origin",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            address = f"/comment/{pages[sender % len(pages)]}/"
            connection.request("POST", address, body, headers)
            answer = connection.getresponse()
            answer.read()
            counts[sender][answer.status != HTTPStatus.SEE_OTHER] += 1
        connection.close()

    threads = [threading.Thread(target=send, args=(sender,)) for sender in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(count[0] for count in counts), sum(count[1] for count in counts)


if __name__ == "__main__":
    main()
