"""Stories a second and memory of both exports, at two sizes, beside the import that made them.

`python bench/bench_export.py 1000 20000` names the sizes. Each story has four comments. Start-up
of a command is measured with an outlet of one story and taken off.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wordpress_export import write

SIZES = [1_000, 20_000]
START_UPS = 3  # the quickest counts
SPREAD = 0.2  # between the sizes
MEMORY = 400  # MB
COMMANDS = ("import", "export wordpress", "export")


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    ones = [measure(1) for _ in range(START_UPS)]
    start_up = {name: min(one[name][0] for one in ones) for name in COMMANDS}
    rates: dict[str, list[float]] = {name: [] for name in COMMANDS}
    most = 0.0
    for size in sizes:
        for name, (seconds, megabytes) in measure(size).items():
            rate = size / (seconds - start_up[name])
            rates[name].append(rate)
            if name != "import":
                most = max(most, megabytes)
            print(f"{name:>16} of {size:>6}: {seconds:6.1f} s, {rate:5.0f}/s, {megabytes:.0f} MB")
        ratio = rates["export wordpress"][-1] / rates["import"][-1]
        print(f"an export to WordPress is {ratio:.1f} times as fast as the import")
    even = all(
        min(rates[name]) >= max(rates[name]) * (1 - SPREAD) for name in COMMANDS if name != "import"
    )
    print(f"wanted of both exports: within {SPREAD:.0%} at all sizes, under {MEMORY} MB")
    sys.exit(not even or most > MEMORY)


def measure(stories: int) -> dict[str, tuple[float, float]]:
    """Seconds and megabytes of each command, on an outlet that the first of them fills."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "old.xml").open("w", encoding="utf-8") as file:
            write(file, stories)
        outlet = folder / "outlet"
        run("init", outlet)
        found = {
            "import": run("--dir", outlet, "import", "wordpress", folder / "old.xml"),
            "export wordpress": run("--dir", outlet, "export", "wordpress", folder / "new.xml"),
            "export": run("--dir", outlet, "export", folder / "out"),
        }
        with (folder / "out/stories.jsonl").open() as lines:
            if sum(1 for _ in lines) != stories:
                raise SystemExit(f"not all of {stories} stories were exported")
    return found


def run(*arguments: object) -> tuple[float, float]:
    """Seconds and megabytes of one call of `masthead`."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "masthead", *map(str, arguments)],
        env=clean,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"masthead {' '.join(map(str, arguments))} failed")
    return time.monotonic() - started, usage.ru_maxrss / 1024


main()
