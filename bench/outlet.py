"""Outlets made to be measured: an own folder, Django set up in this process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


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


def spent(pid: int) -> float:
    """Seconds of the processors that a process and its descendants took so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    threads = Path(f"/proc/{pid}/task").iterdir()
    children = [child for task in threads for child in (task / "children").read_text().split()]
    return own + sum(spent(int(child)) for child in children)
