"""The real parent in a process of its own, with children that are real too."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.processes import PATIENCE, wait_for

PARENT = """
import sys
from masthead.serve import children
children.GRACE = 1.0
children.SETTLED = 2.0
family = children.Family([children.Child("child", [sys.executable, "-c", sys.argv[1]])])
family.start()
sys.exit(family.watch())
"""

# Writes a line with its process id at each start, then waits to be stopped.
CHILD = """
import os, time
with open({file!r}, "a") as file:
    print(os.getpid(), file=file)
{rest}
time.sleep(60)
"""


class Parent:
    """A parent process whose one child notes its starts in a file."""

    def __init__(self, notes: Path, rest: str = "") -> None:
        self.notes = notes
        code = CHILD.format(file=str(notes), rest=rest)
        self.process = subprocess.Popen(
            [sys.executable, "-c", PARENT, code], stderr=subprocess.DEVNULL
        )

    def children(self) -> list[int]:
        return [int(line) for line in self.notes.read_text().split()] if self.notes.exists() else []


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_takes_the_children_along(tmp_path: Path, number: signal.Signals) -> None:
    parent = Parent(tmp_path / "starts")
    wait_for(lambda: len(parent.children()) == 1)
    parent.process.send_signal(number)
    assert parent.process.wait(PATIENCE) == 0
    assert not is_running(parent.children()[0])


def test_a_child_that_will_not_stop_is_killed(tmp_path: Path) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen({!r}, 'w').close()"
    parent = Parent(tmp_path / "starts", deaf.format(str(tmp_path / "deaf")))
    wait_for((tmp_path / "deaf").exists)
    parent.process.terminate()
    assert parent.process.wait(PATIENCE) == 0
    assert not is_running(parent.children()[0])


def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    parent = Parent(tmp_path / "starts")
    wait_for(lambda: len(parent.children()) == 1)
    time.sleep(2.5)  # it has settled by then: not one that never came up
    os.kill(parent.children()[0], signal.SIGKILL)
    wait_for(lambda: len(parent.children()) == 2)
    parent.process.terminate()
    assert parent.process.wait(PATIENCE) == 0


def test_a_child_that_never_comes_up_ends_everything(tmp_path: Path) -> None:
    parent = Parent(tmp_path / "starts", "raise SystemExit(3)")
    assert parent.process.wait(PATIENCE) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_no_child_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    parent = Parent(tmp_path / "starts")
    wait_for(lambda: len(parent.children()) == 1)
    parent.process.kill()
    parent.process.wait(PATIENCE)
    wait_for(lambda: not is_running(parent.children()[0]))
