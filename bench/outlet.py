"""Outlets made to be measured: an own folder, Django set up in this process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def environment(folder: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    return clean | {"MASTHEAD_DIR": str(folder)}


def run(folder: Path, *words: str) -> str:
    """Run `masthead WORDS` on the outlet in ``folder`` and return what it says."""
    command = [sys.executable, "-m", "masthead", *words]
    done = subprocess.run(
        command, env=environment(folder), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def open_new(folder: Path) -> None:
    """Make an outlet in ``folder`` and set Django up for it."""
    run(folder, "init", str(folder))
    open_old(folder)


def open_old(folder: Path) -> None:
    os.environ.update(environment(folder), DJANGO_SETTINGS_MODULE="masthead.config.settings")
    import django  # noqa: PLC0415 - the folder is chosen before the settings are read

    django.setup()


def measured(script: str, *seed: str) -> dict[str, Any]:
    """Seed an outlet (`masthead bench seed SEED`) and measure in it; it is removed afterwards.

    Returns what ``script`` prints last when it is run with `--inside FOLDER`, as JSON.
    """
    folder = Path(tempfile.mkdtemp(prefix="masthead-bench-"))
    try:
        run(folder, "init", str(folder / "o"))
        print(run(folder / "o", "bench", "seed", *seed), end="")
        inside = [sys.executable, str(Path(script).resolve()), "--inside", str(folder / "o")]
        out = subprocess.run(inside, check=True, stdout=subprocess.PIPE, text=True).stdout
        result: dict[str, Any] = json.loads(out.splitlines()[-1])
        return result
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def spent(pid: int) -> float:
    """Seconds of the processors that a process and its descendants took so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    threads = Path(f"/proc/{pid}/task").iterdir()
    children = [child for task in threads for child in (task / "children").read_text().split()]
    return own + sum(spent(int(child)) for child in children)
