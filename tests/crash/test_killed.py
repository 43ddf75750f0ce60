"""A worker that is killed outright, at whatever moment, and two that run at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.outlets import new_outlet
from tests.processes import environment, masthead, wait_for

STORIES = 80  # with all that lists them more pages than are written before the last kill


def python(folder: Path, code: str) -> str:
    start = "import django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", start + code],
        env=environment(
            MASTHEAD_DIR=str(folder), DJANGO_SETTINGS_MODULE="masthead.config.settings"
        ),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def baker(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "masthead", "--dir", str(folder), "bake", "--jobs", "1"],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def whole_files(root: Path) -> None:
    for page in root.rglob("*.html"):
        if not page.name.startswith("."):
            assert page.read_bytes().rstrip().endswith(b"</html>"), page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_outlet(tmp_path / "outlet")


def test_a_killed_baker_loses_nothing_and_two_at_once_do_it_all(folder: Path) -> None:
    assert masthead("--dir", folder, "bench", "seed", str(STORIES)).returncode == 0
    python(folder, "from masthead.bake import queue\nqueue.request_spread('site:', 9)")
    root = folder / "baked"
    chance = random.Random(1)  # noqa: S311 - only moments to kill at
    for _ in range(3):
        process = baker(folder)
        deadline = time.monotonic() + 30
        while not root.exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(chance.uniform(0.5, 2.5))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        whole_files(root)
        # What it had claimed would come back after its lease; nobody waits for that here.
        python(
            folder,
            "from masthead.bake.models import BakeRequest\n"
            "BakeRequest.objects.update(claimed_until=None, claimed_by='')",
        )
    both = [baker(folder), baker(folder)]
    assert [process.wait() for process in both] == [0, 0]
    left = python(
        folder,
        "from masthead.bake.models import BakeRequest\nprint(BakeRequest.objects.count())",
    )
    assert left.strip() == "0"
    whole_files(root)
    missing = python(
        folder,
        "from masthead.articles.models import ArticlePage\n"
        "from masthead.bake.work import tree\n"
        "print([s.public_path for s in ArticlePage.objects.published()"
        " if not tree().holds(s.public_path)])",
    )
    assert missing.strip() == "[]"
    assert list(root.rglob(".staged-*")) == []


CLAIMED = """
from masthead.bake.models import BakeRequest
print(BakeRequest.objects.filter(claimed_until__isnull=False).count())
"""


def test_a_baker_that_is_asked_to_stop_leaves_nothing_claimed(folder: Path) -> None:
    assert masthead("--dir", folder, "bench", "seed", str(STORIES)).returncode == 0
    python(folder, "from masthead.bake import queue\nqueue.request_spread('site:', 9)")
    process = baker(folder)
    wait_for(lambda: any((folder / "baked").rglob("*.html")))
    process.terminate()
    assert process.wait() == 128 + signal.SIGTERM
    assert python(folder, CLAIMED).strip() == "0"
    whole_files(folder / "baked")


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="another core is what helpers are for")
def test_a_worker_with_much_to_bake_has_help_and_takes_it_along_when_it_stops(folder: Path) -> None:
    def helpers() -> list[int]:
        tasks = Path(f"/proc/{worker.pid}/task").iterdir()
        children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
        return [pid for pid in children if b"bake" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    python(
        folder,
        "from masthead.bake import queue\n"
        "queue.request(f'/nothing/{number}/' for number in range(5000))",
    )
    command = [sys.executable, "-m", "masthead", "--dir", str(folder), "worker"]
    with subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL) as worker:
        wait_for(lambda: bool(helpers()))
        found = helpers()
        worker.terminate()
    assert not [pid for pid in found if Path(f"/proc/{pid}").exists()]
    assert python(folder, CLAIMED).strip() == "0"
