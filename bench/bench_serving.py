"""An article page through `masthead web` and through nginx with the same files, in turns.

wrk asks each server for the page of 40 KB, in memory, over 64 connections, as it is, and compressed
as browsers take it (by gzip, since nginx has Brotli only where its module is installed). Short
rounds in turn, because the machine may be busy with other things. The ratio within a round counts,
and the median of the rounds is reported; so is the processor's time for a request, which others
disturb less.
Each server's processes are started here, so it is these that are measured.

    python bench/bench_serving.py [ROUNDS [SECONDS]]
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from masthead.bake.tree import Baked, State, Tree
from masthead.demo.archive.words import text_of
from outlet import environment, run, spent

PATH = "/news/ferries/"
SIZE = 40 * 1024  # bytes: an article with 50 comments
CONNECTIONS = 64
LIMITS = {1: 0.7, 2: 0.6}  # of nginx's requests a second, by number of web processes
SLOWEST = 3.0  # times nginx's p99
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
NGINX = """
{user}daemon off; worker_processes {workers}; pid {folder}/pid-{port}; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush {nopush}; keepalive_requests 1000000000;
    open_file_cache max=1000;
    include {folder}/site-{port}.conf;
}}
"""


@dataclass(frozen=True)
class Figure:
    """One round: requests a second, milliseconds that one in a hundred took longer than, and
    microseconds of the processors that a request took."""

    rate: float
    p99: float
    cost: float


@dataclass(frozen=True)
class Server:
    """A server that runs, by its first process."""

    port: int
    pid: int


Load = Callable[[Server, str], Figure]  # of the server, for an encoding


def main() -> None:
    rounds, seconds = ([int(word) for word in sys.argv[1:]] + [5, 3][len(sys.argv) - 1 :])[:2]
    wrk, nginx = shutil.which("wrk"), shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if not wrk or not nginx:
        print("skipped: wants wrk and nginx (on Debian: apt-get install wrk nginx-light)")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "outlet"
        run(folder, "init", str(folder))
        page = ("<!doctype html><title>Ferries</title>" + text_of(1, 15) * 20)[:SIZE].encode()
        Tree(folder / "baked").put(PATH, Baked(State.PAGE, page))
        load = partial(ask, wrk, seconds)
        slow = [measure(folder, nginx, load, workers, rounds) for workers in LIMITS]
    sys.exit(any(slow))


def measure(folder: Path, nginx: str, load: Load, workers: int, rounds: int) -> bool:
    """Run the rounds with as many processes of each server; whether a target was missed."""
    with ExitStack() as stack:
        servers = {
            "nginx": stack.enter_context(serve_nginx(folder, nginx, workers, "on")),
            "nginx, tcp_nopush off": stack.enter_context(
                serve_nginx(folder, nginx, workers, "off")
            ),
            "masthead web": stack.enter_context(serve_own(folder, workers)),
        }
        slow = [compare(servers, load, workers, rounds, coding) for coding in ("", "gzip")]
    return any(slow)


def compare(servers: dict[str, Server], load: Load, workers: int, rounds: int, coding: str) -> bool:
    """Print how the servers answer those who take ``coding``; whether a target was missed."""
    figures: dict[str, list[Figure]] = {name: [] for name in servers}
    for server in servers.values():
        load(server, coding)  # what is read once is in memory from here on
    for _round in range(rounds):
        for name, server in servers.items():
            figures[name].append(load(server, coding))
    rates = {name: statistics.median(found.rate for found in figures[name]) for name in figures}
    costs = {name: statistics.median(found.cost for found in figures[name]) for name in figures}
    waits = {name: statistics.median(found.p99 for found in figures[name]) for name in figures}
    best = max(("nginx", "nginx, tcp_nopush off"), key=lambda name: rates[name])
    own = figures["masthead web"]
    ratio = statistics.median(a.rate / b.rate for a, b in zip(own, figures[best], strict=True))
    slower = statistics.median(a.p99 / b.p99 for a, b in zip(own, figures[best], strict=True))
    print(f"{workers} processes each, {rounds} rounds, {SIZE} bytes {coding or 'as they are'}:")
    for name in servers:
        print(f"  {name:24} {rates[name]:8.0f} requests/s   p99 {waits[name]:6.2f} ms", end="")
        print(f"   {costs[name]:5.1f} us of processor a request")
    print(f"  of nginx's best:         {ratio:8.2f} (target {LIMITS[workers]})", end="")
    print(f"   p99 {slower:.2f} times (at most {SLOWEST})")
    return ratio < LIMITS[workers] or slower > SLOWEST


def ask(wrk: str, seconds: int, server: Server, coding: str) -> Figure:
    address = f"http://127.0.0.1:{server.port}{PATH}"
    before = spent(server.pid)
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency"]
    command = [wrk, *options, "-H", f"Accept-Encoding: {coding or 'identity'}", address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said
    took = spent(server.pid) - before
    count = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    assert count
    assert rate
    assert p99
    return Figure(float(rate[1]), float(p99[1]) * UNITS[p99[2]], took / int(count[1]) * 1e6)


@contextmanager
def serve_own(folder: Path, workers: int) -> Iterator[Server]:
    port = free_port()
    settings = {"MASTHEAD_PORT": str(port), "MASTHEAD_WORKERS": str(workers)}
    command = [sys.executable, "-m", "masthead", "web"]
    with process(command, port, environment(folder) | settings) as pid:
        yield Server(port, pid)


@contextmanager
def serve_nginx(folder: Path, nginx: str, workers: int, nopush: str) -> Iterator[Server]:
    """Serve the tree with our own configuration for it, without the compressed copies' modules."""
    port, place = free_port(), folder.parent
    site = run(folder, "conf", "nginx", "--listen", f"127.0.0.1:{port}", "--no-brotli")
    (place / f"site-{port}.conf").write_text(site)
    user = "user root; " if os.getuid() == 0 else ""
    config = NGINX.format(user=user, workers=workers, folder=place, port=port, nopush=nopush)
    (place / f"nginx-{port}.conf").write_text(config)
    with process([nginx, "-c", str(place / f"nginx-{port}.conf")], port, dict(os.environ)) as pid:
        yield Server(port, pid)


@contextmanager
def process(command: list[str], port: int, variables: dict[str, str]) -> Iterator[int]:
    """Run a server until the end of the block, and see that it serves the whole page."""
    with subprocess.Popen(command, env=variables, stderr=subprocess.DEVNULL) as started:
        try:
            until = time.monotonic() + 60
            while not serves(port):
                assert started.poll() is None, f"{command[0]} ended"
                assert time.monotonic() < until, f"{command[0]} does not serve the page"
                time.sleep(0.1)
            yield started.pid
        finally:
            started.send_signal(signal.SIGTERM)


def serves(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH}") as response:
            return len(response.read()) == SIZE
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
