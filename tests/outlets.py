"""New outlets in folders of their own, as `masthead init` makes them."""

import fcntl
import os
import shutil
from pathlib import Path

from tests.processes import masthead

NAME = "The Harbour Post"


def new_outlet(folder: Path) -> Path:
    """Make an outlet in `folder`, which is not there yet; return it.

    The first one of a run is made by the command, the others are copies of it: the migrations
    take longer than most tests that need an outlet in a file.
    """
    kept = Path(os.environ["MASTHEAD_DIR"]) / "outlet"
    with kept.with_name("outlet.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two workers of one run share it
        if not kept.exists():
            staged = kept.with_name("outlet-begun")
            shutil.rmtree(staged, ignore_errors=True)
            done = masthead("init", staged, "--name", NAME)
            assert done.returncode == 0, done.stderr
            staged.rename(kept)
    shutil.copytree(kept, folder)
    return folder
