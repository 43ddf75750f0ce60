"""A worker that is killed outright at each of its writes, one after the other."""

import os
import subprocess
import sys
from pathlib import Path

from tests.outlets import new_outlet
from tests.processes import environment

ROOT = Path(__file__).parent.parent.parent
RUN = """
import django
django.setup()
from tests.crash.killed_at_each_write import kill_them
print(kill_them())
"""


def test_whatever_write_a_worker_dies_at_pages_stay_whole_and_the_next_one_does_the_rest(
    tmp_path: Path,
) -> None:
    folder = new_outlet(tmp_path / "outlet")
    variables = environment(
        MASTHEAD_DIR=str(folder),
        DJANGO_SETTINGS_MODULE="masthead.config.settings",
        PYTHONPATH=os.pathsep.join(sys.path),
    )
    worker = subprocess.run(
        [sys.executable, "-c", RUN],
        env=variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert worker.returncode == 0, worker.stderr
    assert int(worker.stdout) > 30  # each page is some, and so is the queue
