"""Posts a second and memory of a WordPress import, at two sizes; each post has four comments.

`python bench/bench_wordpress.py 1000 20000` names the sizes. Start-up of the command is measured
with an export of one post and taken off.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wordpress_export import write

SIZES = [1_000, 20_000]
WANTED = 200  # posts a second
SPREAD = 0.2  # between the sizes
MEMORY = 400  # MB


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    rates = []
    most = 0.0
    start_up, _ = measure(1)
    for size in sizes:
        seconds, megabytes = measure(size)
        rates.append(size / (seconds - start_up))
        most = max(most, megabytes)
        result = f"{seconds:6.1f} s, {rates[-1]:5.0f} posts/s, {megabytes:.0f} MB"
        print(f"wordpress import of {size:>6} posts: {result}")
    even = min(rates) >= max(rates) * (1 - SPREAD)
    wanted = f"{WANTED} posts/s, within {SPREAD:.0%} of each other, under {MEMORY} MB"
    print(f"wanted: {wanted}")
    sys.exit(min(rates) < WANTED or not even or most > MEMORY)


def measure(posts: int) -> tuple[float, float]:
    """Seconds and megabytes (of the larger of the two processes) for one import."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export, report = folder / "export.xml", folder / "report.json"
        with export.open("w", encoding="utf-8") as file:
            write(file, posts)
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
        command = [sys.executable, "-m", "masthead"]
        subprocess.run(
            [*command, "init", str(folder / "outlet")], env=clean, check=True, capture_output=True
        )
        importing = [*command, "--dir", str(folder / "outlet"), "import", "wordpress", str(export)]
        started = time.monotonic()
        process = subprocess.Popen(
            [*importing, "--report", str(report)],
            env=clean,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        counts = json.loads(report.read_text())["counts"]
        if status or counts["post"]["made"] != posts or counts["comment"]["made"] != posts * 4:
            raise SystemExit(f"the import of {posts} posts failed: {counts}")
    return seconds, usage.ru_maxrss / 1024


main()
